// One page for the doctor from what is on the phone (report/diary/presented.py, without what only
// one's own computer works out).

import { chartsOf, orderedSeries, saidOnce, sideLines, strengthLines } from "./course.js";
import { current, inOrder } from "./entries.js";
import { infusionSummary, infusionTable, planLines } from "./infusions.js";
import { oneself } from "./oneself.js";
import { signLines, symptomLines, withWords } from "./symptoms.js";

const FULL = ["5", "5-"];

function newest(versions) {
  const last = new Map();
  for (const one of versions) {
    const { kind, content } = one;
    const { side } = content;
    const key = {
      task: () => [content.task, content.own, side],
      movement: () => [content.movement, side],
      symptom: () => (["weakness", "wasting"].includes(content.symptom)
        ? [content.scope, content.place, side, content.symptom] : null),
    }[kind]?.();
    if (key) last.set(JSON.stringify([kind, ...key.map((each) => each ?? null)]), one);
  }
  return [...last.values()];
}

function isWeak({ kind, content }) {
  if (kind === "task") return content.ease !== "easy";
  if (kind === "movement") {
    return (content.mrc !== undefined && !FULL.includes(content.mrc)) || ["hard", "cannot"].includes(content.ease);
  }
  return true;
}

const movementKey = ({ movement, side }) => JSON.stringify([movement, side]);

// Of every movement and side what one has told of oneself on the day of the last examiner's grade or after
// it, and that grade: neither undoes the other.
function toldAndGraded(versions) {
  const last = new Map();
  for (const one of versions.filter(({ kind }) => kind === "movement")) {
    const key = movementKey(one.content);
    last.set(key, { ...last.get(key), [one.content.mrc ? "graded" : "told"]: one });
  }
  return (one) => {
    const { told, graded } = one.kind === "movement" ? last.get(movementKey(one.content)) : {};
    return told && !(graded && told.when.day < graded.when.day) ? [told, graded] : [one];
  };
}

// Since which day it was told as a version tells it, without another answer between; not of an examiner's grades.
function toldSince(versions) {
  const runs = new Map();
  const since = new Map();
  for (const one of versions) {
    const { kind, when, content } = one;
    const { side } = content;
    const told = {
      task: () => [content.ease, content.task, content.own, side],
      movement: () => (content.ease && !content.mrc ? [content.ease, content.movement, side] : null),
      symptom: () => ["", content.scope, content.place, side, content.symptom],
    }[kind]?.();
    if (!told) continue;
    const [how, ...what] = told;
    const key = JSON.stringify([kind, ...what.map((each) => each ?? null)]);
    if (runs.get(key)?.how !== how) runs.set(key, { how, day: when.day });
    since.set(one, runs.get(key).day);
  }
  return since;
}

// Tasks and movements that are hard or cannot be done, the worst first.
export function lostLines(versions, tell) {
  const { words: { report }, say, initial, daySaid } = tell;
  const place = ({ scope, place: at }) =>
    (at === undefined ? say("report.diary.all_over") : report[scope === "region" ? "region" : scope][at]);
  const line = (what, side, how, day) => initial(side
    ? say("report.diary.lost.side", { what, side: report.side[side], how, day })
    : say("report.diary.lost", { what, how, day }));
  const withGrade = toldAndGraded(versions);
  const gradedLine = (text, grade) => (grade
    ? say("report.diary.lost.graded", { line: text, grade: grade.content.mrc, day: daySaid(grade.when.day) }) : text);
  const since = toldSince(versions);
  const lines = newest(versions).map((last) => {
    const [one, grade] = withGrade(last);
    const { kind, when, content } = one;
    const first = since.get(one) ?? when.day;
    const day = first < when.day
      ? say("report.diary.lost.since", { day: daySaid(when.day), first: daySaid(first) }) : daySaid(when.day);
    if (!isWeak(one) && !(grade && isWeak(grade))) return null;
    if (kind === "task") {
      return [content.ease, line(content.own ?? report.task[content.task], content.side, report.ease[content.ease], day)];
    }
    if (kind === "movement") {
      const how = content.mrc ? say("report.diary.mrc", { grade: content.mrc }) : report.ease[content.ease];
      return [content.ease, gradedLine(line(report.movement[content.movement], content.side, how, day), grade)];
    }
    return ["", withWords(line(place(content), content.side, report.symptom[content.symptom], day), content, tell)];
  });
  const rank = ([ease]) => (ease === "cannot" ? 0 : 1);
  return lines.filter(Boolean).sort((a, b) => rank(a) - rank(b)).map(([, text]) => text);
}

// What one ticked of the graded list is told, wherever it was ticked.
function withSigns({ about, earlier }, versions) {
  const swallowing = versions.some(({ kind, content }) => kind === "symptom" && content.sign === "swallowing");
  if (!swallowing) return { about, earlier };
  return { about: { ...about, speech_or_swallowing: "yes" }, earlier: { ...earlier, speech_or_swallowing: undefined } };
}

// What is told about oneself and cannot wait where it is new; not a sudden onset of who is diagnosed.
function oneselfLines({ speech_or_swallowing: speech, course, standing }, { say }) {
  const told = { speech: speech === "yes", speech_unsure: speech === "unsure", suddenly: course === "suddenly" && standing !== "diagnosed" };
  return Object.keys(told).filter((one) => told[one]).map((one) => say(`report.diary.oneself.${one}`));
}

const OPTIONAL_FACTS = ["stiffness", "worse_in_cold", "relatives", "conduction_study"]; // nobody misses it otherwise

function aboutFacts({ about, earlier }, { words: { report }, say, listed, daySaid, sinceSaid }) {
  const where = [["side", about.first_side], ["region", about.first_region]]
    .filter(([, value]) => value).map(([field, value]) => report[field][value]);
  const values = {
    name: about.name, born: about.born && daySaid(about.born),
    standing: report.standing[about.standing], since: about.since && sinceSaid(about.since),
    first_region: where.length ? listed(where) : undefined, course: report.course[about.course],
    reflexes: report.examined[about.reflexes], feeling: report.examined[about.feeling],
    speech_or_swallowing: report.answer[about.speech_or_swallowing],
    ...Object.fromEntries(OPTIONAL_FACTS.filter((name) => about[name]).map((name) => [name, report.answer[about[name]]])),
  };
  const dated = (value, day) => (day === undefined ? value : say("report.diary.earlier", { value, day: daySaid(day) }));
  return Object.entries(values)
    .map(([name, value]) => [report.field[name], value ? dated(value, earlier[name]) : say("report.diary.unknown")]);
}

// Other medicines and scores: what was taken with its last day, anything else each time, the newest first.
function medicineLines(entries, { words: { report }, say, initial, daySaid }) {
  const last = new Map();
  for (const { id, ...entry } of entries) {
    const { kind, when, content } = current(entry);
    if (!["medicine", "score"].includes(kind)) continue;
    const { name, dose } = content;
    const day = daySaid(when.day);
    const change = report.change[content.change];
    let text = say("report.diary.medicine", { name, change, day });
    if (kind === "score") text = say("report.diary.score", { name, number: content.number, day });
    else if (dose !== undefined) text = say("report.diary.medicine.dose", { name, dose, change, day });
    const key = content.change === "taken" ? JSON.stringify([name, dose ?? null]) : id;
    last.delete(key);
    last.set(key, initial(text));
  }
  return [...last.values()].reverse();
}

// Visits, the newest first, those that are planned too; what was said there stays in the diary.
function visitsSaid(visits, { limits }, { say, listedClauses, daySaid }, day) {
  if (!visits.length) return "";
  const most = limits.visits_of_a_report;
  const some = visits.slice(-most).reverse().map(({ when, content: { who, status } }) => {
    const key = status === "planned" && when.day < day ? "passed" : status;
    return say(`report.diary.visit.${key}`, { who, day: daySaid(when.day) });
  });
  return [say("report.diary.visits", { visits: listedClauses(some) }),
    ...(visits.length > most ? [say("report.diary.visits.more", { count: visits.length - most })] : []),
    ...(visits.some(({ content }) => content.text) ? [say("report.diary.visits.text")] : [])].join(" ");
}

export function presentReport(entries, shape, tell, day) {
  const { say, daySaid } = tell;
  const every = inOrder(entries);
  const versions = every.map(current);
  const of = (kind) => versions.filter((one) => one.kind === kind);
  const infusions = infusionTable(of("infusion"), versions, shape, tell);
  const told = oneself(every, tell.words);
  const notes = of("note").filter(({ content }) => !content.question); // which stand in the diary alone
  const felt = symptomLines(versions, tell);
  const strength = saidOnce(strengthLines(entries, shape, tell), tell);
  const other = medicineLines(every, tell);
  const [first] = orderedSeries(every, shape).keys();
  const past = versions.filter(({ content }) => content.status !== "planned"); // the rest lies ahead
  const [begin, end] = [past[0], past.at(-1)].map((one) => one && daySaid(one.when.day));
  return {
    period: begin ? say("report.diary.period", { first: begin, last: end }) : say("report.diary.period.empty"),
    about: aboutFacts(withSigns(told, versions), tell),
    signs: [...oneselfLines(told.about, tell), ...signLines(versions, shape, tell)],
    tasks: lostLines(versions, tell),
    symptoms: felt.slice(0, shape.limits.symptoms_of_a_report),
    moreSymptoms: felt.length > shape.limits.symptoms_of_a_report
      ? say("report.diary.more_symptoms", { count: felt.length - shape.limits.symptoms_of_a_report }) : "",
    sides: sideLines(entries, tell),
    strength: strength.lines,
    strengthShared: strength.shared,
    charts: first ? chartsOf(every, first, shape, tell) : [],
    infusions: infusions.rows,
    runs: infusions.runs,
    moreInfusions: infusions.leftOut,
    infusionSummary: infusionSummary(every, shape, tell),
    plans: planLines(every, shape, tell, day),
    medicines: other.slice(0, shape.limits.medicines_of_a_report),
    moreMedicines: other.length > shape.limits.medicines_of_a_report
      ? say("report.diary.more_symptoms", { count: other.length - shape.limits.medicines_of_a_report }) : "",
    questions: of("note").filter(({ content }) => content.question).map(({ content }) => content.text),
    moreNotes: notes.length ? say("report.diary.more_notes", { count: notes.length }) : "",
    visits: visitsSaid(of("visit"), shape, tell, day),
    nothing: say("report.diary.nothing"),
    foot: say("report.diary.foot.dated", { day: daySaid(day) }),
  };
}
