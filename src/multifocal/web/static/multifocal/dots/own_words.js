// The patient's own words for the papers: how many letters they have, and whether it was said that
// they tell of a sign that cannot wait. Nothing here reads them.

import { withOwnSigns } from "./connect.js";
import { inFewLines } from "./sheet.js";

export const MOST_WORDS = 300;
const OWN_WORDS = ["words", "tried", "tests"]; // the fields that nobody reads here
const lengthOf = (field) => [...inFewLines(field.value)].length;
const hasOwnWords = (form) => OWN_WORDS.some((name) => lengthOf(form.elements[name]));

// Counts at the field, as one types; nothing is cut off.
export function startCounting(form, say) {
  const [field, count] = [form.elements.words, form.querySelector('[data-part="letters"]')];
  field.oninput = () => {
    const [letters, most] = [lengthOf(field), MOST_WORDS];
    const over = letters > most;
    count.textContent = letters ? say(`dots.more.own_words.${over ? "over" : "count"}`, { count: letters, most }) : "";
    count.classList.toggle("more__count--over", over);
    if (over) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  };
  field.oninput();
}

// What stands against making the papers: "long", "unsaid" (whether the words tell of a sign), or "".
export function heldBy(form) {
  const letters = lengthOf(form.elements.words);
  if (letters > MOST_WORDS) return "long";
  return hasOwnWords(form) && !form.elements.own_signs.value ? "unsaid" : "";
}

// The answer on signs, with what was said of own words where there are any. form: null before it is made.
export function signsWith(form, signs) {
  const own = form && hasOwnWords(form) ? form.elements.own_signs.value : "";
  return own ? withOwnSigns(signs, own) : signs;
}
