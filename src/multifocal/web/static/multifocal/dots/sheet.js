// The page for the appointment and its text for a message, as web/dots/appointment.py, message.py
// and request.py make them: the same words, set by the same measures.

import { joinDots } from "./connect.js";
import { presentAnswer } from "./present.js";
import { wording } from "./words.js";

const [MOST_ROWS, LEAST_ROWS] = [8, 1];
const [MOST_RULED, LEAST_RULED] = [10, 1];
const LAYOUTS = [
  { dense: false, fixedMm: 54.0, lineMm: 4.6, letters: 105, beside: 80, bodyMm: 72.0, tableLineMm: 4.0, columns: [17, 58, 27] },
  { dense: true, fixedMm: 46.0, lineMm: 3.7, letters: 122, beside: 96, bodyMm: 62.0, tableLineMm: 3.4, columns: [19, 64, 30] },
];
const SHEET_MM = 248.0;
const [AFTER_MM, FACT_MM, ROW_MM, RULED_MM, OWN_MM, WARNING_MM] = [0.9, 1.6, 1.9, 7.5, 9.0, 8.0];
const MOST_LINES = 4;

const long = (text) => [...text].length;
const linesOf = (text, letters) => Math.ceil(long(text) / letters);
const sum = (numbers) => numbers.reduce((whole, one) => whole + one, 0);

// The text with single spaces, on a few lines at most, or else on one.
export function inFewLines(text) {
  const lines = text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).map((line) => line.trim().replace(/\s+/g, " "));
  const filled = lines.filter(Boolean);
  return filled.join(filled.length <= MOST_LINES ? "\n" : " ");
}

// What a paper says first of who is not sure of the signs and was not examined; else empty.
const presentWarning = (said, say) => (said.signs === "unsure" && !said.examined ? say("dots.sheet.unsure") : "");

export function presentFacts(said, words) {
  const { say } = wording(words);
  const ticks = (options, value) => options.map(([key, word]) => ({ word, on: key === value }));
  const [since, ...lines] = words.lines.map(([key, name]) => ({ id: key, name, said: said[key], ticks: [] }));
  const asked = words.asked.map(([key, name]) => ({ id: key, name, said: "", ticks: ticks(words.known, said[key]) }));
  const course = { id: "course", name: say("dots.sheet.course"), said: "", ticks: ticks(words.courses, said.course) };
  const told = (question) => words.first[question].find(([key]) => key === said[question])?.[1] ?? "";
  const onset = { id: "onset", name: say("dots.sheet.onset"), said: told("onset"), ticks: [] };
  const sign = told("signs");
  const examined = said.examined && sign ? say("dots.sheet.examined", { said: sign }) : sign;
  const signs = { id: "signs", name: say("dots.sheet.signs"), said: examined, ticks: [] };
  return [since, onset, course, signs, ...asked, ...lines];
}

function rowMm(row, way) {
  const [nerve, muscles, sites] = [row.nerve, row.muscles, row.sites].map((text, k) => linesOf(text, way.columns[k]));
  return Math.max(nerve + 1, muscles, sites) * way.tableLineMm + ROW_MM;
}

// How to set the sheet, how many rows fit, and how many ruled lines they leave.
function fitted(asked, sides, facts, rows, ownMm) {
  const most = Math.min(MOST_ROWS, rows.length);
  const ways = [[LAYOUTS[0], most]];
  for (let count = most; count >= Math.min(LEAST_ROWS, most); count -= 1) ways.push([LAYOUTS[1], count]);
  for (const [way, count] of ways) {
    const beside = sum(sides.map(([, text]) => 1 + linesOf(text, way.beside)))
      + sum(facts.map((one) => Math.max(1, linesOf(one.said, way.beside - 18))));
    const besideMm = beside * way.lineMm + (sides.length + facts.length) * FACT_MM;
    const others = sum(rows.slice(count).map((row) => long(row.nerve) + long(row.sides) + 5));
    const lines = sum(asked.map((text) => linesOf(text, way.letters))) + (others ? 1 + Math.ceil(others / way.letters) : 0);
    const usedMm = way.fixedMm + Math.max(besideMm, way.bodyMm) + lines * way.lineMm
      + (ownMm + asked.length * AFTER_MM + sum(rows.slice(0, count).map((row) => rowMm(row, way))));
    const ruled = Math.trunc((SHEET_MM - usedMm) / RULED_MM);
    if (ruled >= LEAST_RULED) return [way, count, Math.min(ruled, MOST_RULED)];
  }
  const [way, count] = ways.at(-1);
  return [way, count, 0];
}

// said: what the form holds by name; `question` a list of keys.
export function presentSheet(chosen, said, tables, words) {
  const { say, listed } = wording(words);
  const { nerves } = joinDots(chosen, tables);
  const sorted = (numbers) => [...new Set(numbers)].sort((a, b) => a - b);
  const row = (at) => {
    const mine = nerves.filter((one) => one.nerve === at);
    const sides = new Set(mine.map((one) => one.side));
    const all = (what) => sorted(mine.flatMap((one) => one[what]));
    return {
      nerve: words.nerves[at][1],
      sides: say(`dots.sides.${sides.size === 1 ? tables.sides[mine[0].side] : "both"}`),
      muscles: listed(all("muscles").map((one) => words.muscles[one][1])),
      roots: listed(all("roots").map((one) => tables.roots[one])),
      sites: listed(all("sites").map((one) => words.sites[at][one][1])),
    };
  };
  const rows = [...new Set(nerves.map((one) => one.nerve))].map(row);
  const sides = presentAnswer(chosen, tables, words).sides.map((one) => [say(`dots.hard.${one.side}`), one.choices]);
  const questions = words.questions.filter(([key]) => said.question.includes(key)).map(([, text]) => text);
  const lines = said.words ? said.words.split("\n") : [];
  const facts = presentFacts(said, words);
  const warning = presentWarning(said, say);
  const ownMm = (lines.length ? OWN_MM : 0) + (warning ? WARNING_MM : 0);
  const [way, count, ruled] = fitted([...(warning ? [warning] : []), ...questions, ...lines], sides, facts, rows, ownMm);
  return {
    sides,
    facts,
    questions,
    words: lines,
    rows: rows.slice(0, count),
    others: listed(rows.slice(count).map((one) => `${one.nerve} (${one.sides})`)),
    ruled,
    dense: way.dense,
    warning,
  };
}

export function presentMessage(chosen, said, tables, words) {
  const { say, listed } = wording(words);
  const answer = presentAnswer(chosen, tables, words);
  const fact = (name, text) => say("dots.message.fact", { name, said: text });
  const lines = [say("dots.sheet.heading"), presentWarning(said, say)].filter(Boolean);
  lines.push(...answer.sides.map((one) => fact(say(`dots.hard.${one.side}`), one.choices)));
  for (const one of presentFacts(said, words)) {
    const text = one.said || listed(one.ticks.filter((tick) => tick.on).map((tick) => tick.word));
    if (text) lines.push(fact(one.name, text));
  }
  lines.push("", say("dots.message.nerves"));
  lines.push(...[...answer.nerves, ...answer.other_nerves].map((one) => say("dots.message.item", { item: one.name })));
  const asked = words.questions.filter(([key]) => said.question.includes(key)).map(([, text]) => text);
  if (asked.length) lines.push("", say("dots.sheet.ask"), ...asked.map((item) => say("dots.message.item", { item })));
  if (said.words) lines.push("", fact(say("dots.more.own_words"), said.words));
  return [...lines, "", say("dots.sheet.note"), say("dots.calm.causes")].join("\n");
}

// The two lines of the request to the laboratory that the patient's words fill.
export function presentRequest(said, words) {
  const { say, lower } = wording(words);
  const facts = Object.fromEntries(presentFacts(said, words).map((one) => [one.id, one]));
  const clauses = (parts) => parts.filter(Boolean).join(words.sentences["words.list.clauses"]);
  const onset = words.onsets.find(([key]) => key === said.onset)?.[1];
  const told = (one) => one.said || one.ticks.find(({ on }) => on)?.word; // numbness too: feeling is tested
  return {
    began: clauses([said.since, onset, ...facts.course.ticks.filter((tick) => tick.on).map((tick) => lower([tick.word]))]),
    known: clauses(["numb", "tried", "tests"].map((key) => [facts[key].name, told(facts[key])])
      .map(([name, answer]) => answer && say("dots.message.fact", { name, said: answer }))),
  };
}
