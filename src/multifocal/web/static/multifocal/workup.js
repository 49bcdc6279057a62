// Adds life to the form: the table as cells, and a place where a report is pasted as it comes.

import { Grid, element, parse } from "./grid.js";

function start(place) {
  const area = document.getElementById("id_table");
  const words = place.dataset;
  const grid = new Grid(words, area);
  const add = element("button", { type: "button", className: "button--quiet", textContent: words.add });
  const turn = element("button", { type: "button", className: "button--quiet" });
  const drop = element("button", { type: "button", className: "button--quiet", textContent: words.remove });
  drop.addEventListener("click", () => grid.remove(grid.entered));
  const more = grid.switches();
  const tools = element("div", { className: "grid__tools" }, add, drop, turn);

  const show = (asTable) => {
    const shown = asTable && grid.open();
    grid.box.hidden = add.hidden = drop.hidden = more.hidden = !shown;
    area.hidden = shown;
    turn.textContent = shown ? words.asText : words.asTable;
  };
  add.addEventListener("click", () => {
    const filled = grid.rows.findLastIndex((row) => row.some((cell) => cell));
    const row = filled < 0 ? grid.body.rows[0] : grid.append(grid.rows[filled].slice(0, 3));
    grid.renumber();
    grid.keep();
    row.querySelectorAll("input")[filled < 0 ? 0 : 3].focus();
  });
  turn.addEventListener("click", () => show(area.hidden === false && parse(area.value) !== null));
  area.addEventListener("input", () => { turn.hidden = parse(area.value) === null; });

  place.append(pasting(area, words), more, grid.box, tools);
  turn.hidden = parse(area.value) === null;
  show(!turn.hidden);
  if (!grid.box.hidden) grid.blame(document.querySelectorAll("#fault [data-row]"));
}

// A field that takes a report with its table, and sends it to be understood.
function pasting(area, words) {
  const hint = element("p", { className: "hint", id: "paste-hint", textContent: words.pasteHint });
  const field = element("textarea", { id: "id_paste", rows: 2, spellcheck: false, autocomplete: "off" });
  field.setAttribute("aria-describedby", hint.id);
  const label = element("label", { htmlFor: field.id, textContent: words.paste });
  field.addEventListener("paste", (event) => {
    const html = event.clipboardData.getData("text/html");
    const text = event.clipboardData.getData("text/plain");
    const pasted = /<table[\s>]/i.test(html) ? html : text;
    if (!pasted.trim()) return;
    event.preventDefault();
    area.value = pasted;
    area.form.querySelectorAll('input[name="answer"]').forEach((one) => one.remove());
    area.form.requestSubmit();
  });
  field.addEventListener("change", () => {
    if (!field.value.trim()) return;
    area.value = field.value;
    area.form.requestSubmit();
  });
  return element("div", { className: "paste" }, label, hint, field);
}

const place = document.querySelector("[data-grid]");
if (place) start(place);
const first = document.querySelector("#pasted:has(fieldset)") ?? document.getElementById("fault");
(first ?? document.getElementById("pasted") ?? document.getElementById("result-heading"))?.focus();
