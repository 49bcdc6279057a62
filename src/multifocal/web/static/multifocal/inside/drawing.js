// Draws an answer: numbers and sentences (`Frame` in presenter/frame.py) become the markup that the
// page's templates make of the same setting. tests/browser compares the two.
import { element, escaped, number } from "./markup.js";

// icons: each task's small picture, by its name. Gives parts and labels, which redraw.js puts into
// their places.
export function drawPicture({ numbers, words }, layout, icons) {
  const parts = {
    caption: escaped(words.caption),
    summary: escaped(words.summary),
    brief: escaped(words.brief),
    spot: numbers.spot ? spot(numbers.spot, words.spot) : "",
    verdicts: words.verdicts.map(([name, said]) => listed(name, said)).join("\n"),
    strengths: words.strengths.map((one, k) => strength(one, numbers.strengths[k])).join("\n"),
    grades: words.strengths.map(([name, , grade]) => listed(name, grade)).join("\n"),
    tasks: words.tasks.map((one, k) => task(one, layout.fates[numbers.tones[k]], icons)).join("\n"),
  };
  for (const [size, fibers] of Object.entries(layout.fibers)) {
    parts[size] = drawFibers(numbers, fibers, layout.fates);
  }
  numbers.responses.forEach((rows, k) => {
    parts[`answer-${k + 1}`] = rows
      .map((row, at) => response(row, words.values[k][at], at, layout.responses))
      .join("");
    parts[`rows-${k + 1}`] = numbers.cells[k].map((cells, at) => tableRow(words.sites[at], cells)).join("");
  });
  return { parts, labels: words.labels };
}

const listed = (name, said) => element("li", {}, element("strong", {}, `${escaped(name)}.`), ` ${escaped(said)}`);

function strength([name, said], [percent, weak]) {
  const size = { height: 8 };
  const bar = element(
    "svg",
    { class: ["bar", weak && "bar--weak"], viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": true },
    element("rect", { class: "bar__whole", width: 100, ...size }),
    element("rect", { class: "bar__left", width: percent, ...size }),
  );
  return element("div", {}, element("dt", {}, escaped(name)), element("dd", {}, bar, escaped(said)));
}

function task([id, name, word, said, why], tone, icons) {
  const words = element(
    "div",
    {},
    element("strong", {}, escaped(name)),
    ` ${element("span", { class: ["tag", `tag--${tone}`] }, escaped(word))}`,
    `<br>${escaped(said)} ${escaped(why)}`,
  );
  return element("li", { class: "task", "data-task": id }, "\n", icons[id], "\n", words, "\n");
}

function tableRow(name, cells) {
  const numbers = cells.map((cell) => element("td", { class: "number" }, escaped(cell)));
  return element("tr", {}, element("th", { scope: "row" }, escaped(name)), ...numbers);
}

const SPIKES = [[0, -1], [0.87, 0.5], [-0.87, 0.5], [0, 1], [0.87, -0.5], [-0.87, -0.5]];

function spot([x, y], name) {
  const at = { cx: number(x), cy: number(y) };
  const spikes = SPIKES.map(([dx, dy]) => element("path", {
    class: "body-map__spike",
    d: `M${number(x + 15 * dx)} ${number(y + 15 * dy)}L${number(x + 6 * dx)} ${number(y + 6 * dy)}`,
  }));
  return element(
    "g",
    { class: "body-map__focus", role: "img", "aria-label": name },
    element("circle", { class: "body-map__halo", ...at, r: 15 }),
    ...spikes,
    element("circle", { class: "body-map__strike", ...at, r: 5 }),
  );
}

function drawFibers({ stretch, runs }, { top, left, span, pitch, length }, fates) {
  const at = (mm) => left + span * mm / length;
  const floor = top + pitch * runs.length;
  let markup = "";
  if (stretch) {
    let [a, b] = stretch.map(at);
    if (b - a < 6) [a, b] = [(a + b) / 2 - 3, (a + b) / 2 + 3];
    markup += element("rect", {
      class: "impulses__focus",
      x: number(a),
      y: number(top - 12),
      width: number(b - a),
      height: number(floor - top + 18),
      rx: 3,
    });
  }
  runs.forEach(([fate, ...flat], row) => {
    markup += drawFiber(fates[fate], flat, top + pitch * (row + 0.5), at, number(at(length)));
  });
  return markup;
}

function drawFiber(fate, flat, y, at, end) {
  const knots = [];
  for (let k = 0; k < flat.length; k += 2) knots.push(`${flat[k].toFixed(3)},${number(at(flat[k + 1]))}`);
  const last = at(flat.at(-1));
  const [start, here, height] = [number(at(0)), number(last), number(y)];
  let silent = "";
  let shape = `M${here} ${number(y - 3.6)}l7 3.6l-7 3.6z`;
  if (fate === "blocked") {
    silent = element("path", { class: "fiber__silent", d: `M${here} ${height}H${end}` });
    shape = `M${number(last - 3)} ${number(y - 3)}l6 6m0-6l-6 6`;
  } else if (fate === "slowed") {
    shape = `M${number(last + 4)} ${number(y - 4)}l4 4l-4 4l-4-4z`;
  }
  return element(
    "g",
    { class: ["fiber", `fiber--${fate}`] },
    element("path", { class: "fiber__line", d: `M${start} ${height}H${here}` }),
    silent,
    element("path", { class: "fiber__end", d: shape }),
    element("circle", { class: "fiber__impulse", cx: start, cy: height, r: 3.2, "data-knots": knots.join(" ") }),
  );
}

function response({ small, line }, said, k, { base, row, value }) {
  const floor = base + row * k;
  const strokes = [];
  let [x, up] = [0, 0];
  for (let at = 0; at < line.length; at += 2) {
    x += line[at];
    up += line[at + 1];
    strokes.push(`${number(x / 10)} ${number(floor - up / 10)}`);
  }
  const dress = small && "is-small";
  const text = { class: ["responses__value", dress], x: 2, y: number(floor + value) };
  const trace = { class: ["responses__trace", "responses__trace--now", dress], d: `M${strokes.join("L")}` };
  return element("text", text, escaped(said)) + element("path", trace);
}
