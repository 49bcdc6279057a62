// The table as cells: rows that come by themselves, words suggested, side and nerve carried down.
// The textarea stays the one thing that is sent, so everything works without this script.

const data = JSON.parse(document.getElementById("grid-data")?.textContent ?? '{"columns": []}');
const COLUMNS = data.columns.map((one) => one.name);
const CARRIED = ["side", "nerve", "muscle"];
const OPTIONAL = (name) => name === "temperature_c" || data.columns[COLUMNS.indexOf(name)].groups.length > 0;
const LEAST_ROWS = 4;

const isComment = (line) => line.trimStart().startsWith("#");

const QUOTE = String.fromCharCode(34);

// The cells of a line, those in quotation marks with the commas in them; null where one is open.
function cellsOf(line) {
  const cells = [""];
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const sign = line[at];
    if (quoted && sign === QUOTE && line[at + 1] === QUOTE) cells[cells.length - 1] += line[++at];
    else if (sign === QUOTE) quoted = !quoted;
    else if (sign === "," && !quoted) cells.push("");
    else cells[cells.length - 1] += sign;
  }
  return quoted ? null : cells.map((cell) => cell.trim());
}

// Cells as the server reads them; null where a table holds what a grid of cells cannot.
export function parse(text) {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() && !isComment(line));
  if (!lines.length) return [];
  const split = lines.map(cellsOf);
  if (split.includes(null) || /[\t;]/.test(lines.join("\n"))) return null;
  const [header, ...rows] = split;
  const plain = rows.every((row) => row.length <= header.length);
  if (!plain || !header.every((name) => COLUMNS.includes(name.toLowerCase()))) return null;
  const at = COLUMNS.map((name) => header.findIndex((one) => one.toLowerCase() === name));
  return rows.map((row) => at.map((index) => row[index] ?? ""));
}

// A number with a decimal point; what may be a comma between thousands stays as it is.
const DECIMAL_COMMA = /^[<>+-]?(\d*,\d{1,2}|\d*,\d{4,}|0,\d+)$/;
const pointed = (cell, index) =>
  data.columns[index].number && DECIMAL_COMMA.test(cell.trim()) ? cell.trim().replace(",", ".") : cell;

// The table of these rows; `comments` say what of a pasted report was not read, and stay below.
export function write(rows, comments = []) {
  const filled = rows.filter((row) => row.some((cell) => cell.trim()));
  if (!filled.length) return "";
  const wanted = (_, index) => !OPTIONAL(COLUMNS[index]) || filled.some((row) => row[index].trim());
  const quoted = (cell) =>
    cell.includes(QUOTE) || cell.includes(",")
      ? QUOTE + cell.replaceAll(QUOTE, QUOTE + QUOTE) + QUOTE
      : cell.trim();
  const lines = [COLUMNS, ...filled.map((row) => row.map(pointed))].map((row) => row.filter(wanted).map(quoted).join(","));
  return [...lines, ...comments].join("\n") + "\n";
}

// A sentence of the page with its `{names}` filled in.
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// The grid in its place: `open` shows the textarea's table in it, false where it cannot.
export class Grid {
  constructor(words, area) {
    this.words = words;
    this.area = area;
    this.body = element("tbody");
    this.shown = new Set();
    this.comments = [];
    this.list = element("datalist", { id: "grid-words" });
    const heads = data.columns.map((one) => this.#marked(element("th", { scope: "col", textContent: one.label }), one.name));
    const corner = element("td");
    const last = element("th", { scope: "col" }, element("span", { className: "visually-hidden", textContent: words.remove }));
    this.table = element(
      "table",
      { className: "grid" },
      element("caption", { className: "visually-hidden", textContent: words.caption }),
      element("thead", {}, element("tr", {}, corner, ...heads, last)),
      this.body,
    );
    this.box = element("div", { className: "table-box grid__box" }, this.table, this.list);
    this.body.addEventListener("keydown", (event) => this.#key(event));
    this.body.addEventListener("focusin", (event) => this.#suggest(event.target));
    this.body.addEventListener("input", (event) => this.#typed(event.target));
  }

  get rows() {
    return [...this.body.rows].map((row) => this.#cells(row).map((cell) => cell.value));
  }

  #cells(row) {
    return [...row.querySelectorAll("input")];
  }

  cell(row, name) {
    return this.body.rows[row - 1]?.querySelectorAll("input")[COLUMNS.indexOf(name)];
  }

  #marked(node, name) {
    const groups = data.columns[COLUMNS.indexOf(name)].groups;
    node.dataset.column = name;
    if (groups.length) node.dataset.groups = groups.join(" ");
    return node;
  }

  // The buttons that show more columns: of technique, sensory rows, F waves, person and day.
  switches() {
    const buttons = Object.entries(data.groups ?? {}).map(([name, label]) => {
      const button = element("button", { type: "button", className: "button--quiet", textContent: label });
      button.dataset.group = name;
      button.setAttribute("aria-pressed", "false");
      button.addEventListener("click", () => {
        if (!this.shown.delete(name)) this.shown.add(name);
        this.#showColumns();
      });
      return button;
    });
    this.buttons = buttons;
    return element("div", { className: "grid__more", role: "group", ariaLabel: this.words.more }, element("span", { textContent: this.words.more, ariaHidden: "true" }), ...buttons);
  }

  #showColumns() {
    const rows = this.rows;
    const held = new Set(COLUMNS.filter((_, index) => rows.some((row) => row[index].trim())));
    this.table.querySelectorAll("[data-groups]").forEach((node) => {
      const groups = node.dataset.groups.split(" ");
      node.hidden = !held.has(node.dataset.column) && !groups.some((one) => this.shown.has(one));
    });
    this.buttons?.forEach((one) => one.setAttribute("aria-pressed", String(this.shown.has(one.dataset.group))));
  }

  keep() {
    this.area.value = write(this.rows, this.comments);
  }

  append(cells = []) {
    const row = element("tr");
    row.append(element("th", { scope: "row", className: "grid__row" }));
    data.columns.forEach((one, index) => {
      const cell = element("input", { type: "text", value: cells[index] ?? "", autocomplete: "off", spellcheck: false });
      cell.autocapitalize = "none";
      if (one.name in data.words) cell.setAttribute("list", this.list.id);
      const box = this.#marked(element("td", {}, cell), one.name);
      box.dataset.label = one.label; // shown where each row is a card
      row.append(box);
    });
    // no stop for Tab: by keyboard the button below the table removes the row that one was in
    const remove = element("button", { type: "button", className: "grid__remove", textContent: "×", tabIndex: -1 });
    remove.addEventListener("click", () => this.remove(row));
    row.append(element("td", {}, remove));
    this.body.append(row);
    return row;
  }

  // The row that a cell was last entered in, or the first.
  get entered() {
    return this.last?.isConnected ? this.last : this.body.rows[0];
  }

  remove(row) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    if (!next) this.append();
    this.keep();
    this.renumber();
    (next ?? this.body.rows[0]).querySelector("input").focus();
  }

  renumber() {
    [...this.body.rows].forEach((row, index) => {
      const number = index + 1;
      const cells = this.#cells(row);
      cells.forEach((cell, column) => {
        cell.id = `cell-${number}-${COLUMNS[column]}`;
        cell.setAttribute("aria-label", fill(this.words.cell, { number, column: data.columns[column].label }));
      });
      row.querySelector("button").setAttribute("aria-label", fill(this.words.removeRow, { number }));
      this.#name(row, number);
    });
    this.#showColumns();
  }

  // What stands frozen at the left: the row's number, and where it was stimulated.
  #name(row, number) {
    const [side, nerve, , site] = this.#cells(row).map((cell) => cell.value.replaceAll("_", " "));
    row.cells[0].replaceChildren(
      element("span", { textContent: String(number) }),
      element("small", { textContent: [side.slice(0, 1).toUpperCase(), nerve, site].filter(Boolean).join(" ") }),
    );
  }

  open() {
    const rows = parse(this.area.value);
    if (rows === null) return false;
    this.comments = this.area.value.split(/\r\n|\r|\n/).filter(isComment);
    this.body.replaceChildren();
    rows.forEach((cells) => this.append(cells));
    do this.append(); while (this.body.rows.length < LEAST_ROWS);
    this.renumber();
    return true;
  }

  // Marks the cells at fault, each described by its own words, and leads from those to the cell.
  blame(items) {
    items.forEach((item) => {
      const cell = this.cell(Number(item.dataset.row), item.dataset.column || "side");
      if (!cell) return;
      cell.setAttribute("aria-invalid", "true");
      cell.setAttribute("aria-describedby", item.id);
      cell.closest("td").hidden = false;
      const link = item.querySelector("a");
      if (link) link.href = `#${cell.id}`;
    });
  }

  #typed(cell) {
    cell.removeAttribute("aria-invalid");
    const row = cell.closest("tr");
    if (row === this.body.rows[this.body.rows.length - 1] && cell.value) {
      this.append();
      this.renumber();
    }
    this.#name(row, row.sectionRowIndex + 1);
    this.keep();
  }

  // Enter goes to the next row, which begins as this one does, and never sends the form.
  #key(event) {
    if (event.key !== "Enter" || event.isComposing || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    const row = event.target.closest("tr");
    const next = row.nextElementSibling ?? this.append();
    const cells = this.#cells(next);
    if (cells.every((cell) => !cell.value)) {
      const above = this.#cells(row);
      CARRIED.forEach((name) => {
        const index = COLUMNS.indexOf(name);
        cells[index].value = above[index].value;
      });
      if (next === this.body.rows[this.body.rows.length - 1]) this.append();
    }
    this.renumber();
    this.keep();
    (cells[COLUMNS.indexOf("site")].value ? cells[this.#cells(row).indexOf(event.target)] : cells.find((cell) => !cell.value)).focus();
  }

  // Fills the one list of suggestions for the cell that is entered: those of its row's nerve.
  #suggest(cell) {
    this.last = cell.closest("tr");
    const column = cell.closest("td")?.dataset.column;
    const words = data.words[column];
    if (!words || cell.tagName !== "INPUT") return;
    const nerve = this.cell(cell.closest("tr").sectionRowIndex + 1, "nerve").value.trim().toLowerCase();
    const each = Array.isArray(words) ? words : words[nerve] ?? [...new Set(Object.values(words).flat())];
    this.list.replaceChildren(...each.map((value) => element("option", { value })));
  }
}
