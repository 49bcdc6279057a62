// A picture keeps a fact in its own card: pointing opens it, a tap or a key keeps it open, Escape
// closes it.

export function startReveals(cards) {
  for (const card of cards) startReveal(card);
}

function startReveal(card) {
  const button = card.querySelector("[aria-expanded]");
  let kept = false;

  const open = (yes) => button.setAttribute("aria-expanded", yes);

  card.classList.add("is-live");
  card.addEventListener("pointerenter", (event) => {
    if (event.pointerType === "mouse") open(true);
  });
  card.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse" && !kept) open(false);
  });
  button.addEventListener("click", () => {
    kept = !kept;
    open(kept);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || button.getAttribute("aria-expanded") !== "true") return;
    if (document.querySelector(":popover-open")) return; // a hard word's card goes first
    const within = card.contains(document.activeElement);
    kept = false;
    open(false);
    if (within) button.focus();
  });
}
