// Adds life to the textarea: the same table as cells, with rows that grow. The textarea stays the
// one thing that is sent, so everything works without this script.

const COLUMNS = [
  "side",
  "nerve",
  "muscle",
  "site",
  "latency_ms",
  "amplitude_mv",
  "negative_peak_area_mvms",
  "negative_peak_duration_ms",
  "distance_mm",
  "temperature_c",
];
const OPTIONAL = "temperature_c"; // written only where a row has one
const LEAST_ROWS = 4;

// Cells as the server reads them; null where a table holds what a grid of plain cells cannot.
export function parse(text) {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() && !line.trimStart().startsWith("#"));
  if (!lines.length) return [];
  const [header, ...rows] = lines.map((line) => line.split(",").map((cell) => cell.trim()));
  const plain = !/["\t;]/.test(text) && rows.every((row) => row.length <= header.length);
  if (!plain || !header.every((name) => COLUMNS.includes(name.toLowerCase()))) return null;
  const at = COLUMNS.map((name) => header.findIndex((one) => one.toLowerCase() === name));
  return rows.map((row) => at.map((index) => row[index] ?? ""));
}

export function write(rows) {
  const filled = rows.filter((row) => row.some((cell) => cell.trim()));
  if (!filled.length) return "";
  const optional = COLUMNS.indexOf(OPTIONAL);
  const wanted = (_, index) => index !== optional || filled.some((row) => row[index].trim());
  const quoted = (cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell.trim());
  return [COLUMNS, ...filled].map((row) => row.filter(wanted).map(quoted).join(",")).join("\n") + "\n";
}

// A sentence of the page with its `{names}` filled in.
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function start(place) {
  const area = document.getElementById("id_table");
  const words = place.dataset;
  const labels = words.labels.split("|"); // in the order of COLUMNS, in the reader's language
  const body = element("tbody");
  const heads = labels.map((label) => element("th", { scope: "col", textContent: label }));
  heads.push(element("th", { scope: "col" }, element("span", { className: "visually-hidden", textContent: words.remove })));
  const table = element(
    "table",
    { className: "grid" },
    element("caption", { className: "visually-hidden", textContent: words.caption }),
    element("thead", {}, element("tr", {}, ...heads)),
    body,
  );
  const box = element("div", { className: "table-box" }, table);
  const add = element("button", { type: "button", className: "button--quiet", textContent: words.add });
  const turn = element("button", { type: "button", className: "button--quiet" });
  const tools = element("div", { className: "grid__tools" }, add, turn);

  const rows = () => [...body.rows].map((row) => [...row.querySelectorAll("input")].map((cell) => cell.value));
  const keep = () => { area.value = write(rows()); };
  const renumber = () => {
    [...body.rows].forEach((row, index) => {
      row.querySelectorAll("input").forEach((cell, column) => {
        cell.setAttribute("aria-label", fill(words.cell, { number: index + 1, column: labels[column] }));
      });
      row.querySelector("button").setAttribute("aria-label", fill(words.removeRow, { number: index + 1 }));
    });
  };
  const append = (cells = []) => {
    const row = element("tr");
    COLUMNS.forEach((_, index) => {
      const cell = element("input", { type: "text", value: cells[index] ?? "", autocomplete: "off", spellcheck: false });
      cell.autocapitalize = "none";
      cell.addEventListener("input", keep);
      const box = element("td", {}, cell);
      box.dataset.label = labels[index]; // shown where each row is a card
      row.append(box);
    });
    const remove = element("button", { type: "button", className: "grid__remove", textContent: "×" });
    remove.addEventListener("click", () => {
      const next = row.nextElementSibling ?? row.previousElementSibling;
      row.remove();
      if (!next) append();
      keep();
      renumber();
      (next ?? body.rows[0]).querySelector("input").focus();
    });
    row.append(element("td", {}, remove));
    body.append(row);
    return row;
  };

  const show = (asTable) => {
    if (asTable) {
      body.replaceChildren();
      (parse(area.value) ?? []).forEach(append);
      while (body.rows.length < LEAST_ROWS) append();
      renumber();
    }
    box.hidden = add.hidden = !asTable;
    area.hidden = asTable;
    turn.textContent = asTable ? words.asText : words.asTable;
  };
  add.addEventListener("click", () => {
    const last = rows().at(-1) ?? [];
    const row = append([...last.slice(0, 3)]);
    renumber();
    row.querySelectorAll("input")[last[0] ? 3 : 0].focus();
  });
  turn.addEventListener("click", () => show(area.hidden === false && parse(area.value) !== null));
  area.addEventListener("input", () => { turn.hidden = parse(area.value) === null; });

  place.append(box, tools);
  // A table at fault stays text: the fault names lines of the text.
  const invalid = area.getAttribute("aria-invalid") === "true";
  turn.hidden = parse(area.value) === null;
  show(!invalid && !turn.hidden);
}

const place = document.querySelector("[data-grid]");
if (place) start(place);
(document.getElementById("fault") ?? document.getElementById("result-heading"))?.focus();
