// The body that lights up: muscles as they are needed, then the nerves that they share, drawn from
// dot to dot. Nothing of it moves where the reader wants less motion (joined.css).

const [DOT_RADIUS, MARK_RADIUS] = [5, 9];
const SVG = "http://www.w3.org/2000/svg";
const LEG = /^[LS]/;

function circle(kind, [cx, cy], r) {
  const made = document.createElementNS(SVG, "circle");
  for (const [name, value] of Object.entries({ class: kind, cx, cy, r })) made.setAttribute(name, value);
  return made;
}

// Shows what is joined: { muscles, nerves } of connect.js. From behind the muscles have no dots.
export function lightBody(picture, { muscles, nerves }, { tables, words: { marks } }, behind = false) {
  const of = (side, id) => `${tables.sides[side]}-${id}`;
  const needed = new Set(muscles.map((one) => of(one.side, tables.muscles[one.muscle])));
  const order = new Map(nerves.map((one, index) => [of(one.side, tables.nerves[one.nerve]), index]));
  const owner = new Map(); // a muscle of two nerves goes with the first
  for (const one of nerves) {
    for (const muscle of one.muscles) {
      const key = of(one.side, tables.muscles[muscle]);
      if (!owner.has(key)) owner.set(key, of(one.side, tables.nerves[one.nerve]));
    }
  }
  const limbs = new Set(nerves.flatMap((one) =>
    one.roots.map((root) => of(one.side, LEG.test(tables.roots[root]) ? "leg" : "arm"))));

  for (const group of picture.querySelectorAll("[data-muscle]")) {
    const key = `${group.dataset.side}-${group.dataset.muscle}`;
    group.classList.toggle("is-needed", needed.has(key));
    if (owner.has(key)) group.dataset.lit = owner.get(key);
    else delete group.dataset.lit;
  }
  for (const dot of picture.querySelectorAll(".join-dot")) dot.remove();
  for (const one of behind ? [] : muscles) {
    const dot = circle("join-dot", marks[one.muscle][one.side], DOT_RADIUS);
    dot.dataset.lit = owner.get(of(one.side, tables.muscles[one.muscle]));
    dot.style.setProperty("--step", order.get(dot.dataset.lit));
    picture.append(dot);
  }
  for (const line of picture.querySelectorAll(".anatomy__nerve")) {
    const trunk = `${line.dataset.side}-${line.dataset.nerve?.startsWith("lumbo") ? "leg" : "arm"}`;
    const joined = line.dataset.lit ? order.has(line.dataset.lit) : limbs.has(trunk);
    line.classList.toggle("is-joined", joined);
    line.setAttribute("pathLength", "100");
    line.style.setProperty("--step", order.get(line.dataset.lit) ?? 0);
  }
  for (const tag of picture.querySelectorAll(".choice-body__tag")) {
    const step = order.get(tag.dataset.lit);
    tag.classList.toggle("is-joined", step !== undefined);
    tag.style.setProperty("--step", step ?? 0);
    tag.querySelector("text").textContent = step === undefined ? "" : step + 1;
  }
}

// The body from behind, where a nerve runs there.
export function lightBehind(figure, found, data) {
  const picture = figure.querySelector("svg");
  lightBody(picture, found, data, true);
  figure.hidden = !picture.querySelector(".choice-body__tag.is-joined");
}

// Lets the dots be joined once, from the first nerve to the last.
export function playJoining(picture) {
  picture.classList.remove("is-joining");
  picture.getBBox(); // the browser must see it gone
  picture.classList.add("is-joining");
}

// Marks the muscles on the small body for paper.
export function markBody(picture, muscles, marks) {
  for (const one of muscles) picture.append(circle("body-marks__mark", marks[one.muscle][one.side], MARK_RADIUS));
}
