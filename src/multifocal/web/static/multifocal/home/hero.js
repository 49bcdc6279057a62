// Sends messages down the nerve of the first picture. The radio buttons choose the state by
// themselves; this shows how it comes about, in under four seconds, and only where motion is welcome.

const SVG = "http://www.w3.org/2000/svg";
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const DRAWN = 9; // messages on the screen, standing for all fibers
const MOVING_MS = 1700;
const BETWEEN_MS = 130;
const WAITING_MS = 500; // a late one, at the spot
const FLASH_MS = 420;

export function startHero(root) {
  const picture = root.querySelector("svg");
  const nerve = picture.querySelector(".hero__nerve");
  const spot = picture.querySelector(".hero__gap--forearm");
  const again = root.querySelector("[data-again]");
  const length = nerve.getTotalLength();
  const struck = nearest(nerve, length, Number(spot.getAttribute("cx")), Number(spot.getAttribute("cy")));
  let frame = 0;
  let pulses = null;

  function stop() {
    cancelAnimationFrame(frame);
    pulses?.remove();
    pulses = null;
    delete root.dataset.waiting;
  }
  function play() {
    stop();
    if (calm.matches) return;
    root.dataset.waiting = "";
    pulses = picture.appendChild(document.createElementNS(SVG, "g"));
    pulses.setAttribute("aria-hidden", "true");
    const fates = drawn(root.querySelector(":checked"));
    const runs = fates.map((fate, k) => ({ fate, from: k * BETWEEN_MS, aside: 3 * (((k * 5) % 3) - 1), dot: circle("hero__pulse", 5.5) }));
    const from = performance.now();
    frame = requestAnimationFrame(function step(now) {
      let moving = false;
      for (const run of runs) moving = move(run, now - from - run.from) || moving;
      if (runs.some((run) => run.arrived)) delete root.dataset.waiting;
      if (moving) frame = requestAnimationFrame(step);
      else stop();
    });
  }
  function circle(name, radius) {
    const dot = document.createElementNS(SVG, "circle");
    dot.setAttribute("class", name);
    dot.setAttribute("r", radius);
    dot.setAttribute("visibility", "hidden");
    return pulses.appendChild(dot);
  }
  // Where a message is `ms` after it left; false once it is done.
  function move(run, ms) {
    if (run.arrived || run.ended) return false;
    if (ms < 0) return true;
    const wait = run.fate === "late" ? WAITING_MS : 0;
    const meets = MOVING_MS * (struck / length);
    let at = (ms / MOVING_MS) * length;
    if (run.fate === "stopped" && ms > meets) return flash(run, ms - meets);
    if (ms > meets) at = Math.max(struck, ((ms - wait) / MOVING_MS) * length);
    if (at >= length) {
      run.arrived = true;
      run.dot.remove();
      return false;
    }
    const here = nerve.getPointAtLength(at);
    const next = nerve.getPointAtLength(Math.min(length, at + 1));
    const [dx, dy] = [next.x - here.x, next.y - here.y];
    const norm = Math.hypot(dx, dy) || 1;
    run.dot.setAttribute("cx", here.x - (dy / norm) * run.aside);
    run.dot.setAttribute("cy", here.y + (dx / norm) * run.aside);
    run.dot.setAttribute("visibility", "visible");
    return true;
  }
  // A stopped message lights up where it stops, and fades.
  function flash(run, ms) {
    run.flash ??= circle("hero__flash", 8);
    const share = ms / FLASH_MS;
    if (share >= 1) {
      run.ended = true;
      run.dot.remove();
      run.flash.remove();
      return false;
    }
    run.flash.setAttribute("visibility", "visible");
    run.flash.setAttribute("cx", spot.getAttribute("cx"));
    run.flash.setAttribute("cy", spot.getAttribute("cy"));
    run.flash.setAttribute("r", 8 + 20 * share);
    for (const one of [run.flash, run.dot]) one.setAttribute("opacity", 1 - share);
    return true;
  }

  root.addEventListener("change", play);
  again.hidden = calm.matches;
  again.addEventListener("click", play);
  const watch = new IntersectionObserver((seen) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    watch.disconnect();
    play();
  }, { threshold: 0.6 });
  watch.observe(picture);
}

// The fates of the few that are drawn, in the shares of the many.
function drawn(choice) {
  const { stopped, late, fibers } = choice.dataset;
  const [gone, slow] = [stopped, late].map((count) => Math.round((DRAWN * count) / fibers));
  return Array.from({ length: DRAWN }, (_, k) => (k < gone ? "stopped" : k < gone + slow ? "late" : "through"));
}

function nearest(path, length, x, y) {
  let best = 0;
  let least = Infinity;
  for (let at = 0; at <= length; at += 2) {
    const point = path.getPointAtLength(at);
    const far = Math.hypot(point.x - x, point.y - y);
    if (far < least) [best, least] = [at, far];
  }
  return best;
}
