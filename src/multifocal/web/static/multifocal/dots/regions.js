// Makes the drawn muscles tappable. Without it the dots, the lists and the numbers say the same.

// Choosing: a tap on a muscle ticks its part's dot.
for (const region of document.querySelectorAll(".ask__body [data-part]")) {
  region.addEventListener("click", () => {
    if (!region.closest(".ask__body")) return; // the body has moved on into the answer
    const { part, side } = region.dataset;
    document.querySelector(`[data-dot="${side}-${part}"]`)?.click();
  });
}

// The answer: a muscle, a nerve or a number lights its nerve, and the card that tells of it.
export function startLighting(root) {
  const bodies = [...root.querySelectorAll(".found__body svg")];
  const cards = [...root.querySelectorAll(".nerve[data-lit]")];

  function light(lit) {
    for (const body of bodies) {
      body.classList.toggle("is-choosing", Boolean(lit));
      for (const part of body.querySelectorAll("[data-lit]")) {
        part.classList.toggle("is-chosen", part.dataset.lit === lit);
      }
    }
    for (const card of cards) card.classList.toggle("is-chosen", card.dataset.lit === lit);
  }

  for (const body of bodies) {
    body.onclick = (event) => {
      const lit = event.target.closest("[data-lit]")?.dataset.lit;
      light(lit);
      const card = cards.find((one) => one.dataset.lit === lit);
      const folded = card?.closest(".nerves-more");
      if (folded) folded.open = true;
      card?.scrollIntoView({ block: "nearest" });
    };
  }
  for (const card of cards) {
    card.addEventListener("mouseenter", () => light(card.dataset.lit));
    card.addEventListener("focusin", () => light(card.dataset.lit));
  }
  light("");
}

if (document.querySelector("#answer")) startLighting(document);
