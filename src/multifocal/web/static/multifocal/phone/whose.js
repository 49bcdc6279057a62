// Whether a file that is brought in may be another person's (diary/whose.py).

import { current } from "./entries.js";

const BETWEEN_WORDS = /[^\p{L}\p{N}]+/u;

const isOlder = (a, b) => {
  const [one, other] = [a, b].map((entry) => `${current(entry).written} ${entry.id}`);
  return one < other ? -1 : Number(one > other);
};

// What was told of a person, what was written last at the end.
const abouts = (entries) => entries.filter((one) => current(one).kind === "about").sort(isOlder);

const allOf = (some, field) => some.map((one) => current(one).content[field]).filter(Boolean);

const wordsOf = (name) => new Set(name.normalize("NFC").toLowerCase().split(BETWEEN_WORDS).filter(Boolean));

const holdsAll = (some, others) => [...others].every((one) => some.has(one));

function namesDiffer(ours, theirs) {
  const [here, there] = [ours, theirs].map((some) => allOf(some, "name").map(wordsOf));
  return here.length > 0 && there.length > 0
    && !here.some((a) => there.some((b) => holdsAll(a, b) || holdsAll(b, a)));
}

function birthsDiffer(ours, theirs) {
  const [here, there] = [ours, theirs].map((some) => allOf(some, "born"));
  return here.length > 0 && there.length > 0 && !here.some((one) => there.includes(one));
}

const last = (some) => ({ name: allOf(some, "name").at(-1), born: allOf(some, "born").at(-1) });

// Who the diary and who the file tell of, where these may be two people; else null.
export function twoPeople(entries, others) {
  const [ours, theirs] = [abouts(entries), abouts(others)];
  const ids = new Set(ours.map((one) => one.id));
  if (theirs.some((one) => ids.has(one.id))) return null;
  if (!namesDiffer(ours, theirs) && !birthsDiffer(ours, theirs)) return null;
  return [last(ours), last(theirs)];
}

// A name, a birth, or both, as one says them.
export function personSaid({ name, born }, { say, daySaid }) {
  const when = born && daySaid(born);
  if (name && when) return say("diary_site.whose.both", { name, when });
  return name ?? say("diary_site.whose.born", { when });
}
