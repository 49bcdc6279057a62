// Moves the impulses. One run of a few seconds, then it rests; never without asking where the
// reader wants less motion.

const calm = matchMedia("(prefers-reduced-motion: reduce)");

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

// still(): show where the impulses end, as before a redraw. again(): one run of what is drawn now.
export function startPlaying(picture) {
  const button = picture.querySelector("[data-play]");
  const drawings = [...picture.querySelectorAll(".impulses, .closeup")];
  const slower = Number(button.dataset.slower);
  let runs = [];
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
    for (const run of runs) place(run, at);
    if (at >= last) still();
    else frame = requestAnimationFrame(step);
  }
  function play() {
    if (at === 0) {
      runs = drawings.flatMap((d) => [...d.querySelectorAll("[data-knots]")].map(read));
      last = Math.max(...runs.map((run) => run.end)) + 250 / slower;
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
