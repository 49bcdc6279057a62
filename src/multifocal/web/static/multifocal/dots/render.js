// Puts what is presented into clones of the page's own templates.

const template = (name) => document.querySelector(`#dots-${name}`).content;
const part = (root, name) => root.querySelector(`[data-part="${name}"]`);

function filled(name, values) {
  const made = template(name).firstElementChild.cloneNode(true);
  for (const [key, value] of Object.entries(values)) {
    const place = typeof value === "string" || typeof value === "number" ? part(made, key) : null;
    if (place) place.textContent = value;
  }
  return made;
}

const items = (texts) => texts.map((text) => Object.assign(document.createElement("li"), { textContent: text }));

function muscle(one) {
  const made = filled("muscle", one);
  made.dataset.of = one.id;
  return made;
}

function bead(on) {
  const made = Object.assign(document.createElement("i"), { className: "bead" });
  made.classList.toggle("bead--filled", on);
  return made;
}

function nerve(one) {
  const made = filled("nerve", { ...one, plain: `${one.plain}.`, heard: ` ${one.title}` });
  made.id = `nerve-${one.id}`;
  made.dataset.lit = one.id;
  part(made, "muscles").replaceChildren(...items(one.muscles));
  part(made, "dots").replaceChildren(...one.dots.map(bead));
  for (const key of ["sites", "also"]) part(made, key).parentNode.hidden = !one[key];
  return made;
}

function sideMuscles(side) {
  const made = filled("muscles", { name: side.name, more: side.more });
  part(made, "first").replaceChildren(...side.first.map(muscle));
  part(made, "others").replaceChildren(...side.others.map(muscle));
  made.querySelector("details").hidden = !side.others.length;
  return made;
}

// The view is made once, so that what is typed into its form stays; then only its words change.
export function renderAnswer(view, answer) {
  if (!view.firstElementChild) view.replaceChildren(template("answer").cloneNode(true));
  part(view, "summary").textContent = answer.summary;
  part(view, "sides").replaceChildren(...answer.sides.map((one) => filled("side", { name: one.name, choices: one.choices })));
  part(view, "nerves").replaceChildren(...answer.nerves.map(nerve));
  part(view, "other_nerves").replaceChildren(...answer.other_nerves.map(nerve));
  part(view, "more_nerves").textContent = answer.more_nerves;
  view.querySelector(".nerves-more").hidden = !answer.other_nerves.length;
  part(view, "by_side").replaceChildren(...answer.sides.map(sideMuscles));
}

// A sentence with a part for the ear alone.
function spoken(place, sentence) {
  const [before, heard = ""] = sentence.split(/<\/?heard>/);
  const ear = Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: heard });
  place.replaceChildren(before, ...(heard ? [ear] : []));
}

function fact(one, say) {
  const made = filled("fact", { name: one.name, said: one.said });
  made.dataset.of = one.id;
  const ticks = one.ticks.map((tick) => {
    const box = template("tick").firstElementChild.cloneNode(true);
    box.classList.toggle("tick--on", tick.on);
    const word = document.createElement("span");
    spoken(word, tick.on ? say("dots.sheet.ticked", { word: tick.word }) : tick.word);
    box.append(word);
    return box;
  });
  const [blank, said, boxes] = [made.querySelector(".blank"), part(made, "said"), part(made, "ticks")];
  boxes.replaceChildren(...ticks.flatMap((tick) => [tick, " "]));
  if (one.said || ticks.length) blank.remove();
  if (!one.said) said.remove();
  if (!ticks.length) boxes.remove();
  return made;
}

function hard([name, names]) {
  const made = document.createElement("div");
  made.append(...[["dt", name], ["dd", names]].map(([tag, textContent]) =>
    Object.assign(document.createElement(tag), { textContent })));
  return made;
}

export function renderSheet(view, sheet, say, large) {
  view.replaceChildren(template("sheet").cloneNode(true));
  const paper = view.querySelector(".sheet");
  paper.classList.toggle("sheet--dense", sheet.dense);
  part(paper, "warning").textContent = sheet.warning;
  part(paper, "warning").hidden = !sheet.warning;
  part(paper, "facts").replaceChildren(...sheet.sides.map(hard), ...sheet.facts.map((one) => fact(one, say)));
  part(paper, "questions").replaceChildren(...items(sheet.questions));
  part(paper, "questions").hidden = !sheet.questions.length;
  part(paper, "own").hidden = !sheet.words.length;
  part(paper, "words").replaceChildren(...sheet.words.map((line) =>
    Object.assign(document.createElement("p"), { className: "sheet__words", textContent: line })));
  part(paper, "ruled").replaceChildren(...Array.from({ length: sheet.ruled }, () => document.createElement("i")));
  part(paper, "rows").replaceChildren(...sheet.rows.map((row) =>
    filled("row", { ...row, nerve: large(row.nerve), sites_at: row.sites || "–" })));
  part(paper, "others").hidden = !sheet.others;
  part(paper, "others").textContent = sheet.others && say("dots.sheet.others", { others: sheet.others });
}

// The request to the laboratory: boxes of muscles and nerves that are needed, further ones by name.
export function renderRequest(view, { muscles, nerves }, lines, tables, words, large) {
  const paper = view.querySelector("#paper-nerves");
  const box = (side, id) => paper.querySelector(`[data-of="${tables.sides[side]}-${id}"]`);
  const fill = (place) => {
    place.classList.add("is-filled");
    place.querySelector("[data-said]").hidden = false;
  };
  const further = [...new Set(muscles.map((one) => one.muscle))].filter((one) => !box(0, tables.muscles[one]));
  const own = [...paper.querySelectorAll("[data-own]")];
  further.slice(0, own.length).forEach((one, k) => {
    part(own[k], "name").textContent = large(words.muscles[one][1]);
    for (const place of own[k].querySelectorAll("[data-of]")) place.dataset.of += tables.muscles[one];
  });
  for (const one of muscles) {
    const place = box(one.side, tables.muscles[one.muscle]);
    if (place) fill(place);
  }
  const others = [];
  for (const one of nerves) {
    const place = box(one.side, tables.nerves[one.nerve]);
    if (place) fill(place);
    else others.push(words.nerves[one.nerve][1]);
  }
  part(paper, "others").textContent = [...new Set(others)].join(", ");
  paper.querySelector("[data-others]").hidden = !others.length;
  for (const [key, text] of Object.entries(lines)) part(paper, key).textContent = text;
}
