// A dot opens a card with its step's own words and small picture; back and next lead along the way.
// Where the list of steps stands beside the body, the dot lights up its step there instead.
import { playNear } from "./near.js";

const wide = matchMedia("(min-width: 56rem)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

export function startDots(map, card) {
  const steps = [...document.querySelectorAll("[data-step]")];
  const title = card.querySelector(".dot-card__title");
  const near = card.querySelector(".dot-card__near");
  const text = card.querySelector(".dot-card__text");
  const count = card.querySelector(".dot-card__count");
  const [back, next, close] = ["back", "next", "close"].map((go) => card.querySelector(`[data-go="${go}"]`));
  let current = 0;

  // The card goes once the body that it speaks of has left the screen.
  new IntersectionObserver(([seen]) => {
    if (!seen.isIntersecting && card.matches(":popover-open")) card.hidePopover();
  }).observe(map);

  const dotOf = (index) => map.querySelector(`[data-dot="${steps[index].dataset.step}"]`);

  function open(step) {
    for (const dot of map.querySelectorAll("[data-dot]")) {
      dot.classList.toggle("is-open", dot.dataset.dot === step?.dataset.step);
    }
  }

  function light(index) {
    for (const [k, step] of steps.entries()) step.classList.toggle("is-lit", k === index);
    if (index < 0) return open(null);
    current = index;
    const step = steps[index];
    open(step);
    step.focus({ preventScroll: true });
    step.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    playNear(step);
  }

  function show(index) {
    if (wide.matches) return light(index);
    current = index;
    const step = steps[index];
    near.replaceChildren(step.querySelector(".near-box").cloneNode(true));
    title.textContent = step.querySelector("h2").textContent;
    text.replaceChildren(...[...step.querySelectorAll(":scope > p")].map((p) => p.cloneNode(true)));
    count.textContent = count.dataset.count.replace("NUMBER", index + 1).replace("TOTAL", steps.length);
    back.disabled = index === 0;
    next.disabled = index === steps.length - 1;
    open(step);
    if (!card.matches(":popover-open")) card.showPopover();
    card.scrollTop = 0;
    title.focus({ preventScroll: true });
    uncover(dotOf(index));
    playNear(near);
  }

  // Where the card lies over the dot that it speaks of, the page moves the dot above it.
  function uncover(dot) {
    const [spot, over] = [dot.getBoundingClientRect(), card.getBoundingClientRect()];
    const beside = spot.right < over.left || spot.left > over.right;
    const seen = spot.top >= 0 && (beside ? spot.bottom <= innerHeight : spot.bottom <= over.top);
    if (!seen) scrollBy({ top: spot.top - over.top / 3, behavior: calm.matches ? "auto" : "smooth" });
  }

  map.addEventListener("click", (event) => {
    const dot = event.target.closest("[data-dot]");
    if (!dot) return;
    event.preventDefault();
    show(steps.findIndex((step) => step.dataset.step === dot.dataset.dot));
  });
  map.addEventListener("keydown", (event) => {
    const dot = event.target.closest("[data-dot]");
    if (dot && event.key === " ") {
      event.preventDefault();
      dot.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    }
  });
  for (const step of steps) {
    step.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !step.classList.contains("is-lit")) return;
      dotOf(current).focus({ preventScroll: true });
      light(-1);
    });
  }
  wide.addEventListener("change", () => {
    if (card.matches(":popover-open")) card.hidePopover();
    light(-1);
  });
  back.addEventListener("click", () => show(current - 1));
  next.addEventListener("click", () => show(current + 1));
  close.addEventListener("click", () => card.hidePopover());
  text.addEventListener("click", (event) => {
    if (event.target.closest("a")) card.hidePopover();
  });
  card.addEventListener("focusout", (event) => {
    const to = event.relatedTarget; // a hard word's own card opens on top of this one
    if (to && !card.contains(to) && !to.closest("[popover]")) card.hidePopover();
  });
  card.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    open(null);
    const within = card.contains(document.activeElement) || document.activeElement === document.body;
    if (within) dotOf(current).focus({ preventScroll: true });
  });
}
