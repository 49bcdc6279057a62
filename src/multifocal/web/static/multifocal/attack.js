// Plays the attack at a gap from its first step to its last, and runs a signal along the fiber where
// a step has one. The radio buttons choose a step by themselves; nothing moves unless it is welcome.

const SVG = "http://www.w3.org/2000/svg";
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const STEP_MS = 2600;
const RUN_MS = 1500;
// Where signals run in each step: height, and how far they come.
const RUNS = { 1: [[200, 700]], 2: [], 3: [[200, 322]], 4: [[112, 700], [310, 316]] };

function startAttack(figure) {
  const picture = figure.querySelector("svg");
  const play = figure.querySelector("[data-play]");
  const steps = [...figure.querySelectorAll("input")];
  let waiting = 0;

  function run(step) {
    for (const old of picture.querySelectorAll(".attack__run")) old.remove();
    for (const [y, far] of RUNS[step]) {
      const dot = picture.appendChild(document.createElementNS(SVG, "circle"));
      dot.setAttribute("class", "attack__run");
      dot.setAttribute("aria-hidden", "true");
      dot.setAttribute("r", 13);
      dot.setAttribute("cy", y);
      const way = [{ transform: "translateX(20px)" }, { transform: `translateX(${far}px)`, offset: 0.85 }, { transform: `translateX(${far}px)`, opacity: 0 }];
      dot.animate(way, { duration: RUN_MS, fill: "forwards" }).finished.then(() => dot.remove(), () => {});
    }
  }
  function show(k) {
    steps[k].checked = true;
    run(k + 1);
    waiting = k + 1 < steps.length ? setTimeout(show, STEP_MS, k + 1) : 0;
  }
  function mayMove() {
    clearTimeout(waiting);
    figure.toggleAttribute("data-moves", !calm.matches);
    play.hidden = calm.matches;
  }

  figure.addEventListener("change", (event) => {
    clearTimeout(waiting);
    if (!calm.matches) run(steps.indexOf(event.target) + 1);
  });
  play.addEventListener("click", () => {
    clearTimeout(waiting);
    show(0);
  });
  calm.addEventListener("change", mayMove);
  mayMove();
}

for (const figure of document.querySelectorAll("[data-attack]")) startAttack(figure);
