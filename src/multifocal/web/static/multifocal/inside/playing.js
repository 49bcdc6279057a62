// Moves the impulses, and lights up each gap as they come to it. One run of a few seconds, then it
// rests; never without asking where the reader wants less motion.

const FADE_MS = 450; // on the reader's clock: how long a gap's light and a lost impulse take to go

const calm = matchMedia("(prefers-reduced-motion: reduce)");

function read(circle) {
  const knots = circle.dataset.knots.split(" ").map((pair) => pair.split(",").map(Number));
  return { circle, knots, end: knots.at(-1)[0], leaps: "leaps" in circle.dataset, lost: "lost" in circle.dataset };
}

// What is left, 1 to 0, of a light that came on at that time of the picture.
const left = (from, ms, slower) => Math.max(0, 1 - ((ms - from) * slower) / FADE_MS);

function flash(light, ms, slower) {
  const from = Number(light.dataset.flash);
  light.setAttribute("opacity", ms < from ? 0 : left(from, ms, slower).toFixed(2));
}

function stand({ circle, knots }) {
  circle.setAttribute("cx", (knots[0][1] ?? 0).toFixed(1));
  circle.parentNode.classList.toggle("is-there", true);
}

function place(run, ms, slower) {
  const { knots, circle } = run;
  if (knots.length < 2) return stand(run); // stopped before anything that is drawn
  let k = 1;
  while (k < knots.length - 1 && knots[k][0] < ms) k += 1;
  const [t0, x0] = knots[k - 1];
  const [t1, x1] = knots[k];
  let share = Math.min(1, Math.max(0, (ms - t0) / Math.max(t1 - t0, 1e-6)));
  if (run.leaps) share = 0.3 * share + 0.7 * share ** 3; // gathers at the gap, then leaps
  circle.setAttribute("cx", (x0 + share * (x1 - x0)).toFixed(1));
  const stays = run.lost && ms >= run.end ? left(run.end, ms, slower) : 1; // a lost one fades where it stopped
  circle.setAttribute("opacity", stays.toFixed(2));
  circle.parentNode.classList.toggle("is-there", ms >= run.end && (!run.lost || stays === 0));
}

// still(): show where the impulses end, as before a redraw. again(): one run of what is drawn now.
export function startPlaying(picture) {
  const button = picture.querySelector("[data-play]");
  const drawings = [...picture.querySelectorAll(".impulses, .closeup")];
  let slower = Number(button.dataset.slower);
  let runs = [];
  let lights = [];
  let last = 0;
  let at = 0;
  let frame = 0;
  let before = 0;

  function pause() {
    cancelAnimationFrame(frame);
    frame = 0;
    button.textContent = button.dataset.again;
  }
  function still() {
    unseen?.disconnect();
    pause();
    at = 0;
    for (const drawing of drawings) drawing.classList.remove("is-playing");
  }
  function step(now) {
    at += Math.min(now - before, 100) / slower;
    before = now;
    for (const run of runs) place(run, at, slower);
    for (const light of lights) flash(light, at, slower);
    if (at >= last) still();
    else frame = requestAnimationFrame(step);
  }
  function play() {
    if (at === 0) {
      runs = drawings.flatMap((d) => [...d.querySelectorAll("[data-knots]")].map(read));
      slower = Number((picture.querySelector("g[data-slower]") ?? button).dataset.slower);
      lights = drawings.flatMap((d) => [...d.querySelectorAll("[data-flash]")]);
      last = Math.max(...runs.map((run) => run.end)) + (lights.length ? FADE_MS + 100 : 250) / slower;
    }
    for (const drawing of drawings) drawing.classList.add("is-playing");
    button.textContent = button.dataset.pause;
    before = performance.now();
    frame = requestAnimationFrame(step);
  }
  function again() {
    still();
    if (!calm.matches) play();
  }

  const unseen = calm.matches ? null : whenSeen(drawings, play);
  button.hidden = false;
  button.addEventListener("click", () => {
    unseen?.disconnect();
    if (frame) pause();
    else play();
  });
  return { still, again };
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
