// Adds life to the marks on the waveforms: each becomes a slider for mouse, finger and keyboard.
// The fields of the form hold the marks, so everything works without this script; the server
// measures and judges, so there is one truth.

import { startSpeaking } from "./speaking.js";

const PAUSE_MS = 120; // after the last movement, before the server is asked
const STEP_MS = 0.1;
const LEAP_MS = 1;
const GAP_MS = 0.1; // between two marks of one response

const place = document.getElementById("answer");
let asked = 0;
let speak = null;
let concluded = []; // what was last said of the conclusion, and of each response's measures
const spoken = new Map();
let timer = 0;
let answered = null;

const form = document.getElementById("study"); // all fields are its, wherever they stand
const waves = () => document.getElementById("waves");
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const written = (ms) => ms.toFixed(3);

function fieldOf(cursor) {
  return document.getElementById(`${cursor.dataset.mark}-${cursor.dataset.trace}`);
}

function scaleOf(cursor) {
  const picture = cursor.ownerSVGElement;
  const { left, fromMs, perMs } = picture.dataset;
  return { picture, left: Number(left), from: Number(fromMs), per: Number(perMs) };
}

// The least and the most that a mark may be: between its neighbours.
function reach(cursor) {
  const marks = ["onset", "peak", "end"];
  const at = marks.indexOf(cursor.dataset.mark);
  const value = (name) => Number.parseFloat(document.getElementById(`${name}-${cursor.dataset.trace}`).value);
  const box = document.getElementById(`mark-${cursor.dataset.trace}`);
  const least = at === 0 ? 0 : value(marks[at - 1]) + GAP_MS;
  const most = at === 2 ? Number(box.dataset.last) : value(marks[at + 1]) - GAP_MS;
  return [least, most];
}

function tell(cursor) {
  const ms = Number.parseFloat(fieldOf(cursor).value);
  const [least, most] = reach(cursor);
  cursor.setAttribute("aria-valuenow", ms.toFixed(2));
  cursor.setAttribute("aria-valuemin", least.toFixed(2));
  cursor.setAttribute("aria-valuemax", most.toFixed(2));
  cursor.setAttribute("aria-valuetext", fill(waves().dataset.at, { time: ms.toFixed(2) }));
}

function draw(cursor) {
  const { left, from, per } = scaleOf(cursor);
  const ms = Number.parseFloat(fieldOf(cursor).value);
  const shift = cursor.getAttribute("transform").replace(/\(\S+/, `(${(left + (ms - from) * per).toFixed(2)}`);
  cursor.setAttribute("transform", shift);
}

function move(cursor, ms) {
  const [least, most] = reach(cursor);
  fieldOf(cursor).value = written(Math.min(Math.max(ms, least), most));
  draw(cursor);
  const box = document.getElementById(`mark-${cursor.dataset.trace}`);
  document.querySelectorAll(`.cursor[data-trace="${box.dataset.trace}"]`).forEach(tell);
  askSoon();
}

function key(event) {
  const cursor = event.currentTarget;
  const now = Number.parseFloat(fieldOf(cursor).value);
  const step = event.shiftKey ? LEAP_MS : STEP_MS;
  const [least, most] = reach(cursor);
  const wanted = {
    ArrowLeft: now - step,
    ArrowDown: now - step,
    ArrowRight: now + step,
    ArrowUp: now + step,
    PageDown: now - LEAP_MS,
    PageUp: now + LEAP_MS,
    Home: least,
    End: most,
  }[event.key];
  if (wanted === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  move(cursor, wanted);
}

function grab(event) {
  if (event.button) return;
  const cursor = event.currentTarget;
  const { picture, left, from, per } = scaleOf(cursor);
  const at = (e) => {
    const point = new DOMPoint(e.clientX, e.clientY).matrixTransform(picture.getScreenCTM().inverse());
    return from + (point.x - left) / per;
  };
  const offset = at(event) - Number.parseFloat(fieldOf(cursor).value);
  const drag = (e) => move(cursor, at(e) - offset);
  const drop = () => {
    cursor.removeEventListener("pointermove", drag);
    cursor.classList.remove("is-held");
  };
  event.preventDefault();
  cursor.focus();
  cursor.setPointerCapture(event.pointerId);
  cursor.classList.add("is-held");
  cursor.addEventListener("pointermove", drag);
  cursor.addEventListener("pointerup", drop, { once: true });
  cursor.addEventListener("pointercancel", drop, { once: true });
}

function enliven() {
  const { moved } = waves().dataset;
  waves().querySelectorAll(".cursor").forEach((cursor) => {
    const box = document.getElementById(`mark-${cursor.dataset.trace}`);
    cursor.setAttribute("role", "slider");
    cursor.setAttribute("tabindex", "0");
    cursor.id = `cursor-${cursor.dataset.mark}-${cursor.dataset.trace}`;
    cursor.setAttribute("aria-label", fill(moved, { mark: fieldOf(cursor).dataset.label, site: box.dataset.site }));
    cursor.setAttribute("aria-orientation", "horizontal");
    cursor.addEventListener("keydown", key);
    cursor.addEventListener("pointerdown", grab);
    tell(cursor);
  });
  waves().querySelectorAll("[data-mark]:is(input)").forEach((field) => {
    field.addEventListener("change", () => ask({ redraw: true }));
  });
  waves().querySelectorAll("[data-redraw]").forEach((field) => {
    field.addEventListener("change", () => ask({ redraw: true }));
  });
}

function submitted(event) {
  const button = event.submitter;
  if (!button || !waves().contains(button) || button.hasAttribute("formaction")) return;
  event.preventDefault();
  ask({ redraw: true, button });
}

function askSoon() {
  clearTimeout(timer);
  timer = setTimeout(() => ask(), PAUSE_MS);
}

const open = () => [...waves().querySelectorAll("details[open]")].map((one) => allDetails().indexOf(one));
const allDetails = () => [...waves().querySelectorAll("details")];

async function ask({ redraw = false, button = null } = {}) {
  clearTimeout(timer);
  const mine = ++asked;
  const data = new FormData(form);
  if (button?.name) data.append(button.name, button.value);
  const status = document.getElementById("waves-status");
  let answer;
  try {
    answer = await fetch(waves().dataset.answer, { method: "POST", body: data, credentials: "same-origin" });
  } catch {
    status.textContent = waves().dataset.lost;
    return;
  }
  const text = await answer.text();
  if (mine !== asked) return; // a later question is on its way
  if (!answer.ok) {
    document.getElementById("judged").innerHTML = text;
    return;
  }
  const page = new DOMParser().parseFromString(text, "text/html");
  if (redraw) {
    const focused = document.activeElement?.id;
    const opened = open();
    place.replaceChildren(...page.body.childNodes);
    allDetails().forEach((one, at) => { if (opened.includes(at)) one.open = true; });
    enliven();
    speak = startSpeaking(document.getElementById("waves-status"));
    (document.getElementById(focused) ?? document.querySelector(`[data-trace="${button?.value}"].cursor`))?.focus();
  } else {
    // The hand is on a cursor: only what follows from it is new.
    for (const part of ["concluded", "judged", ...[...page.querySelectorAll("[id^=numbers-], [id^=how-]")].map((one) => one.id)]) {
      const [old, now] = [document.getElementById(part), page.getElementById(part)];
      if (old && now) old.replaceChildren(...now.childNodes);
    }
    page.querySelectorAll(".sweep__tools").forEach((now) => {
      const box = document.getElementById(now.closest(".sweep").id);
      box.querySelector(".sweep__tools").replaceChildren(...now.childNodes);
    });
  }
  const cursor = document.activeElement?.closest?.(".cursor");
  if (cursor) speak(() => changes(cursor.dataset.trace));
  answered = mine;
  place.dataset.answered = answered;
}

// What of the measures and of the conclusion is not as it was last said.
function changes(trace) {
  const now = measures(trace);
  const before = spoken.get(trace);
  const found = conclusion();
  const words = [...now].filter(([name, text]) => before?.get(name) !== text).map(([, text]) => text);
  words.push(...found.filter((text) => !concluded.includes(text)));
  spoken.set(trace, now);
  concluded = found;
  return words.length ? [document.getElementById(`mark-${trace}`).dataset.site, ...words].join("; ") : "";
}

function conclusion() {
  return [...document.querySelectorAll("#concluded .told__one b, #concluded .told__none")].map((one) => one.textContent.trim());
}

// The row of the measures by heading, each with its number.
function measures(trace) {
  const box = document.getElementById(`mark-${trace}`);
  const row = [...document.querySelectorAll(".series__numbers tbody tr")].find(
    (one) => one.cells[0].textContent.trim().startsWith(box.dataset.site) && one.closest(".series").contains(box),
  );
  if (!row) return new Map();
  const heads = [...row.closest("table").tHead.rows[0].cells].map((one) => one.textContent);
  const cells = [...row.cells].map((cell, at) => [heads[at], `${heads[at]}: ${cell.textContent}`]);
  return new Map(cells.filter(([, text], at) => at && !text.endsWith(": ")));
}

if (place && waves()) {
  enliven();
  speak = startSpeaking(document.getElementById("waves-status"));
  document.querySelectorAll(".sweep").forEach((one) => spoken.set(one.dataset.trace, measures(one.dataset.trace)));
  concluded = conclusion();
  form.addEventListener("submit", submitted);
  document.getElementById("waves-heading").focus({ preventScroll: false });
}
