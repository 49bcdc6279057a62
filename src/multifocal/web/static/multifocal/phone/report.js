// One page for the doctor from what is on the phone (report/diary/presented.py, without what only
// one's own computer works out).

import { chartsOf, orderedSeries, saidOnce, sideLines, strengthLines } from "./course.js";
import { courses, receivedInfusions } from "./cycles.js";
import { current, inOrder, signsOf, withoutContradiction } from "./entries.js";
import { daysSince } from "./moments.js";
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

// Tasks and movements that are hard or cannot be done, the worst first.
export function lostLines(versions, tell) {
  const { words: { report }, say, initial, daySaid } = tell;
  const place = ({ scope, place: at }) =>
    (at === undefined ? say("report.diary.all_over") : report[scope === "region" ? "region" : scope][at]);
  const line = (what, side, how, day) => initial(side
    ? say("report.diary.lost.side", { what, side: report.side[side], how, day })
    : say("report.diary.lost", { what, how, day }));
  const lines = newest(versions).filter(isWeak).map(({ kind, when, content }) => {
    const day = daySaid(when.day);
    if (kind === "task") {
      return [content.ease, line(content.own ?? report.task[content.task], content.side, report.ease[content.ease], day)];
    }
    if (kind === "movement") {
      const how = content.mrc ? say("report.diary.mrc", { grade: content.mrc }) : report.ease[content.ease];
      return [content.ease, line(report.movement[content.movement], content.side, how, day)];
    }
    return ["", withWords(line(place(content), content.side, report.symptom[content.symptom], day), content, tell)];
  });
  const rank = ([ease]) => (ease === "cannot" ? 0 : 1);
  return lines.sort((a, b) => rank(a) - rank(b)).map(([, text]) => text);
}

// What one ticked of the graded list is told, wherever it was ticked.
function withSigns(about, versions) {
  const swallowing = versions.some(({ kind, content }) => kind === "symptom" && content.sign === "swallowing");
  return swallowing ? { ...about, speech_or_swallowing: "yes" } : about;
}

// What is told about oneself and cannot wait where it is new; not a sudden onset of who is diagnosed.
function oneselfLines({ speech_or_swallowing: speech, course, standing }, { say }) {
  const told = { speech: speech === "yes", speech_unsure: speech === "unsure", suddenly: course === "suddenly" && standing !== "diagnosed" };
  return Object.keys(told).filter((one) => told[one]).map((one) => say(`report.diary.oneself.${one}`));
}

function aboutFacts(about, { words: { report }, say, listed, daySaid, sinceSaid }) {
  const where = [["side", about.first_side], ["region", about.first_region]]
    .filter(([, value]) => value).map(([field, value]) => report[field][value]);
  const values = {
    name: about.name, born: about.born && daySaid(about.born),
    standing: report.standing[about.standing], since: about.since && sinceSaid(about.since),
    first_region: where.length ? listed(where) : undefined, course: report.course[about.course],
    reflexes: report.examined[about.reflexes], feeling: report.examined[about.feeling],
    speech_or_swallowing: report.answer[about.speech_or_swallowing],
  };
  return Object.entries(values).map(([name, value]) => [report.field[name], value || say("report.diary.unknown")]);
}

function infusionRow({ when, content }, { words: { report }, say, listed, listedClauses, daySaid }) {
  const amount = (name) => (content[name] === undefined ? "-" : `${content[name]} ${content[`${name}_unit`]}`);
  const reaction = ({ reaction: kind, sign, words: own }) => {
    if (kind === "other" && own) return own;
    const name = sign ? report.sign[sign] : report.reaction[kind];
    return own ? `${name} (${own})` : name;
  };
  const { planned_for: planned } = content; // of one given late, the day for which it was planned
  let status = report.status[content.status];
  if (planned && planned.day !== when.day) status = say("report.diary.planned_for", { status, day: daySaid(planned.day) });
  return [
    daySaid(when.day), status, content.product ?? "-", listed(content.lots ?? []) || "-",
    amount("dose"), amount("weight"), listedClauses([...withoutContradiction(content.reactions ?? []).map(reaction),
      ...(content.words ? [say("report.diary.quoted", { words: content.words })] : [])]) || "-",
  ];
}

// How many were received, the last one's day, and the days from one course to the next.
export function infusionSummary(entries, { limits }, { say, daySaid }) {
  const received = receivedInfusions(entries);
  if (!received.length) return [];
  const lines = [say("report.diary.infusions.count", { count: received.length, day: daySaid(current(received.at(-1)).when.day) })];
  const starts = courses(received, limits.course_days).map(([first]) => ({ day: current(first).when.day }));
  const days = starts.slice(1).map((start, k) => daysSince(start, starts[k])).sort((a, b) => a - b);
  if (days.length < 2) return lines;
  const usual = (days[Math.floor((days.length - 1) / 2)] + days[Math.floor(days.length / 2)]) / 2;
  const told = { usual, least: days[0], most: days.at(-1) };
  const together = starts.length < received.length;
  return [...lines, together ? say("report.diary.infusions.courses", { courses: starts.length, ...told }) : say("report.diary.infusions.apart", told)];
}

// Signs of the graded list among the reactions of those infusions.
function signsLeftOut(infusions, { words: { report }, say, listedClauses, daySaid }) {
  const signs = infusions.flatMap(({ kind, when, content }) => withoutContradiction(signsOf(kind, content).map((sign) => ({ sign })))
    .map(({ sign }) => sign).filter((sign) => sign !== "missed_dose")
    .map((sign) => say("report.diary.lost.sign", { what: report.sign[sign], day: daySaid(when.day) })));
  return signs.length ? say("report.diary.more_infusions.signs", { signs: listedClauses(signs) }) : "";
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

// How many are left out, and how many of them have own words.
function infusionsLeftOut(left, { say }) {
  if (!left.length) return "";
  const worded = left.filter(({ content }) => content.words).length;
  return [say("report.diary.more_infusions", { count: left.length }),
    ...(worded ? [say("report.diary.more_infusions.words", { count: worded })] : [])].join(" ");
}

export function presentReport(entries, shape, tell, day) {
  const { say, daySaid } = tell;
  const every = inOrder(entries);
  const versions = every.map(current);
  const of = (kind) => versions.filter((one) => one.kind === kind);
  const infusions = of("infusion");
  const about = of("about").at(-1)?.content ?? {};
  const most = shape.limits.infusions_of_a_report;
  const notes = of("note").filter(({ content }) => !content.question); // which stand in the diary alone
  const felt = symptomLines(versions, tell);
  const strength = saidOnce(strengthLines(entries, shape, tell), tell);
  const other = medicineLines(every, tell);
  const [first] = orderedSeries(every, shape).keys();
  const past = versions.filter(({ content }) => content.status !== "planned"); // the rest lies ahead
  const [begin, end] = [past[0], past.at(-1)].map((one) => one && daySaid(one.when.day));
  return {
    period: begin ? say("report.diary.period", { first: begin, last: end }) : say("report.diary.period.empty"),
    about: aboutFacts(withSigns(about, versions), tell),
    signs: [...oneselfLines(about, tell), ...signLines(versions, shape, tell)],
    tasks: lostLines(versions, tell),
    symptoms: felt.slice(0, shape.limits.symptoms_of_a_report),
    moreSymptoms: felt.length > shape.limits.symptoms_of_a_report
      ? say("report.diary.more_symptoms", { count: felt.length - shape.limits.symptoms_of_a_report }) : "",
    sides: sideLines(entries, tell),
    strength: strength.lines,
    strengthShared: strength.shared,
    charts: first ? chartsOf(every, first, shape, tell) : [],
    infusions: infusions.slice(-most).reverse().map((one) => infusionRow(one, tell)),
    moreInfusions: infusionsLeftOut(infusions.slice(0, -most), tell),
    infusionSummary: infusionSummary(every, shape, tell),
    moreSigns: signsLeftOut(infusions.slice(0, -most).reverse(), tell),
    medicines: other.slice(0, shape.limits.medicines_of_a_report),
    moreMedicines: other.length > shape.limits.medicines_of_a_report
      ? say("report.diary.more_symptoms", { count: other.length - shape.limits.medicines_of_a_report }) : "",
    questions: of("note").filter(({ content }) => content.question).map(({ content }) => content.text),
    moreNotes: notes.length ? say("report.diary.more_notes", { count: notes.length }) : "",
    nothing: say("report.diary.nothing"),
    foot: say("report.diary.foot.dated", { day: daySaid(day) }),
  };
}
