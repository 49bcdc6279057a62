// A form as it is filled in: texts by field, back and forth between it and an entry
// (web/diary/state.py). What a form says of one entry may be two: the strength of both hands.

import { checkEnd } from "./checks.js";
import { Refused, attempt, fault, quoted, refuse } from "./faults.js";
import { current, isPlan, isVisitPlan, signsOf } from "./entries.js";
import { isClock, isDay, momentHere, momentThere, nextDay, today } from "./moments.js";
import { readContent, readWhen } from "./plain.js";
import { rowSaid } from "./plan_row.js";
import { ratesOf, ratesSaid } from "./rates.js";
import { sinceRead } from "./since.js";

const TRIES = 3;
const SIDES = ["left", "right"];
const TYPED_BETWEEN = ", ";
const SIGNS_BESIDE = ["force", "task", "movement", "note", "about"]; // which hold no sign: one told beside them is an entry of its own
const OF_NO_TEXT = ["ticks", "signs", "clock"];

export const textOf = (values, name) => (values[name]?.[0] ?? "").trim();
const textsOf = (values, name) => (values[name] ?? []).filter(Boolean);
const signsIn = (values, { known }) => textsOf(values, "signs").filter((one) => known.sign.includes(one));
const tryNames = (side) => Array.from({ length: TRIES }, (_, k) => `tries_${side}_${k + 1}`);

// An empty form, with what is mostly the same again taken from the last entry of the kind.
export function newForm(kind, last, words) {
  const values = { day: [today()] };
  const before = last ? formOf(current(last), words) : {};
  for (const { name, again } of words.fields[kind]) if (again && before[name]) values[name] = before[name];
  if (before.rate_unit) values.rate_unit = before.rate_unit;
  return values;
}

function valueTexts(value) {
  if (typeof value === "boolean") return [value ? "yes" : "no"];
  return [Array.isArray(value) ? value.join(TYPED_BETWEEN) : String(value)];
}

// What a version says as its form shows it.
export function formOf({ kind, when, content }, words) {
  const values = { day: [when.day] };
  const plain = { ...content };
  if (when.clock !== undefined) values.clock = [when.clock.slice(0, 5)];
  (plain.tries ?? []).slice(0, TRIES).forEach((value, k) => { values[`tries_${plain.side}_${k + 1}`] = [value]; });
  delete plain.tries;
  values.signs = signsOf(kind, content);
  if (kind === "force") values.side = [plain.side];
  if (kind === "symptom" && plain.scope !== "region") delete plain.place;
  for (const reaction of plain.reactions ?? []) {
    if (reaction.reaction !== "sign") (values.reactions ??= []).push(reaction.reaction);
    if (reaction.words) values.reaction_words = [reaction.words];
  }
  delete plain.reactions;
  if (plain.ended?.clock) values.ended = [plain.ended.clock.slice(0, 5)];
  if (plain.planned_for) values.planned_for = [plain.planned_for.day];
  delete plain.ended;
  delete plain.planned_for;
  if (kind === "infusion") Object.assign(values, ratesOf(plain.rate_steps));
  for (const { name } of words.fields[kind]) if (plain[name] !== undefined) values[name] = valueTexts(plain[name]);
  return values;
}

function whenOf(values, before, shape) {
  const [day, clock] = [textOf(values, "day"), textOf(values, "clock")];
  const wrong = (name, text) => fault("diary.moment", name, { word: quoted(text) });
  refuse(isDay(day) ? [] : [wrong("day", day)], !clock || isClock(clock) ? [] : [wrong("clock", clock)]);
  const was = before?.when;
  if (was && day === was.day && clock === (was.clock ?? "").slice(0, 5)) return was;
  // a plan that came to be did so where its owner is now
  const isHere = !was || isPlan(before) || isVisitPlan(before);
  try {
    return readWhen(isHere ? momentHere(day, clock) : momentThere(day, clock, was), "form", shape);
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused;
    throw new Refused(refused.each.map((one) => ({ ...one, column: one.column.replace("form.", "") })));
  }
}

function plainOf(kind, values, words) {
  const plain = {};
  for (const { name, asking } of words.fields[kind]) {
    const text = textOf(values, name);
    if (OF_NO_TEXT.includes(asking) || !text) continue;
    plain[name] = asking === "number" && /^-?[0-9]+,[0-9]+$/.test(text) ? text.replace(",", ".") : text;
  }
  return plain;
}

function hands(plain, values, before, ids) {
  const found = [];
  for (const side of SIDES) {
    const tries = tryNames(side).flatMap((name) => (name in plain ? [plain[name]] : []));
    for (const name of tryNames(side)) delete plain[name];
    if (tries.length) found.push([side, tries]);
  }
  if ("cold" in plain) plain.cold = plain.cold === "yes";
  if (before) {
    const was = before.content;
    const tries = found.find(([side]) => side === was.side)?.[1] ?? [];
    tries.push(...was.tries.slice(TRIES)); // no field for them
    return [[ids.form, { ...plain, side: textOf(values, "side") || was.side, tries }]];
  }
  if (!found.length) return [[ids.form, plain]]; // refused: nothing was measured
  return found.map(([side, tries]) => [ids[side], { ...plain, side, tries }]);
}

// An entry holds one sign: each further one that was ticked is an entry beside it.
function symptoms(plain, values, before, ids, shape) {
  addPlace(plain, before);
  if ("words" in plain) plain.symptom ??= "other"; // own words say enough
  const signs = signsIn(values, shape);
  if (!signs.length) return [[ids.form, plain]];
  const was = before?.content.sign;
  const first = signs.includes(was) ? was : signs[0];
  const more = signs.filter((one) => one !== first).map((sign) => [ids.beside(sign), { symptom: "other", sign }]);
  return [[ids.form, { ...plain, symptom: plain.symptom ?? "other", sign: first }], ...more];
}

function addPlace(plain, before) {
  if ("place" in plain) plain.scope = "region";
  else if (before && before.content.scope && before.content.scope !== "region") {
    Object.assign(plain, { scope: before.content.scope, place: before.content.place });
  }
}

// When it ended: after midnight where the clock then showed less than at the start.
function endOf(text, started) {
  if (!isClock(text)) return { day: started.day, clock: text }; // refused by the diary itself
  const past = started.clock !== undefined && text < started.clock;
  return momentThere(past ? nextDay(started.day) : started.day, text, started);
}

const sameWhen = (one, other) =>
  ["day", "clock", "offset_minutes", "zone"].every((name) => one[name] === other[name]);

// When it ended, as the entry has it where nothing of that was changed: the field holds neither its zone
// nor a day that is not the next, nor a day alone.
function endSaid(text, started, before) {
  const was = before?.content.ended;
  if (was && sameWhen(started, before.when) && text === (was.clock ?? "").slice(0, 5)) return was;
  return text ? endOf(text, started) : undefined;
}

function addCourse(plain, values, when, before, shape) {
  const own = plain.reaction_words;
  delete plain.reaction_words;
  const kinds = textsOf(values, "reactions");
  const reactions = (own && !kinds.length ? ["other"] : kinds).map((reaction) => ({ reaction }));
  if (own) (reactions.find((one) => one.reaction === "other") ?? reactions[0]).words = own;
  const signs = signsIn(values, shape).filter((one) => !(one === "missed_dose" && plain.status === "missed"));
  plain.reactions = [...reactions, ...signs.map((sign) => ({ reaction: "sign", sign }))];
  for (const amount of ["dose", "weight"]) if (!(amount in plain)) delete plain[`${amount}_unit`];
  for (const name of ["lots", "premedication"]) {
    if (name in plain) plain[name] = plain[name].split(",").map((one) => one.trim()).filter(Boolean);
  }
  if ("planned_for" in plain) plain.planned_for = { day: plain.planned_for };
  else if (plain.status === "late" && isPlan(before)) plain.planned_for = { day: before.when.day }; // is not lost
  const ended = when && endSaid(textOf(values, "ended"), when, before);
  if (ended) plain.ended = ended;
  const steps = ratesSaid(values, before?.content.rate_steps);
  if (steps.length) plain.rate_steps = steps;
}

const OF_THE_PAST = ["force", "movement", "task", "symptom", "score", "medicine", "supply", "about"]; // of which none can lie ahead

// What cannot be of a life: a birth or a first weakness ahead, or weakness before the birth.
function lifeFaults({ born, since }) {
  const faults = born > today() ? [fault("diary.ahead", "born")] : [];
  if (since === undefined) return faults;
  const exact = (day) => day.slice(0, since.length); // a year, a month or a day
  if (since > exact(today())) return [...faults, fault("diary.ahead", "since")];
  return born !== undefined && since < exact(born) ? [...faults, fault("diary.since_born", "since")] : faults;
}

// Whether the day stands in the entry already, and may be tomorrow only here: it was written where the day
// begins earlier.
const wasThere = (day, before) =>
  before && !isPlan(before) && !isVisitPlan(before) && day === before.when.day && day <= nextDay(today());

// What does not fit between the day and what is said of it.
function dayFaults(kind, status, day, before) {
  const isAhead = day > today() && !wasThere(day, before);
  if (OF_THE_PAST.includes(kind) && isAhead) return [fault("diary.ahead", "day")];
  if (["infusion", "visit"].includes(kind) && !["", "planned"].includes(status) && isAhead) return [fault("diary.lies_ahead", "day")];
  if (kind !== "infusion") return [];
  return status === "late" && isPlan(before) && day === before.when.day ? [fault("diary.late_that_day", "day")] : [];
}

function fieldOf(column, kind, side) {
  const [name] = column.split(".").slice(1).join(".").split("[")[0].split(".");
  return kind === "force" && ["tries", "side"].includes(name) ? `tries_${side ?? "right"}_1` : name;
}

// What the form says: ids, moments and contents; refused with all that is wrong in it, by its fields.
// `before` is the version that the form corrects: what it holds and the form does not ask stays.
export function readForm({ kind, values, ids, before }, shape, words) {
  const faults = [];
  const when = attempt(faults, () => whenOf(values, before, shape));
  const plain = plainOf(kind, values, words);
  let plains = [[ids.form, plain]];
  if (kind === "force") plains = hands(plain, values, before, ids);
  if (kind === "symptom") plains = symptoms(plain, values, before, ids, shape);
  if (kind === "infusion") addCourse(plain, values, when, before, shape);
  if ("since" in plain) plain.since = sinceRead(plain.since, words);
  if (kind === "note") plain.question = textOf(values, "question") === "yes";
  const said = [];
  for (const [id, one] of plains) {
    const found = [];
    const content = attempt(found, () => readContent(kind, one, "form", shape));
    faults.push(...found.map((each) => ({ ...each, column: fieldOf(each.column, kind, before?.content.side ?? one.side) })));
    said.push({ id, when, kind, content });
  }
  if (kind === "about") faults.push(...said.flatMap(({ content }) => (content ? lifeFaults(content) : [])));
  if (SIGNS_BESIDE.includes(kind)) {
    for (const sign of signsIn(values, shape)) said.push({ id: ids.beside(sign), when, kind: "symptom", content: { symptom: "other", sign } });
  }
  if (when) faults.push(...dayFaults(said.some((one) => one.kind === "symptom") ? "symptom" : kind, textOf(values, "status"), when.day, before));
  const planned = kind === "infusion" && !before && when ? attempt(faults, () => rowSaid(
    { weeks: textOf(values, "row_weeks"), times: textOf(values, "row_times"), status: textOf(values, "status") },
    { when, kind, content: said[0].content }, ids, shape)) : [];
  refuse(faults);
  said.push(...planned);
  if (kind === "infusion") refuse(checkEnd(said[0].content, when, shape));
  return said;
}

const RAN = { infusion: "given", visit: "happened" }; // what is said of a plan that came to be

// A planned infusion that ran, or a visit that took place: its form with that said already. Where its
// day has passed, only its owner knows what became of it; when it began, always: the time of the plan is
// none that anyone has seen.
export function ranForm(kind, { clock, ...values }) {
  if (values.day[0] < today()) return { ...values, status: [] };
  return { ...values, status: [RAN[kind]], day: [today()] };
}
