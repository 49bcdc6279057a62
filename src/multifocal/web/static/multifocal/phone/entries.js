// An entry: what was said under one id, and all that was said there before (diary/entry.py).

import { Refused, fault } from "./faults.js";
import { orderOf } from "./moments.js";
import { sameness } from "./plain.js";

export const current = (entry) => entry.versions.at(-1);
export const isDeleted = (entry) => current(entry).content === undefined;
export const isErased = (entry) => entry.versions[0].content === undefined;
export const written = (moment = new Date()) => moment.toISOString();

// What a version says, as a text by which two are the same or not.
export function saying({ when, kind, content }, shape) {
  const said = kind ? sameness(content, { is: "noun", of: shape.kinds[kind] }, shape) : null;
  return JSON.stringify([sameness(when, { is: "when" }, shape), kind ?? null, said]);
}

// A clock that was set back must not put a correction before what it corrects.
function after(entry, moment) {
  const least = new Date(Date.parse(current(entry).written) + 1).toISOString();
  return moment > least ? moment : least;
}

export const newEntry = (id, when, kind, content, moment) =>
  ({ id, versions: [{ written: moment, when, kind, content }] });

export function corrected(entry, when, kind, content, moment, shape) {
  if (isErased(entry)) throw new Refused([fault("diary.erased", "id")]);
  const version = { written: after(entry, moment), when, kind, content };
  if (saying(current(entry), shape) === saying(version, shape)) return entry;
  return { id: entry.id, versions: [...entry.versions, version] };
}

export function removed(entry, moment) {
  if (isDeleted(entry)) return entry;
  return { id: entry.id, versions: [...entry.versions, { written: after(entry, moment), when: current(entry).when }] };
}

// A deleted entry as it was before.
export function putBack(entry, moment) {
  if (!isDeleted(entry)) return entry;
  const before = entry.versions.findLast((one) => one.kind);
  if (!before) throw new Refused([fault("diary.erased", "id")]);
  const { when, kind, content } = before;
  return { id: entry.id, versions: [...entry.versions, { written: after(entry, moment), when, kind, content }] };
}

// Nothing stays but that it was deleted.
export function wiped(entry, moment) {
  if (isErased(entry)) return entry;
  return { id: entry.id, versions: [{ written: after(entry, moment), when: { day: moment.slice(0, 10) } }] };
}

// What holds, by when it was; deleted ones are left out.
export function inOrder(entries) {
  const key = (entry) => [...orderOf(current(entry).when), entry.versions[0].written, entry.id];
  return entries.filter((one) => !isDeleted(one))
    .map((entry) => [key(entry), entry])
    .sort(([a], [b]) => {
      const at = a.findIndex((value, k) => value !== b[k]);
      return at < 0 ? 0 : a[at] < b[at] ? -1 : 1;
    })
    .map(([, entry]) => entry);
}

// Whether it is an infusion that is only planned.
export const isVisitPlan = (version) => version?.kind === "visit" && version.content.status === "planned";
export const isPlan = (version) => version?.kind === "infusion" && version.content.status === "planned";

export const isReceived = (version) =>
  version.kind === "infusion" && ["given", "late"].includes(version.content.status);

// Reactions as they are shown together: a bad headache "with none of the signs that need help now" is
// left out beside one that has them, but for own words.
export const withoutContradiction = (some) =>
  some.filter(({ sign, words }) => sign !== "bad_headache" || words || !some.some((one) => one.sign === "headache_with"));

// What of it stands on the graded list. Free text is not searched.
export function signsOf(kind, content) {
  if (kind === "symptom") return content.sign ? [content.sign] : [];
  if (kind !== "infusion") return [];
  const signs = (content.reactions ?? []).flatMap((one) => (one.sign ? [one.sign] : []));
  return [...new Set(signs), ...(content.status === "missed" ? ["missed_dose"] : [])];
}
