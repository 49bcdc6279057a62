// What is told of the person, of however many entries "About you" there are (diary/oneself.py).

import { current } from "./entries.js";

// Each answer by the newest entry that gives it, and the day of what the newest entry leaves open.
// A side and a place are one answer. Entries come in order.
export function oneself(entries, words) {
  const told = entries.map(current).filter(({ kind }) => kind === "about");
  const asked = words.fields.about.map(({ name }) => name).filter((name) => !name.startsWith("first_"));
  const about = {};
  const earlier = {};
  for (const names of [["first_side", "first_region"], ...asked.map((name) => [name])]) {
    const giving = told.filter(({ content }) => names.some((name) => content[name] !== undefined));
    const found = giving.filter(({ content }) => names.some((name) => content[name] !== "not_examined"));
    const last = (found.length ? found : giving).at(-1);
    if (!last) continue;
    for (const name of names) {
      if (last.content[name] !== undefined) about[name] = last.content[name];
      if (last !== told.at(-1)) earlier[name] = last.when.day;
    }
  }
  return { about, earlier };
}
