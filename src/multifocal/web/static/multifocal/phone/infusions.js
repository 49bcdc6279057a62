// What the report says of infusions (report/diary/infusion_table.py and infusion_lines.py).

import { courses, receivedInfusions } from "./cycles.js";
import { current, isPlan, isReceived, withoutContradiction } from "./entries.js";
import { daysSince } from "./moments.js";
import { unanswered } from "./plans.js";
import { feltThen } from "./symptoms.js";

function reactionSaid({ reaction: kind, sign, words: own }, { words: { report } }) {
  if (kind === "other" && own) return own;
  const name = sign ? report.sign[sign] : report.reaction[kind];
  return own ? `${name} (${own})` : name;
}

function infusionRow({ when, content }, felt, tell) {
  const { words: { report }, say, listed, listedClauses, daySaid } = tell;
  const amount = (name) => (content[name] === undefined ? "-" : `${content[name]} ${content[`${name}_unit`]}`);
  const { planned_for: planned } = content; // of one given late, the day for which it was planned
  let status = report.status[content.status];
  if (planned && planned.day !== when.day) status = say("report.diary.planned_for", { status, day: daySaid(planned.day) });
  const route = isReceived({ kind: "infusion", content }) ? report.route[content.route] : undefined;
  return [
    daySaid(when.day), status, listed([content.product, route].filter(Boolean)) || "-", listed(content.lots ?? []) || "-",
    amount("dose"), amount("weight"), listedClauses([...withoutContradiction(content.reactions ?? []).map((one) => reactionSaid(one, tell)),
      ...(content.words ? [say("report.diary.quoted", { words: content.words })] : []), ...felt]) || "-",
  ];
}

// How they ran (report/diary/rates.py): of those of which more than the start is told.
function infusionRuns(shown, { say, listed, listedClauses, daySaid }) {
  const clockSaid = (clock) => clock.slice(0, 5);
  const endSaid = (ended, { day }) => {
    if (ended.clock === undefined) return daySaid(ended.day);
    const clock = clockSaid(ended.clock);
    return ended.day === day ? clock : say("report.diary.ran.day", { day: daySaid(ended.day), clock });
  };
  const ran = (started, ended) => {
    const start = started.clock && clockSaid(started.clock);
    if (!ended) return start ? say("report.diary.ran.from", { start }) : "-";
    const end = endSaid(ended, started);
    return start ? say("report.diary.ran", { start, end }) : say("report.diary.ran.until", { end });
  };
  const rateSaid = ({ rate, unit, minutes }) => (minutes === undefined ? say("report.diary.rate", { rate, unit })
    : say("report.diary.rate.minutes", { rate, unit, minutes }));
  const isTimed = ({ ended, rate_steps: rates = [], premedication = [] }) => ended || rates.length || premedication.length;
  return shown.filter((one) => isReceived(one) && isTimed(one.content))
    .map(({ when, content: { ended, rate_steps: rates = [], premedication = [] } }) => [
      daySaid(when.day), ran(when, ended), listedClauses(rates.map(rateSaid)) || "-", listed(premedication) || "-",
    ]);
}

// How many are left out, the newest first, and each reaction that was ticked with them, with its last day.
function leftOut(left, tell) {
  if (!left.length) return "";
  const { say, listedClauses, daySaid } = tell;
  const days = new Map();
  for (const { when, content } of left) {
    for (const one of content.reactions ?? []) {
      const name = reactionSaid(one, tell);
      days.set(name, [...(days.get(name) ?? []), when.day]);
    }
  }
  if (!days.size) return say("report.diary.more_infusions", { count: left.length });
  const told = [...days].map(([what, some]) => say("report.diary.reacted", { what, count: some.length, day: daySaid(some[0]) }));
  return [say("report.diary.more_infusions.reacted", { count: left.length }),
    say("report.diary.more_infusions.of", { reactions: listedClauses(told) })].join(" ");
}

// A sign of the graded list or own words, which may tell of one: never left out.
const isTold = ({ content: { words, reactions = [] } }) => Boolean(words) || reactions.some((one) => one.sign || one.words);

// Those that were given, late or missed, the newest first: plans stand in no row.
export function infusionTable(infusions, versions, shape, tell) {
  const { limits } = shape;
  const [shown, left] = [[], []];
  for (const one of infusions.filter((each) => !isPlan(each)).reverse()) {
    const most = one.content.reactions?.length ? limits.reacted_of_a_report : limits.infusions_of_a_report;
    (shown.length < most || isTold(one) ? shown : left).push(one);
  }
  return { rows: shown.map((one) => infusionRow(one, feltThen(one, versions, shape, tell), tell)), runs: infusionRuns(shown, tell), leftOut: leftOut(left, tell) };
}

// The next one that is planned, and those whose day has passed and of which nobody has said what became.
export function planLines(entries, { limits }, { say, listedClauses, daySaid }, today) {
  const days = unanswered(entries).map((one) => current(one).when.day);
  const ahead = days.filter((day) => day >= today);
  const passed = days.filter((day) => day < today);
  const named = passed.slice(-limits.passed_of_a_report).reverse().map(daySaid);
  const more = passed.length - named.length;
  return [
    ...(passed.length ? [say("report.diary.plans.passed", { count: passed.length, days: listedClauses(named) })] : []),
    ...(more ? [say("report.diary.plans.passed.more", { count: more })] : []),
    ...(ahead.length ? [say(ahead.length > 1 ? "report.diary.plans.ahead" : "report.diary.plans.next",
      { day: daySaid(ahead[0]), count: ahead.length - 1 })] : []),
  ];
}

// The last change between doses that are written down, of one product, route and unit.
function doseChange(received, { say, daySaid }) {
  const way = ({ product, route, dose_unit: unit }) => JSON.stringify([product, route, unit].map((one) => one ?? null));
  let doses = [];
  for (const one of received.filter(({ content }) => content.dose !== undefined)) {
    if (doses.length && way(doses.at(-1).content) !== way(one.content)) doses = [];
    doses.push(one);
  }
  const at = doses.findLastIndex(({ content }, k) => k > 0 && Number(content.dose) !== Number(doses[k - 1].content.dose));
  if (at < 0) return [];
  const amount = ({ content }) => `${content.dose} ${content.dose_unit}`;
  return [say("report.diary.infusions.dose", { day: daySaid(doses[at].when.day), before: amount(doses[at - 1]), dose: amount(doses[at]) })];
}

// How many were received, the last one's day, the days from one course to the next, and when the dose last changed.
export function infusionSummary(entries, { limits }, { say, daySaid }) {
  const received = receivedInfusions(entries);
  if (!received.length) return [];
  const lines = [say("report.diary.infusions.count", { count: received.length, day: daySaid(current(received.at(-1)).when.day) })];
  const starts = courses(received, limits.course_days).map(([first]) => ({ day: current(first).when.day }));
  const together = starts.length < received.length;
  const changed = together ? [] : doseChange(received.map(current), { say, daySaid });
  const days = starts.slice(1).map((start, k) => daysSince(start, starts[k])).sort((a, b) => a - b);
  if (days.length < 2) return [...lines, ...changed];
  const usual = (days[Math.floor((days.length - 1) / 2)] + days[Math.floor(days.length / 2)]) / 2;
  const told = { usual, least: days[0], most: days.at(-1) };
  return [...lines, together ? say("report.diary.infusions.courses", { courses: starts.length, ...told })
    : say("report.diary.infusions.apart", told), ...changed];
}
