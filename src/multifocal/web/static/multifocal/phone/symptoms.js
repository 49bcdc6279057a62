// What the report says of symptoms (report/diary/symptom_lines.py).

import { isReceived, signsOf } from "./entries.js";

const DAY_MS = 86_400_000;
const WEAK = ["weakness", "wasting"]; // among what is hard

export const withWords = (line, { words }, { say }) => (words ? say("report.diary.own_words", { line, words }) : line);

// The signs of a version: not that an infusion was missed, which its row says.
function signsTold({ kind, when: { day }, content }) {
  if (kind === "symptom") return content.sign ? [{ sign: content.sign, day, words: content.words }] : [];
  if (kind !== "infusion") return [];
  return (content.reactions ?? []).filter(({ sign }) => sign && sign !== "missed_dose")
    .map(({ sign, words }) => ({ sign, day, words, infusion: true }));
}

// Each sign that was told among symptoms or with an infusion, with its grade on the list and its last day.
export function signLines(versions, { graded }, tell) {
  const gradeOf = (sign) => Object.keys(graded).find((grade) => graded[grade].includes(sign));
  const worse = new Set(versions.filter(({ kind, content }) => signsOf(kind, content).includes("headache_with")).map(({ when }) => when.day));
  const last = new Map();
  for (const told of versions.flatMap(signsTold)) {
    // a bad headache "with none of the signs" is not said of a day on which one with them is told; its words are
    const sign = told.sign === "bad_headache" && worse.has(told.day) ? "headache_with" : told.sign;
    const before = last.get(sign);
    if (!told.words && before?.words && before.day === told.day) continue;
    if (sign === told.sign || told.words) last.set(sign, told);
  }
  return [...last].map(([sign, told]) => withWords(tell.initial(
    tell.say(told.infusion ? "report.diary.sign.infusion" : "report.diary.sign",
      { what: tell.words.report.sign[sign], grade: tell.say(`report.diary.grade.${gradeOf(sign)}`), day: tell.daySaid(told.day) })),
  told, tell));
}

function line(content, day, tell) {
  const { words: { report }, say, initial } = tell;
  const place = content.place && report[content.scope === "region" ? "region" : content.scope][content.place];
  const side = content.side && report.side[content.side];
  const own = content.symptom === "other" && content.words;
  const what = own || report.symptom[content.symptom];
  let text = say("report.diary.lost.sign", { what, day });
  if (place && side) text = say("report.diary.lost.side", { what: place, side, how: what, day });
  else if (place || side) text = say("report.diary.lost", { what: place || side, how: what, day });
  return own ? initial(text) : withWords(initial(text), content, tell);
}

// What was felt, in a few words: the sign, the person's own words, or the symptom with its place.
function feltName({ sign, symptom, scope, place, words: own }, { words: { report }, say }) {
  if (sign) return report.sign[sign];
  if (symptom === "other") return say("report.diary.quoted", { words: own });
  const what = report.symptom[symptom];
  return place ? say("report.diary.felt.place", { what, place: report[scope === "region" ? "region" : scope][place] }) : what;
}

// What was told among symptoms on the day of an infusion that ran or on the next, but for weakness and what its
// own reactions tell (report/diary/infusion_table.py).
export function feltThen(infusion, versions, { limits }, tell) {
  if (!isReceived(infusion)) return [];
  const told = (infusion.content.reactions ?? []).map(({ sign }) => sign).filter(Boolean);
  const days = new Map();
  for (const { kind, when: { day }, content } of versions) {
    if (kind !== "symptom" || WEAK.includes(content.symptom) || told.includes(content.sign)) continue;
    const after = (Date.parse(day) - Date.parse(infusion.when.day)) / DAY_MS;
    if (after < 0 || after > limits.days_after_an_infusion) continue;
    const name = feltName(content, tell);
    const names = days.get(day) ?? [];
    if (!names.includes(name)) days.set(day, [...names, name]);
  }
  return [...days].map(([day, names]) => tell.say("report.diary.felt_then", { day: tell.daySaid(day), what: tell.listed(names) }));
}

// What was felt or seen, but for weakness, the newest first.
export function symptomLines(versions, tell) {
  const last = new Map();
  for (const { kind, when, content } of versions) {
    if (kind !== "symptom" || WEAK.includes(content.symptom)) continue;
    const other = content.symptom === "other";
    if (other && (content.sign || !content.words)) continue;
    const parts = [content.symptom, content.scope, content.place, content.side, other && content.words];
    const key = JSON.stringify(parts.map((one) => one ?? null));
    last.delete(key);
    last.set(key, line(content, tell.daySaid(when.day), tell));
  }
  return [...last.values()].reverse();
}
