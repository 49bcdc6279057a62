// The dots of the body and the list beside it light each other up. On a narrow screen the list
// shows one place at a time, in a panel under the body.

const calm = matchMedia("(prefers-reduced-motion: reduce)");

export function startPlaces(root) {
  const items = [...root.querySelectorAll("[data-place]")];
  const dots = items.map((item) => root.querySelector(`[data-dot="${item.dataset.place}"]`));

  let chosen = -1;

  function light(index) {
    items.forEach((item, k) => item.classList.toggle("is-open", k === index));
    dots.forEach((dot, k) => dot.classList.toggle("is-open", k === index));
  }
  function choose(index) {
    chosen = chosen === index ? -1 : index; // a second tap closes it
    light(chosen);
    if (chosen < 0) return;
    items[index].focus({ preventScroll: true });
    uncover(dots[index], items[index]);
  }
  // Where the panel lies over the dot that it speaks of, the page moves the dot above it.
  function uncover(dot, item) {
    const [spot, words] = [dot.getBoundingClientRect(), item.getBoundingClientRect()];
    const beside = spot.right < words.left || spot.left > words.right;
    if (beside) {
      if (words.top < 0 || words.bottom > innerHeight) item.scrollIntoView({ block: "nearest", behavior: calm.matches ? "auto" : "smooth" });
    } else if (spot.bottom > words.top) {
      scrollBy({ top: spot.bottom - words.top + 24, behavior: calm.matches ? "auto" : "smooth" });
    }
  }

  root.classList.add("is-live");
  dots.forEach((dot, k) => {
    dot.addEventListener("click", (event) => {
      event.preventDefault();
      choose(k);
    });
    dot.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      choose(k);
    });
  });
  for (const [k, item] of items.entries()) {
    for (const at of [item, dots[k]]) {
      at.addEventListener("pointerenter", (event) => {
        if (event.pointerType === "mouse") light(k);
      });
    }
  }
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || document.querySelector(":popover-open")) return;
    const k = items.findIndex((item) => item.classList.contains("is-open"));
    if (k < 0) return;
    chosen = -1;
    light(-1);
    dots[k].focus({ preventScroll: true });
  });
}
