// Elements of the page and its templates.

export const part = (root, name) => root.querySelector(`[data-part="${name}"]`);
export const clone = (name) => document.querySelector(`#diary-${name}`).content.cloneNode(true);

export function make(tag, { text, className, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

// Where there are lines within a fact they stay lines.
function fact([name, value]) {
  const lines = value.split("\n").flatMap((line, k) => (k ? [make("br"), line] : [line]));
  return make("div", {}, make("dt", { text: name }), make("dd", {}, ...lines));
}

export const factList = (facts) => make("dl", { className: "facts" }, ...facts.map(fact));

export function table({ caption, columns, rows }) {
  const head = make("thead", {}, make("tr", {}, ...columns.map((text) => make("th", { text, scope: "col" }))));
  const body = make("tbody", {}, ...rows.map((row) => make("tr", {}, ...row.map((text, k) =>
    (k ? make("td", { text }) : make("th", { text, scope: "row" }))))));
  const box = make("div", { className: "table-box", tabindex: "0", role: "group", "aria-label": caption });
  box.append(make("table", {}, make("caption", { text: caption }), head, body));
  return box;
}
