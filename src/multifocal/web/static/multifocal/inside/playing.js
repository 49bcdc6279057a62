// Moves the impulses. One run of a few seconds, then it rests; never without asking where the
// reader wants less motion.

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const stops = new WeakMap(); // what ends the run of a picture that is drawn anew

function read(circle) {
  const knots = circle.dataset.knots.split(" ").map((pair) => pair.split(",").map(Number));
  return { circle, knots, end: knots.at(-1)[0], leaps: "leaps" in circle.dataset };
}

function place(run, ms) {
  const { knots, circle } = run;
  let k = 1;
  while (k < knots.length - 1 && knots[k][0] < ms) k += 1;
  const [t0, x0] = knots[k - 1];
  const [t1, x1] = knots[k];
  let share = Math.min(1, Math.max(0, (ms - t0) / Math.max(t1 - t0, 1e-6)));
  if (run.leaps) share = share ** 3; // waits at the gap, then leaps
  circle.setAttribute("cx", (x0 + share * (x1 - x0)).toFixed(1));
  circle.parentNode.classList.toggle("is-there", ms >= run.end);
}

export function startPlaying(picture, fresh = false) {
  stops.get(picture)?.();
  const button = picture.querySelector("[data-play]");
  const drawings = [...picture.querySelectorAll(".impulses, .closeup")];
  const runs = drawings.flatMap((d) => [...d.querySelectorAll("[data-knots]")].map(read));
  const slower = Number(button.dataset.slower);
  const last = Math.max(...runs.map((run) => run.end)) + 250 / slower;
  let at = 0;
  let frame = 0;
  let before = 0;

  function draw() {
    for (const run of runs) place(run, at);
  }
  function pause() {
    cancelAnimationFrame(frame);
    frame = 0;
    button.textContent = button.dataset.again;
  }
  function rest() {
    pause();
    at = 0;
    for (const drawing of drawings) drawing.classList.remove("is-playing");
  }
  function step(now) {
    at += Math.min(now - before, 100) / slower;
    before = now;
    draw();
    if (at >= last) rest();
    else frame = requestAnimationFrame(step);
  }
  function play() {
    for (const drawing of drawings) drawing.classList.add("is-playing");
    button.textContent = button.dataset.pause;
    before = performance.now();
    frame = requestAnimationFrame(step);
  }

  button.hidden = false;
  const unseen = fresh || calm.matches ? null : whenSeen(drawings, play);
  button.addEventListener("click", () => {
    unseen?.disconnect();
    if (frame) pause();
    else play();
  });
  stops.set(picture, () => {
    unseen?.disconnect();
    rest();
  });
  if (fresh && !calm.matches) play();
}

// The first run waits until a reader can see it.
function whenSeen(drawings, play) {
  const watch = new IntersectionObserver((seen) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    watch.disconnect();
    play();
  }, { threshold: 0.6 });
  for (const drawing of drawings) watch.observe(drawing);
  return watch;
}
