// The diary as a file: handed out, looked at before it changes anything, brought in.

import { readBundle, writeBundle } from "./bundle.js";
import { clone, factList, make, part } from "./dom.js";
import { current, inOrder, isDeleted, written } from "./entries.js";
import { factsOf } from "./facts.js";
import { merge, previewImport, resolved } from "./merging.js";
import { today } from "./moments.js";
import { copiedSaid, titleOf, viewOf } from "./views.js";
import { personSaid, twoPeople } from "./whose.js";

const FORGET_MS = 60_000; // a download has begun by then
const MOST_SEEN = 20;
const TICKS = { same: "#diary-same-person", another: "#diary-another-person" };

export function handOut(text, name) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), FORGET_MS);
}

export const bundleOf = ({ entries, shape }) => writeBundle(entries, written(), shape);
export const bundleName = () => `multifocal-diary-${today()}.json`;

export function showData({ entries, copied, tell }) {
  const view = viewOf("data");
  const count = entries.filter((one) => !isDeleted(one)).length;
  part(view, "count").textContent = tell.say("diary_site.data.lead", { count });
  part(view, "copied_on").textContent = copiedSaid(copied, tell);
  view.querySelector("#diary-file").value = "";
}

// All that would be lost, before everything is erased.
export function showEraseAll({ entries, copied, tell }) {
  const view = viewOf("erase_all");
  const { say, whenSaid, words } = tell;
  const every = inOrder(entries);
  const count = every.length;
  const deleted = entries.length - count;
  part(view, "lost").textContent = [
    say("diary_site.erase_all.count", { count }),
    ...(count ? [say("diary_site.erase_all.days", { first: whenSaid(current(every[0]).when), last: whenSaid(current(every.at(-1)).when) })] : []),
    ...(deleted ? [say("diary_site.erase_all.deleted", { count: deleted })] : []),
  ].join(" ");
  const kinds = Object.keys(words.fields).map((kind) => [words.kinds[kind], every.filter((one) => current(one).kind === kind).length]);
  part(view, "kinds").replaceChildren(...factList(kinds.filter(([, number]) => number).map(([name, number]) => [name, String(number)])).children);
  part(view, "copied_on").textContent = copiedSaid(copied, tell);
  view.querySelector("#diary-understood").checked = false;
}

export async function readFile(file, { shape }) {
  return readBundle(new Uint8Array(await file.arrayBuffer()), shape).entries;
}

const nameOf = (entry, tell) => `${tell.whenSaid(current(entry).when)}: ${titleOf(current(entry), tell)}`;

function saidOf(entry, tell) {
  const version = current(entry);
  if (!version.kind) return titleOf(version, tell);
  const facts = factsOf(version, tell).map(([label, value]) => (label.endsWith("?") ? `${label} ${value}` : `${label}: ${value}`));
  return [`${titleOf(version, tell)}, ${tell.whenSaid(version.when)}`, ...facts].join(" · ");
}

export function showPreview(there, { entries, shape, tell }) {
  const view = viewOf("preview");
  const found = previewImport(entries, there, shape);
  const some = { ...found, conflicts: found.conflicts.map((one) => one.here) };
  const counts = ["new", "changed", "same", "behind", "doubles", "followed", "conflicts"]
    .filter((name, k) => k < 3 || some[name].length)
    .map((name) => make("li", { text: tell.say(`diary_site.preview.${name}`, { count: some[name].length }) }));
  const changes = found.new.length + found.changed.length + found.followed.length + found.conflicts.length > 0;
  if (!changes) counts.push(make("li", { text: tell.say("diary_site.preview.nothing") }));
  showWhose(view, there, { entries, tell });
  const list = (all) => inOrder(all).map((one) => make("li", { text: nameOf(one, tell) }));
  const fresh = list(found.new);
  const more = Math.max(0, fresh.length - MOST_SEEN);
  part(view, "counts").replaceChildren(...counts);
  part(view, "new").replaceChildren(...fresh.slice(0, MOST_SEEN));
  part(view, "more_new").textContent = more ? tell.say("diary_site.preview.more", { count: more }) : "";
  part(view, "see_new").hidden = !fresh.length;
  part(view, "conflicts").replaceChildren(...found.conflicts.map((one) => {
    const box = clone("conflict");
    part(box, "name").textContent = `${titleOf(current(one.here), tell)}, ${tell.whenSaid(current(one.here).when)}`;
    for (const side of ["here", "there"]) part(box, side).textContent = saidOf(one[side], tell);
    for (const input of box.querySelectorAll("input")) input.name = `choice-${one.here.id}`;
    return box;
  }));
  part(view, "unchosen").hidden = !found.conflicts.length;
  part(view, "merge").hidden = !changes;
  const missing = list(found.missing);
  part(view, "missing").textContent = tell.say("diary_site.preview.missing", { count: missing.length });
  part(view, "missing_list").replaceChildren(...missing);
}

function showWhose(view, there, { entries, tell }) {
  const people = twoPeople(entries, there);
  part(view, "whose").hidden = !people;
  for (const [name, box] of Object.entries(TICKS)) {
    part(view, name).hidden = !people;
    view.querySelector(box).checked = false;
  }
  const [here, other] = (people ?? []).map((one) => personSaid(one, tell));
  part(view, "people").textContent = people ? tell.say("diary_site.whose.lead", { here, there: other }) : "";
  part(view, "another_said").textContent = people ? tell.say("diary_site.whose.replace", { here, there: other }) : "";
}

// Whether it must be said first that the diary and the file are about one person ("same"), or that
// another person's file is to take the diary's place ("another").
export const isAskedWhose = (there, tick, { entries }) =>
  Boolean(twoPeople(entries, there)) && !viewOf("preview").querySelector(TICKS[tick]).checked;

// What is there and what the file says together, as was chosen where both were changed.
export function mergedWith(there, shape) {
  const chosen = (id) => viewOf("preview").querySelector(`[name="choice-${id}"]:checked`)?.value;
  return (before) => {
    const entries = new Map(merge(before, there, shape).map((one) => [one.id, one]));
    for (const one of previewImport(before, there, shape).conflicts) {
      const choice = chosen(one.here.id);
      if (choice) entries.set(one.here.id, resolved(one, choice, written(), shape));
    }
    return [...entries.values()];
  };
}
