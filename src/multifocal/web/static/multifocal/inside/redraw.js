// Puts the parts of an answer in their places on the page. Only what differs is touched, so that
// focus, open details and what a reader has selected stay.

const drawn = new Map();

export function redraw({ parts, labels }) {
  for (const [name, markup] of Object.entries(parts)) {
    if (drawn.get(name) === markup) continue;
    drawn.set(name, markup);
    const place = document.querySelector(`[data-part="${name}"]`);
    const part = place.querySelector("[data-moving]") ?? place;
    const fresh = part.cloneNode(false);
    fresh.innerHTML = markup;
    match(part, fresh);
  }
  for (const [name, label] of Object.entries(labels)) {
    document.querySelector(`[data-part="${name}"] svg`).setAttribute("aria-label", label);
  }
}

function match(old, fresh) {
  const before = [...old.childNodes];
  const after = [...fresh.childNodes];
  after.forEach((node, k) => {
    const there = before[k];
    if (!there) old.append(node);
    else if (there.nodeName !== node.nodeName) there.replaceWith(node);
    else if (there.nodeType !== Node.ELEMENT_NODE) there.data = node.data;
    else {
      matchAttributes(there, node);
      match(there, node);
    }
  });
  for (const left of before.slice(after.length)) left.remove();
}

function matchAttributes(old, fresh) {
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}
