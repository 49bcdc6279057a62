// Strength over time with the infusions on one chart, and cycles laid over each other: the same
// pictures and tables as figures/strength.py draws, from zero up, so that a fall looks as large as it is.

import { fixed } from "./words.js";

const [WIDTH, BASE, LEFT, RIGHT, TOP] = [400, 186, 46, 12, 26];
const [BELOW, ROW] = [18, 22]; // from zero to the numbers of the axis; to its name, and from line to line of the legend
const STEPS = [1, 2, 5, 10, 20, 25, 50, 100, 200];
const MOST_TICKS = 5;
const HEADROOM = 1.08;
const [LETTER, TAG_ROW, TAG_ROWS] = [9, 18, 2]; // what has room in no row is in the table alone
const MOST_TAGS = 8;
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

// rows: lines below the numbers of the axis.
function picture(label, rows) {
  const box = { viewBox: `0 0 ${WIDTH} ${number(BASE + BELOW + rows * ROW + 8)}`, class: "strength-chart", role: "img", "aria-label": label };
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
  return { high, up: scale(0, high, BASE, TOP) };
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

// The tag of an infusion, whose tip is there: empty where it was missed.
function addDrop(svg, x, y, missed) {
  const shape = `${linePath([[x - 5, y - 9], [x + 5, y - 9], [x, y]])}Z`;
  add(svg, "path", { class: `strength-chart__drop${missed ? " is-missed" : ""}`, d: shape });
}

// A line of the legend: the sign as it is drawn, and what it is.
function addLegend(svg, y, name, words) {
  if (name === "band") add(svg, "rect", { class: "strength-chart__band", x: LEFT, y: y - 11, width: 16, height: 12 });
  else addDrop(svg, LEFT + 8, y, name === "missed");
  add(svg, "text", { class: "strength-chart__label", x: LEFT + 24, y }, words);
}

// Words at the lines that stand there, on their right where there is room.
function addTags(svg, tags) {
  const taken = Array(TAG_ROWS).fill(0);
  for (const [x, text] of tags) {
    const width = LETTER * [...text].length;
    const isLeft = x + 4 + width > WIDTH;
    const start = isLeft ? x - 4 - width : x + 4;
    const row = taken.findIndex((end) => start >= end);
    if (row < 0) continue;
    taken[row] = start + width;
    const place = { x: isLeft ? x - 4 : x + 4, y: BASE - 5 - row * TAG_ROW, ...(isLeft ? { "text-anchor": "end" } : {}) };
    add(svg, "text", { class: "strength-chart__label", ...place }, text);
  }
}

// points: pairs of a day and a value; infusions, missed: days; doses: what was infused, by day; tags: what
// stands at the line of a day, one for a course.
export function strengthOverTime(text, words, points, infusions, band, doses, missed, daySaid, tags) {
  const days = [...points.map(([day]) => day), ...infusions, ...missed];
  const count = (day) => Math.round(Date.parse(day) / DAY_MS);
  const [first, last] = [Math.min(...days.map(count)), Math.max(...days.map(count))];
  const across = scale(first, Math.max(last, first + 1), LEFT, WIDTH - RIGHT);
  const height = upward(Math.max(...points.map(([, value]) => value)));
  const legend = [["infusion", infusions.length], ["missed", missed.length], ["band", band]].filter(([, there]) => there);
  const svg = picture(text, legend.length);
  if (band) {
    const [low, high] = band.map(height.up);
    add(svg, "rect", { class: "strength-chart__band", x: LEFT, y: high, width: WIDTH - LEFT - RIGHT, height: low - high });
  }
  addValues(svg, height, words.value);
  const drops = [...infusions.map((day) => [day, 0]), ...missed.map((day) => [day, 1])].sort(byText);
  for (const [day, isMissed] of drops) {
    const x = across(count(day));
    if (drops.length > MOST_LINES) {
      add(svg, "path", { class: `strength-chart__${isMissed ? "missed-mark" : "mark"}`, d: linePath([[x, TOP - MARK], [x, TOP]]) });
      continue;
    }
    if (!isMissed) add(svg, "path", { class: "strength-chart__infusion", d: linePath([[x, TOP], [x, BASE]]) });
    addDrop(svg, x, TOP, isMissed);
  }
  if (drops.length <= MOST_LINES && tags.length <= MOST_TAGS) {
    addTags(svg, [...tags].sort(byText).map(([day, tag]) => [across(count(day)), tag]));
  }
  const line = points.map(([day, value]) => [across(count(day)), height.up(value)]);
  add(svg, "path", { class: "strength-chart__line", d: linePath(line) });
  for (const [cx, cy] of line) add(svg, "circle", { class: "strength-chart__point", cx, cy, r: 3.2 });
  for (const [at, anchor] of [[first, "start"], [last, "end"]].slice(0, last > first ? 2 : 1)) {
    const day = daySaid(new Date(at * DAY_MS).toISOString().slice(0, 10));
    add(svg, "text", { class: "strength-chart__label", x: across(at), y: BASE + BELOW, "text-anchor": anchor }, day);
  }
  legend.forEach(([name], k) => addLegend(svg, BASE + BELOW + (k + 1) * ROW, name, words[name]));
  const rows = [
    ...points.map(([day, value]) => [day, fixed(value, 1), ""]),
    ...infusions.map((day) => [day, "", doses.get(day) ?? words.infusion]),
    ...missed.map((day) => [day, "", words.missed]),
  ].sort(byText).map(([day, ...rest]) => [daySaid(day), ...rest]);
  return { svg: hushed(svg), text, table: { caption: words.caption, columns: [words.day, words.value, words.infusion], rows } };
}

// A line a cycle over the days since its infusion, the newest one strong.
export function cyclesOverlaid(text, words, cycles) {
  const longest = Math.max(WEEK, ...cycles.flatMap((one) => one.points.map(([days]) => days)));
  const across = scale(0, longest, LEFT, WIDTH - RIGHT);
  const height = upward(Math.max(100, ...cycles.flatMap((one) => one.points.map(([, value]) => value))));
  const svg = picture(text, 1);
  addValues(svg, height, words.percent);
  for (let week = 0; week <= Math.trunc(longest); week += WEEK) {
    add(svg, "text", { class: "strength-chart__label", x: across(week), y: BASE + BELOW, "text-anchor": "middle" }, String(week));
  }
  add(svg, "text", { class: "strength-chart__label", x: WIDTH - RIGHT, y: BASE + BELOW + ROW, "text-anchor": "end" }, words.days);
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
