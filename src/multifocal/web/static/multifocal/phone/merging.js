// Another copy of a diary brought in: what would change is said first, and nothing comes twice
// (diary/merging.py).

import { current, corrected, isDeleted, isErased, removed, saying } from "./entries.js";

// As Python writes JSON with sorted keys, by which versions of one moment are put in order.
function sortedJson(value) {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}: ${sortedJson(value[key])}`).join(", ")}}`;
}

// By signs, as Python compares text, and not by halves of them.
function compared(a, b) {
  if (a === b) return 0;
  const [one, other] = [[...a], [...b]];
  const at = one.findIndex((sign, k) => sign !== other[k]);
  if (at < 0 || other[at] === undefined) return one.length - other.length;
  return one[at].codePointAt(0) - other[at].codePointAt(0);
}

// One moment and two sayings: deletion last, then by what is written, the same everywhere.
function byWriting(a, b) {
  if (a.written !== b.written) return a.written < b.written ? -1 : 1;
  const [gone, also] = [a, b].map((one) => Number(one.content === undefined));
  return gone - also || compared(sortedJson(a), sortedJson(b));
}

const versionKey = (version, shape) => `${version.written} ${saying(version, shape)}`;

export const isSame = (one, other, shape) => one.versions.length === other.versions.length
  && one.versions.every((version, k) => versionKey(version, shape) === versionKey(other.versions[k], shape));

// Two copies of one entry: all versions of both by when they were written. Erasing wins.
export function mergedEntry(mine, other, shape) {
  if (isErased(mine) || isErased(other)) {
    const marks = [mine, other].filter(isErased).map(current).sort(byWriting);
    return { id: mine.id, versions: [marks.at(-1)] };
  }
  const versions = new Map();
  for (const version of [...mine.versions, ...other.versions].sort(byWriting)) {
    const key = versionKey(version, shape);
    if (!versions.has(key)) versions.set(key, version);
  }
  return { id: mine.id, versions: [...versions.values()] };
}

// Doubles of which one was corrected since: one thing told twice, and the correction holds for both.
function pairing(ours, theirs, shape) {
  const [now, before, taken, followed] = [new Map(), new Map(), new Set(), []];
  const add = (map, key, one) => map.set(key, [...(map.get(key) ?? []), one]);
  for (const key of [...ours.keys()].sort()) {
    const one = ours.get(key);
    if (theirs.has(key) || isDeleted(one)) continue;
    add(now, saying(current(one), shape), one);
    for (const version of one.versions.slice(0, -1)) add(before, saying(version, shape), one);
  }
  const take = (some = []) => {
    const free = some.find((one) => !taken.has(one.id));
    if (free) taken.add(free.id);
    return free;
  };
  const holds = (entry) => {
    if (isDeleted(entry)) return false;
    if (take(before.get(saying(current(entry), shape)))) return true;
    for (const version of entry.versions.slice(0, -1).reverse()) {
      const mine = version.content && take(now.get(saying(version, shape)));
      if (mine) {
        const { when, kind, content, written } = current(entry);
        followed.push(corrected(mine, when, kind, content, written, shape));
        return true;
      }
    }
    return false;
  };
  return { holds, followed };
}

// What bringing `there` into `here` would do, entry by entry.
export function previewImport(here, there, shape) {
  const ours = new Map(here.map((one) => [one.id, one]));
  const theirs = new Map(there.map((one) => [one.id, one]));
  const said = new Set(here.filter((one) => !isDeleted(one)).map((one) => saying(current(one), shape)));
  const pairs = pairing(ours, theirs, shape);
  const found = { new: [], same: [], changed: [], behind: [], conflicts: [], doubles: [] };
  for (const entry of theirs.values()) {
    const mine = ours.get(entry.id);
    if (!mine) {
      found[said.has(saying(current(entry), shape)) || pairs.holds(entry) ? "doubles" : "new"].push(entry);
      continue;
    }
    const merged = mergedEntry(mine, entry, shape);
    if (isSame(mine, entry, shape)) found.same.push(entry);
    else if (isSame(merged, mine, shape)) found.behind.push(mine);
    else if (isSame(merged, entry, shape) || isErased(merged)) found.changed.push(merged);
    else found.conflicts.push({ here: mine, there: entry, merged });
  }
  return { ...found, followed: pairs.followed, missing: [...ours.values()].filter((one) => !theirs.has(one.id)) };
}

// Both, each entry once with all its versions, by id.
export function merge(here, there, shape) {
  const ours = new Map(here.map((one) => [one.id, one]));
  const before = previewImport([...ours.values()], there, shape);
  for (const one of [...before.new, ...before.changed, ...before.followed, ...before.conflicts.map((c) => c.merged)]) ours.set(one.id, one);
  return [...ours.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

// The merged entry with what one of the two copies says as its last version.
export function resolved(conflict, choice, moment, shape) {
  const { when, kind, content } = current(choice === "here" ? conflict.here : conflict.there);
  if (content === undefined) return removed(conflict.merged, moment);
  return corrected(conflict.merged, when, kind, content, moment, shape);
}
