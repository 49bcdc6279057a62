// What went wrong, at the head of the page; a fault of a field leads to that field.

import { make } from "./dom.js";

const box = document.querySelector("#diary-fault");

function item({ label, said, go }) {
  if (!go) return make("li", { text: label ? `${label}: ${said}` : said });
  const link = make("a", { href: `#${box.id}`, text: label || said });
  link.addEventListener("click", (event) => {
    event.preventDefault(); // the address of the page never changes
    go();
  });
  return make("li", {}, link); // what is wrong stands beside the field
}

// lines: what was said of each fault, its label, and what goes to its field.
export function tellFault(lead, lines = []) {
  const head = make("p", {}, make("strong", { text: lead }));
  box.replaceChildren(head, ...(lines.length ? [make("ul", {}, ...lines.map(item))] : []));
  box.hidden = false;
  box.focus();
}

export function hideFault() {
  box.hidden = true;
}
