// Strength over time with the infusions on one chart, and cycles laid over each other: the same
// pictures and tables as figures/strength.py draws, from zero up, so that a fall looks as large as it is.

import { fixed } from "./words.js";

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [400, 220, 46, 12, 26, 34];
const STEPS = [1, 2, 5, 10, 20, 25, 50, 100, 200];
const MOST_TICKS = 5;
const HEADROOM = 1.08;
const DOSE_WIDTH = 70;
const MOST_DOSES = 8; // so many can stand side by side
const MOST_LINES = 40; // infusions that each have a line through the chart; more are marks above it
const MARK = 8;
const WEEK = 7;
const DAY_MS = 86_400_000;
const SVG = "http://www.w3.org/2000/svg";

const number = (value) => fixed(value, 1).replace(/\.0$/, "");

function add(parent, tag, attributes, text) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, typeof value === "number" ? number(value) : value);
  }
  if (text !== undefined) made.textContent = text;
  parent.append(made);
  return made;
}

function picture(label) {
  const box = { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "strength-chart", role: "img", "aria-label": label };
  return add(document.createDocumentFragment(), "svg", box);
}

// Its name says it whole; some screen readers would read out each part.
function hushed(svg) {
  for (const one of svg.children) one.setAttribute("aria-hidden", "true");
  return svg;
}

const linePath = (points) => `M${points.map(([x, y]) => `${number(x)} ${number(y)}`).join("L")}`;

const scale = (least, most, atLeast, atMost) =>
  (value) => atLeast + ((value - least) / (most - least)) * (atMost - atLeast);

function upward(most) {
  const high = Math.max(most * HEADROOM, 1);
  return { high, up: scale(0, high, HEIGHT - BOTTOM, TOP) };
}

function addValues(svg, { high, up }, name) {
  const step = STEPS.find((one) => high / one <= MOST_TICKS) ?? STEPS.at(-1);
  for (let tick = 0; tick <= Math.trunc(high); tick += step) {
    const y = up(tick);
    add(svg, "path", { class: "strength-chart__grid", d: linePath([[LEFT, y], [WIDTH - RIGHT, y]]) });
    add(svg, "text", { class: "strength-chart__label", x: LEFT - 6, y: y + 4, "text-anchor": "end" }, String(tick));
  }
  add(svg, "text", { class: "strength-chart__label", x: LEFT, y: TOP - 12 }, name);
}

const byText = (a, b) => {
  const at = a.findIndex((value, k) => value !== b[k]);
  return at < 0 ? 0 : a[at] < b[at] ? -1 : 1;
};

// points: pairs of a day and a value; infusions: days; doses: what was infused, by day.
export function strengthOverTime(text, words, points, infusions, band, doses) {
  const days = [...points.map(([day]) => day), ...infusions];
  const count = (day) => Math.round(Date.parse(day) / DAY_MS);
  const [first, last] = [Math.min(...days.map(count)), Math.max(...days.map(count))];
  const across = scale(first, Math.max(last, first + 1), LEFT, WIDTH - RIGHT);
  const height = upward(Math.max(...points.map(([, value]) => value)));
  const svg = picture(text);
  if (band) {
    const [low, high] = band.map(height.up);
    add(svg, "rect", { class: "strength-chart__band", x: LEFT, y: high, width: WIDTH - LEFT - RIGHT, height: low - high });
  }
  addValues(svg, height, words.value);
  for (const day of [...infusions].sort()) {
    const x = across(count(day));
    if (infusions.length > MOST_LINES) {
      add(svg, "path", { class: "strength-chart__mark", d: linePath([[x, TOP - MARK], [x, TOP]]) });
      continue;
    }
    add(svg, "path", { class: "strength-chart__infusion", d: linePath([[x, TOP], [x, HEIGHT - BOTTOM]]) });
    add(svg, "path", { class: "strength-chart__drop", d: `${linePath([[x - 5, TOP - 9], [x + 5, TOP - 9], [x, TOP]])}Z` });
    if (doses.has(day) && infusions.length <= MOST_DOSES) {
      const roomy = x < WIDTH - DOSE_WIDTH;
      const place = { x: x + (roomy ? 4 : -4), y: HEIGHT - BOTTOM - 5, ...(roomy ? {} : { "text-anchor": "end" }) };
      add(svg, "text", { class: "strength-chart__label", ...place }, doses.get(day));
    }
  }
  const line = points.map(([day, value]) => [across(count(day)), height.up(value)]);
  add(svg, "path", { class: "strength-chart__line", d: linePath(line) });
  for (const [cx, cy] of line) add(svg, "circle", { class: "strength-chart__point", cx, cy, r: 3.2 });
  for (const [at, anchor] of [[first, "start"], [last, "end"]]) {
    const day = new Date(at * DAY_MS).toISOString().slice(0, 10);
    add(svg, "text", { class: "strength-chart__label", x: across(at), y: HEIGHT - 14, "text-anchor": anchor }, day);
  }
  const rows = [
    ...points.map(([day, value]) => [day, fixed(value, 1), ""]),
    ...infusions.map((day) => [day, "", doses.get(day) ?? words.infusion]),
  ].sort(byText);
  return { svg: hushed(svg), text, table: { caption: words.caption, columns: [words.day, words.value, words.infusion], rows } };
}

// A line a cycle over the days since its infusion, the newest one strong.
export function cyclesOverlaid(text, words, cycles) {
  const longest = Math.max(WEEK, ...cycles.flatMap((one) => one.points.map(([days]) => days)));
  const across = scale(0, longest, LEFT, WIDTH - RIGHT);
  const height = upward(Math.max(100, ...cycles.flatMap((one) => one.points.map(([, value]) => value))));
  const svg = picture(text);
  addValues(svg, height, words.percent);
  for (let week = 0; week <= Math.trunc(longest); week += WEEK) {
    add(svg, "text", { class: "strength-chart__label", x: across(week), y: HEIGHT - 18, "text-anchor": "middle" }, String(week));
  }
  add(svg, "text", { class: "strength-chart__label", x: WIDTH - RIGHT, y: HEIGHT - 3, "text-anchor": "end" }, words.days);
  for (const { points, newest } of [...cycles].sort((a, b) => Number(a.newest) - Number(b.newest))) {
    const line = points.map(([days, value]) => [across(days), height.up(value)]);
    const group = add(svg, "g", { class: `strength-chart__cycle${newest ? " is-newest" : ""}` });
    if (line.length > 1) add(group, "path", { class: "strength-chart__line", d: linePath(line) });
    for (const [cx, cy] of line) add(group, "circle", { class: "strength-chart__point", cx, cy, r: 3.2 });
  }
  const rows = cycles.flatMap(({ name, points }) =>
    points.map(([days, value]) => [name, fixed(days, 1), fixed(value, 0)]));
  return { svg: hushed(svg), text, table: { caption: words.caption, columns: [words.cycle, words.days, words.percent], rows } };
}
