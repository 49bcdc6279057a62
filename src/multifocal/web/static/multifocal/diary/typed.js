// A form of the diary: what was typed into it and is not saved is not lost by a link.

import { watchLeaving } from "./leaving.js";

const form = document.querySelector("form[data-typed]");

// By what the page came with, so that what a browser filled in again counts too.
function isChanged(field) {
  if (field.type === "hidden" || field.type === "submit") return false;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.tagName !== "SELECT") return field.value !== field.defaultValue;
  const first = Math.max([...field.options].findIndex((one) => one.defaultSelected), 0);
  return field.selectedIndex !== first;
}

// a page that asks once more carries what was typed before
const isUnsaved = () => form.dataset.typed === "before" || [...form.elements].some(isChanged);

const { agree } = watchLeaving(document.querySelector("#leaving"), isUnsaved);
form.addEventListener("submit", agree);
