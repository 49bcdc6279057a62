// Markup by its parts, every text and value escaped.

const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" };
export const escaped = (text) => String(text).replace(/[&<>"']/g, (sign) => SIGNS[sign]);

// A coordinate with at most one decimal.
export const number = (value) => value.toFixed(1).replace(/\.0$/, "");

// An element: attributes by their names, a list of classes as `class`; what is null is left out. Its
// contents are markup.
export function element(name, attributes, ...contents) {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ` ${key}="${escaped(Array.isArray(value) ? value.filter(Boolean).join(" ") : value)}"`);
  return `<${name}${written.join("")}>${contents.join("")}</${name}>`;
}
