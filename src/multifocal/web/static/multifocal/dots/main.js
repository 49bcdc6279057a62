// /dots with a script: one page, on which everything is computed. What is chosen is not sent and not
// stored; a step back in the browser leads to the step before, the address never changes, and the list
// of what cannot wait is a view of the page too.

import { howSoon, isNowAlready, joinDots, mayGoOnWarned } from "./connect.js";
import { lightBehind, lightBody, markBody, playJoining } from "./body.js";
import { presentAnswer } from "./present.js";
import { askBeforeLeaving, startList } from "./leave.js";
import { heldBy, signsWith, startCounting } from "./own_words.js";
import { startPaper } from "./print.js";
import { startLighting } from "./regions.js";
import { renderAnswer, renderRequest, renderSheet } from "./render.js";
import { inFewLines, presentMessage, presentRequest, presentSheet } from "./sheet.js";
import { wording } from "./words.js";

const heading = document.querySelector("#dots-heading");
const first = document.querySelector(".first");
const firstFault = document.querySelector("#first-fault");
const ask = document.querySelector(".ask");
const count = document.querySelector("#dots-count");
const picture = ask.querySelector(".choice-body");
const view = (name) => document.querySelector(`section[data-view="${name}"]`);
const headings = Object.fromEntries(
  [...(document.querySelector("#dots-headings")?.content.children ?? [])].map((one) => [one.dataset.of, one.textContent]));
const titles = { heading: heading.textContent, page: document.title };
const list = document.querySelector("#get-help");
const [grades, homeOfGrades] = [list.querySelector(".grades"), list.querySelector('[data-part="list"]')];
let current = "first";
let left = { name: "first", top: 0 }; // where the reader was when the list was opened
let cameFrom = "first"; // what led to the page of what cannot wait
let data = null; // where it does not come, the forms are sent as without a script

async function load() {
  const [tables, words] = await Promise.all(["tables", "words"].map(async (name) => {
    const answer = await fetch(document.querySelector(`#dots-${name}`).href);
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  }));
  data = { tables, words, ...wording(words) };
  tell();
}

// Pairs of side and difficulty, in the order of the page.
function chosen() {
  const { sides, difficulties } = data.tables;
  const keys = new Set([...ask.querySelectorAll("[name=choice]:checked")].map((box) => box.value));
  return difficulties.flatMap((difficulty, at) =>
    sides.flatMap((side, where) => (keys.has(`${difficulty}-${side}`) ? [[where, at]] : [])));
}

// As you tick: the muscles and nerves on the body, and how many there are in the bar.
function tell() {
  if (!data) return;
  const found = joinDots(chosen(), data.tables);
  const home = ask.querySelector(".tap");
  if (!home.contains(picture)) home.prepend(picture);
  picture.classList.remove("is-joining", "is-choosing");
  lightBody(picture, found, data);
  const counts = [["chosen", chosen()], ["muscles", found.muscles], ["nerves", found.nerves]];
  count.replaceChildren(...counts.filter(([, list]) => list.length).flatMap(([key, list]) => {
    const text = data.say(`dots.live.${key}`, { count: list.length });
    return [Object.assign(document.createElement("span"), { textContent: text }), " "];
  }));
}

// A browser's own words for an empty box would ask to tick it.
function askInOwnWords(box) {
  box.oninvalid = () => box.setCustomValidity(box.dataset.needed);
  box.onchange = () => box.setCustomValidity("");
}

// A view is made from what is chosen now, also where a step forward leads back to it.
const prepare = {
  choose: tell,
  now() {
    const [place, soon] = [view("now"), soonAlone()];
    if (!place.firstElementChild) place.append(document.querySelector("#dots-now").content.cloneNode(true));
    place.querySelector('[data-part="list"]').append(grades);
    for (const words of place.querySelectorAll(".now__otherwise")) words.hidden = words.dataset.of !== soon;
    for (const words of place.querySelectorAll("[data-tone]")) words.hidden = (words.dataset.tone === "unsure") !== Boolean(soon);
    place.querySelector(".asked").classList.toggle("grade--today", Boolean(soon));
    place.querySelector(".back-first").onsubmit = stepBack;
    for (const words of place.querySelectorAll(".back-first [data-from]")) words.hidden = words.dataset.from !== cameFrom;
    place.querySelector(".now__warned").hidden = !mayGoOnWarned(...firstAnswers(), data.tables);
    place.querySelector(".now__warned").onsubmit = (warned) => {
      warned.preventDefault();
      carry(ask, "warned", "1");
      goOn("unsure");
    };
    askInOwnWords(place.querySelector(".now__go [name=examined]"));
    place.querySelector(".now__go").onsubmit = (examined) => {
      examined.preventDefault();
      examinedAlready();
    };
  },
  answer() {
    const place = view("answer");
    renderAnswer(place, presentAnswer(chosen(), data.tables, data.words));
    place.querySelector('[data-part="picture"]').append(picture);
    const found = joinDots(chosen(), data.tables);
    lightBody(picture, found, data);
    lightBehind(place.querySelector('[data-part="behind"]'), found, data);
    startLighting(place);
    place.querySelector('.soon[data-of="unsure"]').hidden = !isUnsure();
    startCounting(more(), data.say);
    place.querySelector("[data-again]").onclick = () => {
      picture.scrollIntoView({ block: "center" });
      playJoining(picture);
    };
    place.querySelector(".back").onsubmit = stepBack;
    more().onsubmit = makeSheet;
  },
  sheet() {
    const { tables, words, say, large } = data;
    const [pairs, added] = [chosen(), said()];
    const place = view("sheet");
    const found = joinDots(pairs, tables);
    renderSheet(place, presentSheet(pairs, added, tables, words), say, large);
    renderRequest(place, found, presentRequest(added, words), tables, words, large);
    markBody(place.querySelector(".body-marks"), found.muscles, words.marks);
    place.querySelector("#message").value = presentMessage(pairs, added, tables, words);
    startPaper(place);
    openForDoctor(place.querySelector(".for-doctor form"));
    place.querySelector(".sheet-tools form").onsubmit = stepBack;
  },
};

// The one form that is sent: when it is pressed, and with the choices alone.
function openForDoctor(form) {
  if (!form) return;
  form.target = "_blank"; // beside: what was said stays here
  for (const field of form.querySelectorAll("[name=choice]")) field.remove();
  for (const { value } of ask.querySelectorAll("[name=choice]:checked")) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "choice", value }));
  }
}

// returning: from the list, to a view that is as it was left.
function show(name, returning = false) {
  current = name;
  for (const place of document.querySelectorAll("[data-view]")) {
    place.hidden = !place.dataset.view.split(" ").includes(name);
  }
  list.classList.toggle("is-open", name === "list");
  list.classList.toggle("is-shut", name !== "list");
  if (name === "list") homeOfGrades.append(grades);
  if (!returning) prepare[name]?.();
  const title = headings[name === "now" && soonAlone() ? "unsure" : name];
  heading.textContent = title ?? titles.heading;
  document.title = title ? `${title} · Multifocal` : titles.page;
  heading.classList.toggle("no-print", name === "sheet");
  heading.focus({ preventScroll: true });
  window.scrollTo({ top: returning ? left.top : 0, behavior: "instant" });
}

// What cannot wait stands on its own view already where it was found that it cannot.
function openList() {
  if (current === "list" || current === "now") {
    window.scrollTo({ top: 0, behavior: "instant" });
    return;
  }
  left = { name: current, top: window.scrollY };
  go("list");
}

function go(name) {
  if (name === "now") cameFrom = current;
  history.pushState({ dots: name }, "");
  show(name);
}

function fault(place, wrong) {
  place.hidden = !wrong;
  if (wrong) place.focus();
  return wrong;
}

// A form that was answered here and is sent all the same (the tables did not come) takes along what
// was answered before.
function carry(form, name, value) {
  let field = form.querySelector(`input[type=hidden][name=${name}]`);
  if (!field) {
    field = Object.assign(document.createElement("input"), { type: "hidden", name });
    form.append(field);
  }
  field.value = value;
}

function goOn(soon) {
  for (const words of document.querySelectorAll(".soon")) words.hidden = words.dataset.of !== soon;
  const isUnplaced = first.elements.onset.value === "unsure";
  document.querySelector('.soon [data-part="unplaced"]').hidden = !isUnplaced;
  document.querySelector('.soon [data-part="placed"]').hidden = isUnplaced;
  go("choose");
}

// A form is answered here once the tables have come, however slow the line, and is sent if they do not.
function whenLoaded(answer) {
  return async (event) => {
    if (data === false) return;
    event.preventDefault();
    const { target, submitter } = event;
    if (await loading) answer();
    else target.requestSubmit(submitter);
  };
}

// How it began, and the answer on signs, which own words may have changed since.
const more = () => view("answer").querySelector(".more");
const firstAnswers = () => [first.elements.onset.value, signsWith(more(), first.elements.signs.value)];
const wasExamined = () => Boolean(ask.querySelector("input[type=hidden][name=examined]"));
const isUnsure = () => firstAnswers()[1] === "unsure" && !wasExamined();

// Of another answer nobody has said yet that a doctor has examined it, or that they have read the list.
function askAnew() {
  for (const field of ask.querySelectorAll("input[type=hidden]:is([name=examined], [name=warned])")) field.remove();
  const box = view("now").querySelector(".now__go [name=examined]");
  if (box) box.checked = false;
}

function answerFirst() {
  const [onset, signs] = firstAnswers();
  const already = isNowAlready(onset, signs, data.tables);
  if (fault(firstFault, !already && (!onset || !signs))) return;
  askAnew();
  carry(ask, "onset", onset);
  carry(ask, "signs", signs);
  if (already) return go("now");
  goOn(howSoon(onset, signs, data.tables));
}

function isHeldBack() {
  const answers = firstAnswers();
  const goesOn = wasExamined() || (ask.querySelector("input[type=hidden][name=warned]") && mayGoOnWarned(...answers, data.tables));
  return isNowAlready(...answers, data.tables) && !goesOn;
}

// Who tells that a doctor has examined it goes on, and answers first what is still open.
function examinedAlready() {
  carry(ask, "examined", "1");
  if (first.elements.onset.value && first.elements.signs.value) return goOn("now");
  go("first");
  fault(firstFault, true);
}

// How soon the onset alone needs a doctor, for who is not sure of the signs; "" where it cannot wait.
function soonAlone() {
  const [onset, signs] = firstAnswers();
  const soon = signs === "unsure" ? howSoon(onset, "no", data.tables) : "now";
  return soon === "now" ? "" : soon;
}

function stepBack(event) {
  event.preventDefault();
  history.back();
}

function answerChoices() {
  if (fault(document.querySelector("#fault"), !chosen().length)) return;
  go("answer");
  const seen = new IntersectionObserver((entries) => { // on a phone it lies below the words
    if (!entries.some((one) => one.isIntersecting)) return;
    seen.disconnect();
    playJoining(picture);
  }, { threshold: 0.35 });
  seen.observe(picture);
}

// What was added for the paper, by the names of the form.
function said() {
  const values = new FormData(more());
  const text = (name) => (values.get(name) ?? "").trim();
  const { lines, asked } = data.words;
  return {
    ...Object.fromEntries([...lines, ...asked, ["course"]].map(([name]) => [name, text(name)])),
    onset: first.elements.onset.value,
    signs: firstAnswers()[1],
    examined: wasExamined(),
    question: values.getAll("question"),
    words: inFewLines(text("words")),
  };
}

function makeSheet(event) {
  event.preventDefault();
  const answer = view("answer");
  const held = heldBy(more());
  fault(answer.querySelector("#words-fault"), held === "long");
  fault(answer.querySelector("#signs-fault"), held === "unsaid");
  if (held) return;
  const [, signs] = firstAnswers();
  if (ask.querySelector("input[type=hidden][name=signs]").value !== signs) askAnew();
  carry(ask, "signs", signs);
  go(isHeldBack() ? "now" : "sheet");
}

// Where the memory of the page is gone (it was loaded anew), the first questions come again. A link
// within the page is a step too, and stays where it is.
function step({ state }) {
  if (!state) return history.replaceState({ dots: current }, "");
  const name = state.dots;
  const told = { first: true, list: true, choose: first.elements.onset.value, now: view("now").firstElementChild };
  const made = () => data && chosen().length && (name === "answer" || view("answer").firstElementChild);
  const open = (name in told ? told[name] : made()) ? name : "first";
  return show(open, current === "list" && open === left.name);
}

// Whether leaving the page would lose more than the two first answers.
function hasSaid() {
  if (ask.querySelector("[name=choice]:checked")) return true;
  return Boolean(more()) && [...more().querySelectorAll("input, textarea")].some((field) =>
    (field.type === "radio" || field.type === "checkbox" ? field.checked : field.type !== "hidden" && field.value.trim()));
}

const loading = load().then(() => true, () => { data = false; return false; }); // offline, or gone
ask.addEventListener("change", tell);
if (headings.answer) {
  const atList = location.hash === "#get-help"; // an address, or a tap before this script had come
  history.replaceState({ dots: "first" }, "", atList ? location.pathname : "");
  if (atList) go("list");
  window.addEventListener("popstate", step);
  startList(openList, () => history.back());
  askBeforeLeaving(hasSaid);
  first.addEventListener("submit", whenLoaded(answerFirst));
  ask.addEventListener("submit", whenLoaded(answerChoices));
}
