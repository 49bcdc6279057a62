// What the views show of the entries.

import { chartsOf, saidOnce, strengthLines } from "./course.js";
import { clone, factList, make, part, table } from "./dom.js";
import { current, inOrder, isDeleted, isErased, isPlan, isReceived, isVisitPlan } from "./entries.js";
import { factsOf } from "./facts.js";
import { gradedSigns, hasOwnWords, unnamed, urgency } from "./graded.js";
import { noticesOf } from "./notices.js";
import { hasBeen, nextPlanned, nextVisit, openPlan } from "./plans.js";
import { presentReport } from "./report.js";
import { today } from "./moments.js";

export const RECENT = 12;
const MOST_FACTS = 5;
const MOST_LETTERS = 120;

export const viewOf = (name) => document.querySelector(`[data-view~="${name}"]`);

function told(entry, tell) {
  const version = current(entry);
  const cut = (text) => ([...text].length > MOST_LETTERS ? `${[...text].slice(0, MOST_LETTERS - 1).join("")}…` : text);
  const facts = factsOf(version, tell).map(([, value, brief]) => brief ?? value).filter(Boolean).slice(0, MOST_FACTS)
    .flatMap((text) => [" ", make("span", { className: "told__fact", text: cut(text) })]);
  return make("li", {}, make("button", { type: "button", className: "told", "data-go": "entry", "data-of": entry.id },
    make("strong", { text: tell.words.kinds[version.kind] }), ...facts));
}

// The newest first, by day.
function dayList(entries, tell, level = "h3") {
  const days = Map.groupBy ? Map.groupBy(entries, (one) => current(one).when.day) : new Map();
  if (!days.size) for (const one of entries) days.set(current(one).when.day, [...(days.get(current(one).when.day) ?? []), one]);
  if (!days.size) return [make("p", { text: tell.say("diary_site.empty") })];
  return [...days].map(([day, some]) => make("section", { className: "day", "aria-labelledby": `day-${day}` },
    make(level, { className: "day__name", id: `day-${day}`, text: tell.daySaid(day) }),
    make("ul", { className: "day__entries" }, ...some.map((one) => told(one, tell)))));
}

function newestFirst(entries) {
  const every = inOrder(entries).reverse();
  const day = (one) => current(one).when.day;
  return every.sort((a, b) => (day(a) > day(b) ? -1 : day(a) < day(b) ? 1 : 0));
}

// An infusion was added since the last copy: what a copy is offered for.
export const wantsCopy = (entries, copied) => entries.some((one) => {
  const version = current(one);
  const ran = isReceived(version) || version.content?.status === "missed";
  return version.kind === "infusion" && ran && (!copied || version.written > copied);
});

export const copiedSaid = (copied, { say, writtenSaid }) =>
  (copied ? say("diary_phone.copy.last", { day: writtenSaid(copied) }) : say("diary_phone.copy.none"));

export function showHome({ entries, copied, lasting, tell }) {
  const view = viewOf("home");
  const planned = nextPlanned(entries, today());
  part(view, "today").textContent = tell.say("diary_phone.today", { day: tell.daySaid(today()) });
  part(view, "planned").hidden = !planned;
  if (planned) {
    const { when } = current(planned);
    part(view, "planned_when").textContent = when.day === today()
      ? tell.say("diary_site.next.today") : tell.say("diary_site.next", { day: tell.whenSaid(when) });
  }
  const visit = nextVisit(entries, today());
  part(view, "visit").hidden = !visit;
  if (visit) {
    part(view, "visit_when").textContent = tell.say("diary_site.next.visit", { day: tell.whenSaid(current(visit).when) });
    part(view, "visit_who").textContent = current(visit).content.who;
  }
  const open = openPlan(entries, today());
  const { later } = open ?? {};
  part(view, "open_plan").hidden = !open;
  if (open) part(view, "open_plan_when").textContent = tell.say("diary_site.plan.open", { day: tell.whenSaid(current(open.plan).when) });
  for (const name of ["later", "same", "answer_other"]) part(view, name).hidden = !later;
  part(view, "answer").hidden = Boolean(later);
  if (later) {
    const day = tell.whenSaid(current(later).when);
    part(view, "later").textContent = tell.say("diary_site.plan.later", { day });
    part(view, "same").textContent = tell.say("diary_site.plan.same", { day });
  }
  part(view, "copy").hidden = !wantsCopy(entries, copied);
  part(view, "copied_on").textContent = copiedSaid(copied, tell);
  const past = newestFirst(entries).filter((one) => hasBeen(one, today()));
  part(view, "days").replaceChildren(...dayList(past.slice(0, RECENT), tell));
  const years = [...new Set(newestFirst(entries).map((one) => current(one).when.day.slice(0, 4)))];
  part(view, "years").hidden = !years.length;
  part(view, "year_list").replaceChildren(...years.flatMap((year) =>
    [make("button", { type: "button", className: "button--quiet", "data-go": "year", "data-of": year, text: year }), " "]));
  part(view, "lasting").textContent = tell.say(`diary_phone.lasting.${lasting}`);
  part(view, "ask").hidden = !["unasked", "no"].includes(lasting);
}

const notices = document.querySelector("#diary-notices");

export const hideNotices = () => notices.replaceChildren();

// Beside what was saved just now: what may be a slip, and the way to it.
export function showNotices(id, { entries, tell }) {
  const isWorded = entries.some((one) => one.id === id && hasOwnWords(current(one)));
  notices.replaceChildren(
    ...noticesOf(id, entries, tell).map((text) => make("p", { className: "diary__notice", text })),
    ...(isWorded ? [clone("words-saved")] : []),
    make("p", {}, make("button", { type: "button", className: "button--quiet", "data-go": "entry", "data-of": id,
      text: tell.say("diary_site.saved.look") })));
}

export function showYear(year, { entries, tell }) {
  const some = newestFirst(entries).filter((one) => current(one).when.day.startsWith(year));
  viewOf("year").replaceChildren(...dayList(some, tell, "h2"));
  return tell.say("diary_site.year", { year: Number(year) });
}

export const titleOf = (version, { words, say }) =>
  (version.kind ? words.kinds[version.kind] : say("diary_site.deleted"));

function formerCard(version, tell) {
  const said = tell.say("diary_site.written", { moment: tell.writtenSaid(version.written) });
  const what = version.kind
    ? [make("p", { text: `${titleOf(version, tell)}, ${tell.whenSaid(version.when)}` }), factList(factsOf(version, tell))]
    : [make("p", { text: tell.say("diary_site.deleted") })];
  return make("section", { className: "card diary__former" }, make("h3", { text: said }), ...what);
}

export function showEntry(entry, { tell }) {
  const view = viewOf("entry");
  view.replaceChildren(clone("entry"));
  const version = current(entry);
  const [deleted, erased] = [isDeleted(entry), isErased(entry)];
  part(view, "when").textContent = deleted ? "" : tell.whenSaid(version.when);
  part(view, "when").hidden = deleted;
  part(view, "deleted").hidden = !deleted || erased;
  part(view, "erased").hidden = !erased;
  if (!deleted) part(view, "facts").append(factList(factsOf(version, tell)));
  part(view, "acts").hidden = erased;
  view.querySelector('[data-go="correct"]').hidden = deleted || !tell.words.forms[version.kind];
  part(view, "delete").hidden = deleted;
  const isPlanned = isPlan(version) || isVisitPlan(version); // "Delete it" is not what one looks for
  part(view, "delete").textContent = tell.say(isPlanned ? "diary_site.next.cancelled" : "diary_site.delete");
  part(view, "put_back").hidden = !deleted;
  part(view, "erase").hidden = !deleted || erased;
  part(view, "written").textContent = tell.say("diary_site.written", { moment: tell.writtenSaid(version.written) });
  const former = entry.versions.slice(0, -1).reverse();
  part(view, "history").hidden = !former.length;
  part(view, "former").append(...former.map((one) => formerCard(one, tell)));
  return titleOf(version, tell);
}

// The cards of the graded list as it has them, all open; or first the most urgent that is told, and folded
// those that are not told: none is left out.
function showGrades(grades, told) {
  const cards = grades.map((grade) => viewOf("signs").querySelector(`[data-grade="${grade}"]`));
  const [first] = told;
  const isFirst = ({ dataset: { grade } }) => grade === first;
  cards[0].parentElement.prepend(...cards.filter(isFirst), ...cards.filter((one) => !isFirst(one)));
  for (const one of cards) one.open = !told.length || told.includes(one.dataset.grade);
}

export const showList = ({ shape: { graded } }) => showGrades(Object.keys(graded), []);

// beside: what other entries tell that is graded together with what is said. Hands back the heading.
export function showSigns({ said: own, beside }, { shape, tell: { initial, words, say } }) {
  const view = viewOf("signs");
  const said = [...own, ...beside];
  part(view, "joined").hidden = !beside.length;
  const ticked = gradedSigns(said, shape);
  const soon = urgency(said, shape);
  const several = soon === "now" && ticked[0][1] !== "now";
  part(view, "several").hidden = !several;
  part(view, "call").hidden = soon !== "now";
  showGrades(Object.keys(shape.graded), soon === "now" ? [] : ticked.map(([, grade]) => grade));
  const more = ticked.some(([, grade]) => grade === "today") ? unnamed(said, shape) : [];
  const every = [...ticked.map(([sign, grade]) => [words.signs[sign], grade]),
    ...more.map((one) => [words.report.reaction[one], "today"])];
  part(view, "ticked").replaceChildren(...every.map(([name, grade]) => make("li", {},
    make("strong", { text: initial(name) }), ...(several ? [] : [make("br"), words.grades[grade]]))));
  const titles = { today: "diary_site.signs.title.today", "this-week": "diary_site.signs.title.this_week" };
  return titles[soon] && say(titles[soon]);
}

// The questions on what comes with it: those of these worries, none answered yet.
export function showCompany(worries, { shape }) {
  const view = viewOf("company");
  const old = worries.every((one) => shape.of_oneself.includes(one));
  part(view, "none").hidden = old;
  part(view, "none_old").hidden = !old;
  const said = new Set(); // what an earlier question has in the same words is not said twice
  const shown = {}; // nor a sign of which the question of a reaction asks, which has the whole list; it leaves out a headache's
  for (const box of view.querySelectorAll("[data-worry]")) {
    const { worry } = box.dataset;
    box.hidden = !worries.includes(worry);
    if (box.hidden) continue;
    const passed = shown[worry === "reaction" ? "headache" : "reaction"] ?? [];
    const answers = [...box.querySelectorAll("label")];
    const signOf = (answer) => answer.querySelector("input").dataset.sign;
    for (const answer of answers) {
      answer.hidden = said.has(answer.textContent.trim()) || passed.includes(signOf(answer));
      said.add(answer.textContent.trim());
    }
    shown[worry] = answers.filter((one) => !one.hidden).map(signOf);
    box.hidden = answers.every((one) => one.hidden);
  }
  for (const box of view.querySelectorAll("input")) box.checked = false;
}

// What is answered: the signs that were ticked; null where nothing was.
export function companyAnswered() {
  const ticked = [...viewOf("company").querySelectorAll("input:checked")].map((one) => one.dataset.sign);
  return ticked.length ? [...new Set(ticked.filter(Boolean))] : null;
}

// Hands back the heading, which is the question.
export function showSure({ title, lead, why, isRow = false }) {
  for (const one of viewOf("sure").querySelectorAll("[data-part~=slip], [data-part~=row]")) one.hidden = (one.dataset.part === "row") !== isRow;
  part(viewOf("sure"), "lead").textContent = lead;
  part(viewOf("sure"), "why").textContent = why;
  return title;
}

export function showDeleted({ entries, tell }) {
  const view = viewOf("deleted");
  const some = entries.filter((one) => isDeleted(one) && !isErased(one))
    .sort((a, b) => (current(a).written < current(b).written ? 1 : -1));
  part(view, "some").hidden = !some.length;
  part(view, "none").hidden = some.length > 0;
  part(view, "list").replaceChildren(...some.map((entry) => {
    const before = entry.versions.findLast((one) => one.kind);
    return make("li", {}, make("button", { type: "button", className: "told", "data-go": "entry", "data-of": entry.id },
      make("strong", { text: titleOf(before, tell) }), " ", make("span", { className: "told__fact", text: tell.whenSaid(before.when) })));
  }));
}

export function showDelete(entry, { tell }) {
  const view = viewOf("delete");
  const version = current(entry);
  if (isDeleted(entry)) return false;
  part(view, "what").textContent = `${titleOf(version, tell)}, ${tell.whenSaid(version.when)}`;
  part(view, "facts").replaceChildren(factList(factsOf(version, tell)));
  const of = isPlan(version) ? "plan" : isVisitPlan(version) ? "visit" : "plain";
  for (const one of view.querySelectorAll("[data-part~=plain], [data-part~=plan], [data-part~=visit]")) {
    one.hidden = !one.dataset.part.split(" ").includes(of);
  }
  return { plan: tell.say("diary_site.cancelled.title"), visit: tell.say("diary_site.cancelled.visit.title") }[of];
}

// All that would be lost, before it is erased.
export function showErase(entry, { tell }) {
  if (!isDeleted(entry) || isErased(entry)) return false;
  const versions = entry.versions.filter((one) => one.kind).reverse();
  part(viewOf("erase"), "lost").replaceChildren(...versions.map((one) => formerCard(one, tell)));
  return true;
}

function figure({ svg, table: numbers }, tell) {
  return [
    make("figure", { className: "course__figure", tabindex: "0" }, svg),
    make("details", { className: "course__table" }, make("summary", { text: tell.say("diary_site.course.table") }), table(numbers)),
  ];
}

export function showCourse({ entries, shape, tell }) {
  const view = viewOf("course");
  const every = inOrder(entries);
  const { lines, shared } = saidOnce(strengthLines(every, shape, tell), tell);
  part(view, "none").hidden = lines.length > 0;
  part(view, "series").replaceChildren(...shared.map((text) => make("p", { text })), ...lines.map((line, number) => {
    const [overTime, cycles] = chartsOf(every, line.series, shape, tell);
    return make("section", { className: "series", "aria-labelledby": `series-${number}` },
      make("h2", { id: `series-${number}`, text: line.name }), make("p", { text: line.last }), ...figure(overTime, tell),
      ...(cycles ? [make("h3", { text: tell.say("diary_site.course.cycles") }), ...figure(cycles, tell)] : []),
      ...line.notes.map((text) => make("p", { className: "hint", text })),
      make("p", { className: "hint", text: tell.say("diary_site.course.beside") }));
  }));
}

export function showReport({ entries, shape, tell }) {
  const view = viewOf("report");
  const report = presentReport(entries, shape, tell, today());
  const list = (texts) => (texts.length
    ? make("ul", {}, ...texts.map((text) => make("li", { text }))) : make("p", { text: report.nothing }));
  part(view, "period").textContent = report.period;
  part(view, "about").replaceChildren(...factList(report.about).children);
  part(view, "tasks").replaceChildren(list(report.tasks));
  for (const name of ["signs", "symptoms", "medicines"]) {
    part(view, `${name}_box`).hidden = !report[name].length;
    part(view, name).replaceChildren(list(report[name]));
  }
  part(view, "more_symptoms").textContent = report.moreSymptoms;
  part(view, "more_medicines").textContent = report.moreMedicines;
  part(view, "sides_box").hidden = !report.sides.length;
  part(view, "sides").replaceChildren(list(report.sides));
  part(view, "strength").replaceChildren(
    ...report.strength.flatMap((line) => [make("h3", { text: line.name }), make("p", { text: line.last }),
      ...line.notes.map((text) => make("p", { className: "hint", text }))]),
    ...report.strengthShared.map((text) => make("p", { text })),
    ...report.charts.map(({ svg, text }) =>
      make("figure", { className: "course__figure", tabindex: "0" }, svg, make("figcaption", { text }))),
    ...(report.strength.length ? [] : [make("p", { text: report.nothing })]));
  for (const name of ["infusions", "runs"]) {
    part(view, `${name}_box`).hidden = !report[name].length;
    const columns = [...part(view, `${name}_box`).querySelectorAll("thead th")].map((one) => one.textContent);
    part(view, name).replaceChildren(...report[name].map((row) => make("tr", { role: "row" },
      ...row.map((text, k) => (k ? make("td", { text, role: "cell", "data-label": columns[k] })
        : make("th", { text, scope: "row", role: "rowheader" }))))));
  }
  part(view, "summary").replaceChildren(...report.infusionSummary.map((text) => make("p", { text })));
  const isEmpty = !report.infusions.length && !report.plans.length;
  part(view, "more_infusions").textContent = isEmpty ? report.nothing : report.moreInfusions;
  part(view, "plans").textContent = report.plans.join(" ");
  part(view, "questions").replaceChildren(list(report.questions));
  part(view, "more_notes").textContent = report.moreNotes;
  part(view, "visits").textContent = report.visits;
  part(view, "foot").textContent = report.foot;
}
