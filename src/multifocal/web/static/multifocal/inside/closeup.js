// A tap on a gap damages or mends it; a finger drawn over several does so to all. The gap itself
// changes at once, and the message is asked for while the finger moves.
import { startSpeaking } from "../speaking.js";
import { storedCloseUps, served } from "./answers.js";
import { follow } from "./asking.js";
import { drawCloseUp } from "./closeup_drawing.js";
import { redraw } from "./redraw.js";

export function startCloseUp(card, player) {
  const speak = startSpeaking(document.querySelector("[data-status]"));
  const links = [...card.querySelectorAll("[data-gap]")];
  const hurt = new Set(links.filter((gap) => gap.matches(".gap--hurt")).map((gap) => gap.dataset.gap));
  let pressed = null; // the gap that the finger came down on
  let drawnTo = null; // the last one that it was drawn over
  let hurting = false;

  const query = () => [...hurt].sort().map((gap) => `gaps=${gap}`).join("&") || "gaps=none";

  const layout = JSON.parse(card.dataset.layout);
  const { precomputed } = card.dataset;

  const move = follow(precomputed ? storedCloseUps(precomputed) : served(card.dataset.fiber), {
    show(answer, question) {
      player.still();
      redraw(drawCloseUp(answer, layout));
      card.dataset.shown = question;
      for (const gap of links) mark(gap); // those tapped since it was asked
    },
    rest(answer) {
      speak(answer.words.said);
      player.again();
    },
    wait() {},
    fail() {
      if (precomputed) card.querySelector(".closeup__said").textContent = card.dataset.failed;
      else location.assign(`?${query()}#closeup`);
    },
  });

  function mark(gap) {
    const damaged = hurt.has(gap.dataset.gap);
    gap.classList.toggle("gap--hurt", damaged);
    gap.setAttribute("aria-pressed", damaged);
  }

  function set(gap, damaged) {
    if (damaged === hurt.has(gap)) return;
    if (damaged) hurt.add(gap);
    else hurt.delete(gap);
    for (const link of links) if (link.dataset.gap === gap) mark(link);
    move(query());
  }

  const gapAt = (target) => target?.closest?.("[data-gap]")?.dataset.gap ?? null;

  card.addEventListener("click", (event) => {
    const gap = gapAt(event.target);
    if (gap === null) return;
    event.preventDefault();
    if (drawnTo === null) set(gap, !hurt.has(gap));
  });
  card.addEventListener("keydown", (event) => {
    const gap = event.target.closest("[data-gap]");
    if (gap && event.key === " ") {
      event.preventDefault();
      gap.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    }
  });
  card.addEventListener("pointerdown", (event) => {
    pressed = gapAt(event.target);
    hurting = !hurt.has(pressed);
  });
  card.addEventListener("pointermove", (event) => {
    if (pressed === null) return;
    const gap = gapAt(document.elementFromPoint(event.clientX, event.clientY));
    if (gap === null || gap === (drawnTo ?? pressed)) return;
    set(pressed, hurting);
    set(gap, hurting);
    drawnTo = gap;
  });
  for (const end of ["pointerup", "pointercancel"]) {
    addEventListener(end, () => {
      pressed = null;
      setTimeout(() => { drawnTo = null; }); // after the click that may follow
    });
  }
  // Where nobody computes for the page, it reads its address itself.
  const asked = new URLSearchParams(precomputed ? location.search : "").getAll("gaps");
  if (asked.length) {
    const wanted = new Set(asked);
    for (const { dataset } of links) set(dataset.gap, wanted.has(dataset.gap));
  }
  card.addEventListener("dragstart", (event) => {
    if (gapAt(event.target) !== null) event.preventDefault(); // a link would be carried away
  });
}
