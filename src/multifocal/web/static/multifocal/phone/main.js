// The diary on the phone: one page, whose views never change its address. Entries are stored in this
// browser's own database; nothing is sent.

import { watchLeaving } from "../diary/leaving.js";
import { alongside } from "./alongside.js";
import { clearFaults, markFaults, readValues, showForm, tickSigns } from "./asking.js";
import { bundleName, bundleOf, handOut, isAskedWhose, mergedWith, readFile, showData, showEraseAll, showPreview } from "./data.js";
import { part } from "./dom.js";
import { corrected, current, inOrder, isDeleted, isPlan, isReceived, isVisitPlan, newEntry, putBack, removed, wiped, written } from "./entries.js";
import { Refused } from "./faults.js";
import { formOf, newForm, ranForm, readForm } from "./forms.js";
import { answerKeys, companyAsked, listComesFirst } from "./graded.js";
import { today } from "./moments.js";
import { askPromise, isPromised, promiseKey } from "./lasting.js";
import { oneself } from "./oneself.js";
import { readEntry } from "./plain.js";
import { became, nextPlanned, nextVisit, openPlan } from "./plans.js";
import { rowAsked, savedSaid } from "./plan_row.js";
import { slipAsked } from "./slips.js";
import { Unstored, openStore } from "./store.js";
import { hideFault, tellFault } from "./telling.js";
import { companyAnswered, hideNotices, showCompany, showCourse, showDelete, showDeleted, showEntry, showErase, showHome, showList, showNotices, showReport, showSigns, showSure, showYear, viewOf } from "./views.js";
import { wording } from "./words.js";

const heading = document.querySelector("#diary-heading");
const back = document.querySelector("#diary-back");
const said = document.querySelector("#diary-said");
const headings = Object.fromEntries(
  [...document.querySelector("#diary-headings").content.children].map((one) => [one.dataset.of, one.textContent]));
const titles = { page: document.title, heading: heading.textContent };
const diary = { entries: [], copied: undefined, lasting: "unknown", shape: null, tell: null, store: null };
let here = { name: "closed" };
let open = null; // the form that is being filled in
let brought = null; // the entries of the file that is being looked at

async function tables() {
  const [shape, words] = await Promise.all(["shape", "words"].map(async (name) => {
    const answer = await fetch(document.querySelector(`#diary-${name}`).href);
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  }));
  Object.assign(diary, { shape, tell: wording(words) });
}

function tellUnstored(error) {
  if (!(error instanceof Unstored)) throw error;
  tellFault(diary.tell.say(`diary_phone.${error.key}`));
}

async function refresh() {
  const stored = await diary.store.everything();
  const unread = [];
  diary.entries = stored.flatMap((one) => {
    try {
      return [readEntry(one, "entry", diary.shape)];
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      unread.push(one);
      return [];
    }
  });
  diary.copied = await diary.store.noted("copied");
  diary.lasting = promiseKey(await isPromised(), await diary.store.noted("asked"));
  if (unread.length) refuseAll(diary.tell.say("diary_phone.unreadable", { count: unread.length }), { stored });
}

function refuseAll(why, { stored } = {}) {
  part(viewOf("refused"), "why").textContent = why;
  const save = part(viewOf("refused"), "unreadable");
  save.hidden = !stored;
  if (stored) acts.raw = () => handOut(JSON.stringify(stored, null, 1), bundleName());
  show({ name: "refused" });
  throw new Unstored("refused");
}

// Whether something was typed that a way out of the form would lose.
const isUnsaved = () => ["form", "company", "signs", "sure", "list"].includes(here.name) && Boolean(open)
  && JSON.stringify(readValues()) !== open.untouched;
const leaving = watchLeaving(document.querySelector("#leaving"), isUnsaved);

const find = (id) => diary.entries.find((one) => one.id === id);
const latest = (kind) => inOrder(diary.entries).filter((one) => current(one).kind === kind).at(-1);
const lastReceived = () => inOrder(diary.entries).filter((one) => isReceived(current(one))).at(-1);

// From what a new form takes what is mostly the same again: of the person, all that holds.
function lastOf(kind) {
  if (kind === "infusion") return lastReceived();
  const last = latest(kind);
  if (!last || kind !== "about") return last;
  return { ...last, versions: [{ ...current(last), content: oneself(inOrder(diary.entries), diary.tell.words).about }] };
}

const uuid = () => crypto.randomUUID();
// One id for each further sign of a form, however often it is sent.
function besides() {
  const made = {};
  return (sign) => (made[sign] ??= uuid());
}

function titleOfForm({ kind, before }) {
  const { say, words } = diary.tell;
  if (!before) return words.forms[kind];
  if (isVisitPlan(before)) return say("diary_site.plan.title.visit");
  return isPlan(before) ? say("diary_site.plan.title") : say("diary_site.correct.title", { kind: words.kinds[kind] });
}

function leadOf(before) {
  const { say, whenSaid } = diary.tell;
  return isPlan(before) || isVisitPlan(before) ? say("diary_site.plan.lead", { day: whenSaid(before.when) }) : say("diary_site.correcting");
}

function openForm({ kind, id, ran, token }) {
  const { tell } = diary;
  const entry = id && find(id);
  if (id && (!entry || isDeleted(entry))) return false;
  const before = entry && current(entry);
  const last = lastOf(kind);
  let values = before ? formOf(before, tell.words) : newForm(kind, last, tell.words);
  if (ran) values = ranForm(kind, values);
  open = { kind, token, id, before, ids: { form: id ?? uuid(), left: uuid(), right: uuid(), beside: besides() } };
  const again = kind === "infusion" && !before && last;
  showForm(kind, values, {
    lead: before && leadOf(before), hand: before && kind === "force" && before.content.side, tries: tell.say("diary_site.fact.tries"),
    plan: isPlan(before) || isVisitPlan(before), again: again ? tell.say("diary_site.as_last", { day: tell.whenSaid(current(last).when) }) : "",
  }).addEventListener("submit", (event) => {
    event.preventDefault();
    takeForm().catch(tellUnstored);
  });
  open.untouched = JSON.stringify(readValues());
  return true;
}

// What each view needs before it is shown; its heading, where that is not always the same; false
// where there is nothing to show.
const prepare = {
  home: () => showHome(diary),
  form: (at) => (open?.token === at.token || openForm(at)) && titleOfForm(open),
  company: () => Boolean(open?.worries) && showCompany(open.worries, diary),
  signs: () => Boolean(open?.said) && showSigns(open, diary),
  sure: () => Boolean(open?.question) && showSure(open.question),
  list: () => showList(diary),
  entry: ({ id }) => Boolean(find(id)) && showEntry(find(id), diary),
  delete: ({ id }) => Boolean(find(id)) && showDelete(find(id), diary),
  erase: ({ id }) => Boolean(find(id)) && showErase(find(id), diary),
  erase_all: () => showEraseAll(diary),
  erase_all_sure: () => showEraseAll(diary),
  year: ({ year }) => showYear(year, diary),
  course: () => showCourse(diary),
  report: () => showReport(diary),
  data: () => showData(diary),
  deleted: () => showDeleted(diary),
  preview: () => Boolean(brought) && showPreview(brought, diary),
};

function show(at, { quiet = false } = {}) {
  let name = at.name;
  let title = prepare[name]?.(at);
  if (title === false) [name, title] = ["home", prepare.home()];
  here = name === at.name ? at : { name };
  for (const place of document.querySelectorAll("[data-view]")) place.hidden = !place.dataset.view.split(" ").includes(name);
  for (const place of document.querySelectorAll("[data-only]")) place.hidden = place.dataset.only !== name;
  title = typeof title === "string" ? title : headings[name] ?? titles.heading;
  heading.textContent = title;
  document.title = name === "home" ? titles.page : `${title} · Multifocal`;
  back.hidden = ["home", "list", "closed", "refused"].includes(name);
  if (quiet) return;
  hideFault();
  said.textContent = "";
  hideNotices();
  heading.focus({ preventScroll: true });
  window.scrollTo({ top: 0, behavior: "instant" });
}

// What is in sight with the newest entries, where nothing on it is being filled in or chosen.
function showAgain() {
  if (["home", "year", "entry", "course", "report", "data"].includes(here.name)) show(here, { quiet: true });
}

function go(name, more = {}) {
  const at = { name, ...more };
  history.pushState({ diary: at }, "");
  show(at);
}

function goHome(message) {
  go("home");
  said.textContent = message;
}

async function takeForm({ answered = false } = {}) {
  clearFaults();
  const { kind, before, ids } = open;
  let found;
  try {
    found = readForm({ kind, values: readValues(), ids, before }, diary.shape, diary.tell.words);
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused;
    tellFault(document.querySelector("#diary-unsaved").content.textContent, markFaults(refused.each, kind, diary.tell));
    const check = diary.tell.say("diary_site.check");
    if (!document.title.startsWith(check)) document.title = [check, document.title].join(" · ");
    return;
  }
  const own = new Set([open.id, ...found.map((one) => one.id)]);
  const earlier = diary.entries.filter((one) => !own.has(one.id) && !isDeleted(one)).map(current);
  const moment = written();
  const beside = alongside(found.map((one) => ({ ...one, written: moment })), earlier, diary.shape);
  if (answered) open.answered = answerKeys(found, diary.shape);
  const worries = answered ? [] : companyAsked(found, before, earlier, diary.shape, beside, open.answered);
  if (worries.length) {
    open.worries = worries;
    go("company");
  } else if (listComesFirst([...found, ...beside], diary.shape)) {
    Object.assign(open, { said: found, beside });
    go("signs");
  } else await saveSure(found);
}

// What may be a slip of the pen is asked about last: the list comes before anything else.
async function saveSure(found) {
  const question = slipAsked(found, open, diary);
  if (!question) return saveRow(found);
  Object.assign(open, { said: found, question });
  go("sure");
}

// The days of several planned infusions are shown before they are saved.
async function saveRow(found) {
  const question = rowAsked(found, diary);
  if (!question) return save(found);
  Object.assign(open, { said: found, question });
  go("sure");
}

// What was ticked as coming with it becomes a sign of the form, and nothing is saved without an answer.
async function takeCompany() {
  const signs = companyAnswered();
  if (!signs) {
    tellFault(diary.tell.say("diary_site.company.needed"));
    return;
  }
  hideFault();
  tickSigns(signs);
  await takeForm({ answered: true });
}

async function save(found) {
  const moment = written();
  const { id } = open;
  const change = ({ when, kind, content, id: own }) => (entry) => {
    if (!entry) return id === own ? null : newEntry(own, when, kind, content, moment);
    // the form was sent again: the same changes nothing, and what was deleted stays deleted
    return isDeleted(entry) ? null : corrected(entry, when, kind, content, moment, diary.shape);
  };
  await diary.store.save(found.map((one) => [one.id, change(one)]));
  open = null;
  await refresh();
  goHome(savedSaid(found, diary));
  showNotices(found[0].id, diary);
  if (!(await diary.store.noted("asked"))) await ask();
}

async function ask() {
  const promised = await askPromise();
  await diary.store.note("asked", true);
  diary.lasting = promiseKey(promised, true);
  if (here.name === "home") showHome(diary);
}

async function change(id, make_, message) {
  await diary.store.save([[id, (entry) => entry && make_(entry, written())]]);
  await refresh();
  goHome(diary.tell.say(message));
}

// The open plan became the infusion after it.
async function sayItWas() {
  const { plan, later } = openPlan(diary.entries, today());
  const moment = written();
  await diary.store.save([
    [later.id, (entry) => entry && corrected(entry, current(entry).when, "infusion", became(plan, later), moment, diary.shape)],
    [plan.id, (entry) => entry && removed(entry, moment)],
  ]);
  await refresh();
  goHome(diary.tell.say("diary_site.saved"));
}

async function eraseAll() {
  const { say } = diary.tell;
  if (!document.querySelector("#diary-understood").checked) {
    tellFault(say("diary_phone.erase_all.needed"));
    return;
  }
  await diary.store.clear();
  open = null;
  brought = null;
  await refresh();
  goHome(say("diary_phone.erase_all.done"));
}

async function download() {
  handOut(bundleOf(diary), bundleName());
  await diary.store.note("copied", written());
  await refresh();
  showAgain();
  said.textContent = diary.tell.say("diary_phone.copied");
}

async function look() {
  const [file] = document.querySelector("#diary-file").files;
  if (!file) {
    tellFault(diary.tell.say("diary_phone.no_file"));
    return;
  }
  try {
    brought = await readFile(file, diary);
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused;
    const lines = refused.each.map((one) => ({ label: one.column, said: diary.tell.faultSaid(one) }));
    tellFault(document.querySelector("#diary-refused-file").content.textContent, lines);
    return;
  }
  go("preview");
}

async function bring(changed, options) {
  await diary.store.saveAll(changed, options);
  brought = null;
  await refresh();
  goHome(diary.tell.say("diary_phone.brought"));
}

const form = (at) => go("form", { ...at, token: uuid() });

// What the buttons do, by their data-go.
const acts = {
  home: () => leaving.askFirst(() => {
    open = null;
    go("home");
  }),
  course: () => go("course"),
  report: () => go("report"),
  data: () => go("data"),
  deleted: () => go("deleted"),
  year: ({ of }) => go("year", { year: of }),
  entry: ({ of }) => go("entry", { id: of }),
  correct: () => form({ kind: current(find(here.id)).kind, id: here.id }),
  delete: () => go("delete", { id: here.id }),
  askErase: () => go("erase", { id: here.id }),
  planned: () => form({ kind: "infusion", id: nextPlanned(diary.entries, today()).id }),
  ran: () => form({ kind: "infusion", id: nextPlanned(diary.entries, today()).id, ran: true }),
  plannedCancelled: () => go("delete", { id: nextPlanned(diary.entries, today()).id }),
  visitPlanned: () => form({ kind: "visit", id: nextVisit(diary.entries, today()).id }),
  visitRan: () => form({ kind: "visit", id: nextVisit(diary.entries, today()).id, ran: true }),
  visitCancelled: () => go("delete", { id: nextVisit(diary.entries, today()).id }),
  cancelled: () => {
    const { id } = open;
    leaving.askFirst(() => {
      open = null;
      go("delete", { id });
    });
  },
  answer: () => form({ kind: "infusion", id: openPlan(diary.entries, today()).plan.id, ran: true }),
  same: sayItWas,
  list: () => go("list"),
  company: takeCompany,
  back: () => history.back(),
  // to the form itself: what was answered on the way is not asked again
  edit: () => go("form", { kind: open.kind, id: open.id, token: open.token }),
  seen: () => saveSure(open.said),
  sure: () => (open.question.isRow ? save(open.said) : saveRow(open.said)),
  remove: () => change(here.id, removed, "diary_phone.removed"),
  putBack: () => change(here.id, putBack, "diary_site.saved"),
  askEraseAll: () => go("erase_all"),
  eraseAllSure: () => go("erase_all_sure"),
  eraseAll,
  erase: () => change(here.id, wiped, "diary_phone.erased"),
  print: () => window.print(),
  ask,
  download,
  look,
  merge: () => (isAskedWhose(brought, "same", diary)
    ? tellFault(diary.tell.say("diary_phone.two_people")) : bring(mergedWith(brought, diary.shape))),
  replace: () => (isAskedWhose(brought, "another", diary)
    ? tellFault(diary.tell.say("diary_phone.another_person")) : bring(() => brought, { replace: true })),
};

async function press(event) {
  const button = event.target.closest("button[data-go]");
  if (!button) return;
  const { go: act, of } = button.dataset;
  try {
    if (act.startsWith("add-")) form({ kind: act.slice(4) });
    else await acts[act]({ of });
  } catch (error) {
    tellUnstored(error);
  }
}

// Whoever looks at what cannot wait comes back to what was being written: it opens on this page.
function openList(event) {
  const link = event.target.closest("a[href*='#get-help']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (here.name === "list") window.scrollTo({ top: 0, behavior: "instant" });
  else go("list");
}

function step({ state }) {
  if (!state?.diary) {
    history.replaceState({ diary: here }, ""); // a link within the page
    return;
  }
  const at = state.diary;
  if (isOfTheForm(at) || !isUnsaved()) return show(at);
  history.pushState({ diary: here }, ""); // where it was, until the way out is chosen
  leaving.askFirst(() => {
    open = null;
    history.back();
  });
}

const isOfTheForm = (at) => ["company", "signs", "sure", "list"].includes(at.name) || (Boolean(at.token) && at.token === open?.token);

async function start() {
  await tables();
  const { say } = diary.tell;
  document.querySelector(".diary").addEventListener("click", press);
  if (!isSecureContext) return refuseAll(say("diary_phone.insecure"));
  try {
    diary.store = await openStore({
      onBlocked: () => tellFault(say("diary_phone.blocked")),
      onLost: (why) => tellFault(say(`diary_phone.${why}`)),
      onChange: () => refresh().then(showAgain, tellUnstored),
    });
    await diary.store.probe();
  } catch (error) {
    if (!(error instanceof Unstored)) throw error;
    return refuseAll(say(`diary_phone.${error.key}`));
  }
  hideFault();
  await refresh();
  addEventListener("popstate", step);
  document.addEventListener("click", openList);
  document.addEventListener("visibilitychange", () => document.hidden || showAgain()); // a new day may have come
  const at = { name: "home" };
  history.replaceState({ diary: at }, "");
  show(at, { quiet: true });
}

start().catch((error) => {
  if (!(error instanceof Unstored)) throw error; // the page says by itself that it cannot begin
});
