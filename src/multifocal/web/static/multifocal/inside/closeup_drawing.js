// Draws the damaged fiber of the close-up from numbers, as figures/closeup.py does for the page.
import { element, escaped, number } from "./markup.js";

export function drawCloseUp({ numbers, words }, layout) {
  const parts = { "near-said": escaped(words.said), "near-hint": escaped(words.hint) };
  for (const [size, width] of Object.entries(layout)) {
    parts[`near-${size}`] = fiber(numbers, words, width);
  }
  return { parts, labels: words.labels };
}

function fiber({ damaged, times, lost, slower }, { name, gaps }, width) {
  const [row, thick] = width < 500 ? [96, 18] : [112, 26];
  const y = row + row * 0.62;
  const pitch = width / (gaps.length + 1);
  const places = times.map((_, k) => (k + 0.5) * pitch - pitch / 2);
  const hurt = new Set(damaged);
  return element("text", { class: "closeup__name", x: 2, y: number(row + 18) }, escaped(name))
    + element("path", { class: "closeup__axon", d: `M0 ${number(y)}H${number(width)}` })
    + coats(places, hurt, y, thick, pitch)
    + gaps.map((said, k) => gap(k, said, hurt, places[k + 1], y, thick, pitch)).join("")
    + flashes(places, times, y, thick * 0.34 + 3, slower)
    + message(places, times, y, lost);
}

function coats(places, hurt, y, thick, pitch) {
  const room = 0.09 * pitch;
  return places.slice(1).map((end, k) => {
    const left = places[k] + room * (hurt.has(k - 1) ? 2.6 : 1);
    const right = end - room * (hurt.has(k) ? 2.6 : 1);
    return element("rect", {
      class: "closeup__coat",
      x: number(left),
      y: number(y - thick / 2),
      width: number(right - left),
      height: number(thick),
      rx: number(thick * 0.42),
    });
  }).join("");
}

const CORNERS = [[0.7, -0.9], [-0.7, -0.9], [0.7, 0.9], [-0.7, 0.9]];

function gap(k, said, hurt, x, y, thick, pitch) {
  const is = hurt.has(k);
  const others = [...hurt].filter((one) => one !== k).concat(is ? [] : [k]).sort((a, b) => a - b);
  const query = others.map((one) => `gaps=${one}`).join("&") || "gaps=none";
  const reach = Math.min(pitch / 2, 26);
  const at = { cx: number(x), cy: number(y) };
  const d = thick * 0.62;
  const spikes = CORNERS.map(([a, b]) => `M${number(x + a * d)} ${number(y + b * d)}l${number(a * 7)} ${number(b * 7)}`);
  return element(
    "a",
    {
      href: `?${query}#closeup`,
      "data-gap": k,
      "aria-label": said,
      role: "button",
      "aria-pressed": is,
      class: ["gap", is && "gap--hurt"],
    },
    element("rect", {
      class: "gap__target",
      x: number(x - reach),
      y: number(y - 26),
      width: number(2 * reach),
      height: 52,
    }),
    element("circle", { class: "gap__ring", ...at, r: number(thick * 0.34 + 4) }),
    element("circle", { class: "gap__disc", ...at, r: number(thick * 0.34) }),
    is ? element("path", { class: "gap__spikes", d: spikes.join("") }) : "",
  );
}

function flashes(places, times, y, r, slower) {
  const lights = times.slice(1, -1).map((ms, k) => (ms === null ? "" : element("circle", {
    class: "closeup__flash",
    cx: number(places[k + 1]),
    cy: number(y),
    r: number(r),
    "data-flash": ms.toFixed(4),
  })));
  return element("g", { class: "closeup__flashes", "aria-hidden": true, "data-slower": slower }, ...lights);
}

function message(places, times, y, lost) {
  const came = places.map((x, k) => [times[k], x]).filter(([ms]) => ms !== null).sort((a, b) => a[0] - b[0]);
  const knots = came.map(([ms, x]) => `${ms.toFixed(4)},${number(x)}`).join(" ") || "0,0 0,0";
  const [start, end] = [came.length ? came[0][1] : 0, came.length ? came.at(-1)[1] : 0];
  const cross = { class: ["fiber__end", "closeup__end"], d: `M${number(end + 8)} ${number(y - 7)}l14 14m0-14l-14 14` };
  const dot = {
    class: ["fiber__impulse", "closeup__message"],
    cx: number(start),
    cy: number(y),
    r: 6.5,
    "data-knots": knots,
    "data-leaps": 1,
    "data-lost": lost ? "" : null,
  };
  return element(
    "g",
    { class: ["fiber", `fiber--${lost ? "blocked" : "healthy"}`] },
    lost ? element("path", cross) : "",
    element("circle", dot),
  );
}
