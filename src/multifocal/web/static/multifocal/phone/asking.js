// A form on the page: made from its template, filled in, read, and marked where something is wrong.

import { clone, make, part } from "./dom.js";

const view = document.querySelector('[data-view="form"]');
const form = () => view.querySelector("form");

// values: texts by field. again: words on the entry from which some were taken, or nothing.
// hand: the one that is corrected, which is asked then, and what its tries are called.
// plan: whether it is a plan, which may have been cancelled.
export function showForm(kind, values, { lead, again, hand, tries, plan } = {}) {
  view.replaceChildren(clone(`form-${kind}`));
  if (lead) part(view, "row")?.remove(); // one that is corrected is one
  if (lead) view.querySelector(".lead").textContent = lead;
  const said = part(view, "again");
  said.textContent = again ?? "";
  said.hidden = !again;
  if (plan) part(view, "cancelled").hidden = false;
  if (hand) {
    view.querySelector(`#field-tries_${hand === "left" ? "right" : "left"}`)?.remove();
    view.querySelector(`#field-tries_${hand} legend`).textContent = tries;
  } else if (kind === "force") view.querySelector("#field-side").remove();
  for (const one of form().elements) {
    if (!one.name) continue;
    const given = values[one.name] ?? [];
    if (["radio", "checkbox"].includes(one.type)) one.checked = given.includes(one.value) || (!one.value && !given.length);
    else one.value = given[0] ?? "";
  }
  for (const box of view.querySelectorAll("details")) box.open = Boolean(box.querySelector(":checked[name=signs]"));
  return form();
}

export function readValues() {
  const values = {};
  for (const [name, value] of new FormData(form())) {
    const text = value.replace(/\r\n?/g, "\n");
    if (text.trim()) (values[name] ??= []).push(text);
  }
  return values;
}

// Ticks signs of the graded list in the form.
export function tickSigns(signs) {
  for (const box of form().querySelectorAll("input[name=signs]")) {
    if (!signs.includes(box.value)) continue;
    box.checked = true;
    box.closest("details").open = true;
  }
}

const placeOf = (column) =>
  view.querySelector(`#field-${CSS.escape(column)}`) ?? view.querySelector(`#field-${CSS.escape(column.replace(/_\d$/, ""))}`);

export function clearFaults() {
  for (const one of view.querySelectorAll(".asked__fault")) one.remove();
  for (const one of view.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
}

// Each fault beside its field; hands back what the summary lists: a label, the words, the field.
export function markFaults(faults, kind, { words, faultSaid }) {
  const first = new Map();
  for (const one of faults) if (!first.has(one.column)) first.set(one.column, one);
  return [...first.values()].map((one) => {
    const said = faultSaid(one);
    const place = placeOf(one.column);
    const label = words.labels[kind][one.column] ?? "";
    if (!place) return { label, said };
    const note = make("p", { className: "asked__fault", id: `${place.id}-fault`, text: said });
    const inputs = place.matches("input, select, textarea") ? [place] : [...place.querySelectorAll("input")];
    if (inputs[0] === place) place.before(note);
    else place.querySelector("legend, summary").after(note);
    for (const input of inputs) {
      if (!["radio", "checkbox"].includes(input.type)) input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", note.id);
    }
    for (let box = place.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    return { label, said, go: () => (inputs[0] ?? place).focus() };
  });
}
