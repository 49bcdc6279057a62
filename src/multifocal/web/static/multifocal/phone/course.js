// Measured strength in sentences and charts (report/diary/strength_lines.py and charts.py), without
// the fall within a cycle, which one's own computer works out.

import { SEPARATOR, courses, cyclesOf, receivedInfusions, seriesOf } from "./cycles.js";
import { cyclesOverlaid, strengthOverTime } from "./drawing.js";
import { current, inOrder } from "./entries.js";
import { fixed } from "./words.js";

const short = (value) => fixed(value, 1).replace(/\.0$/, "");
const percentOf = (part, whole) => (whole ? fixed((100 * part) / whole, 0) : "0");
const best = (sessions) => sessions.reduce((a, b) => (b.value > a.value ? b : a));

// What a series is called: measure, side, device as it was written where it was.
export function seriesName(series, entries, { words, say, initial }) {
  const [measure, side, unit, device] = series.split(SEPARATOR);
  const said = { measure: words.report.measure[measure], side: words.report.side[side] };
  const own = entries.map(current).filter(({ kind, content }) => kind === "force" && content.device_name
    && content.measure === measure && content.side === side && content.unit === unit
    && content.device_name.toLowerCase().trim() === device).at(-1)?.content.device_name;
  const name = own ?? words.report.device[device] ?? device;
  return initial(name ? say("report.diary.series.device", { device: name, ...said }) : say("report.diary.series", said));
}

function usual(sessions) {
  const values = sessions.map((one) => one.value).sort((a, b) => a - b);
  return (values[Math.floor((values.length - 1) / 2)] + values[Math.floor(values.length / 2)]) / 2;
}

// Every series, the longest first; of two hands that were measured in one way, the weaker one before
// the other, unless it was measured far less.
export function orderedSeries(entries, { limits }) {
  const every = seriesOf(entries);
  const ordered = new Map();
  for (const [series, sessions] of every) {
    const [measure, side, ...way] = series.split(SEPARATOR);
    const pair = [measure, side === "left" ? "right" : "left", ...way].join(SEPARATOR);
    const mate = every.get(pair) ?? [];
    const first = mate.length * limits.far_less > sessions.length && usual(mate) < usual(sessions);
    if (first && !ordered.has(pair)) ordered.set(pair, mate);
    if (!ordered.has(series)) ordered.set(series, sessions);
  }
  return ordered;
}

// The first series: what each is called, its last measure beside the best, and what to mind.
export function strengthLines(entries, shape, tell) {
  const { limits } = shape;
  return [...orderedSeries(entries, shape)].slice(0, limits.series_of_a_report).map(([series, sessions]) => {
    const [, , unit, device] = series.split(SEPARATOR);
    const [last, top] = [sessions.at(-1), best(sessions)];
    const line = tell.say(sessions.length > 1 ? "report.diary.last" : "report.diary.last.only", {
      value: short(last.value), unit, day: tell.daySaid(last.when.day), percent: percentOf(last.value, top.value),
      best: short(top.value), best_day: tell.daySaid(top.when.day), count: sessions.length,
    });
    const cold = sessions.filter((one) => one.cold);
    const bulb = unit === "kPa" && device === "vigorimeter";
    return {
      series,
      name: seriesName(series, entries, tell),
      last: cold.length
        ? tell.say("report.diary.last.cold", { line, count: cold.length, day: tell.daySaid(cold.at(-1).when.day) }) : line,
      notes: bulb ? [tell.say("report.diary.kpa", { kpa: limits.meaningful_kpa })] : [],
    };
  });
}

// Right beside left, where both were measured in one way: the last measure of each.
export function sideLines(entries, { words, say, listed, initial, daySaid }) {
  const pairs = new Map();
  for (const [series, sessions] of seriesOf(entries)) {
    const [measure, side, unit, device] = series.split(SEPARATOR);
    const way = [measure, unit, device].join(SEPARATOR);
    pairs.set(way, { ...pairs.get(way), [side]: sessions.at(-1) });
  }
  return [...pairs].filter(([, both]) => "left" in both && "right" in both).map(([way, both]) => {
    const [measure, unit] = way.split(SEPARATOR);
    const [left, right] = [both.left.value, both.right.value];
    const [leftDay, rightDay] = [both.left.when.day, both.right.when.day];
    const apart = leftDay === rightDay ? "" : ".apart";
    const key = left === right ? "alike" : right < left ? "right" : "left";
    const line = say(`report.diary.sides.${key}${apart}`, {
      day: daySaid(rightDay), right_day: daySaid(rightDay), left_day: daySaid(leftDay),
      measure: initial(words.report.measure[measure]), right: short(right), left: short(left), unit,
      percent: percentOf(Math.min(left, right), Math.max(left, right)),
    });
    const cold = ["right", "left"].filter((side) => both[side].cold).map((side) => words.report.side[side]);
    return cold.length ? say("report.diary.sides.cold", { line, sides: listed(cold) }) : line;
  });
}

// Percentiles between the two nearest values, as NumPy has them.
function percentile(values, percent) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = ((sorted.length - 1) * percent) / 100;
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  const share = at - Math.floor(at);
  return share < 0.5 ? low + (high - low) * share : high - (high - low) * (1 - share);
}

// The lines without the notes that several of them have word for word, and these, once, with their names.
export function saidOnce(lines, { say, listedClauses }) {
  const names = new Map();
  for (const { name, notes } of lines) for (const note of notes) names.set(note, [...(names.get(note) ?? []), name]);
  const shared = [...names].filter(([, some]) => some.length > 1);
  const isShared = (note) => names.get(note).length > 1;
  return {
    lines: lines.map((one) => ({ ...one, notes: one.notes.filter((note) => !isShared(note)) })),
    shared: shared.map(([line, some]) => (some.length === lines.length
      ? say("report.diary.shared.all", { line }) : say("report.diary.shared", { names: listedClauses(some), line }))),
  };
}

const doseOf = ({ content: { dose, dose_unit: unit } }) => (dose === undefined ? "" : `${dose} ${unit}`);

// What was infused in a course: "2 × 80 g"; empty where a dose of it is not written down.
function tagOf(course, { limits }, { say, listed }) {
  const doses = course.map(current).map(doseOf);
  if (!doses.every(Boolean) || doses.length > limits.in_a_tag) return "";
  const runs = [];
  for (const dose of doses) {
    if (runs.at(-1)?.dose === dose) runs.at(-1).count += 1;
    else runs.push({ dose, count: 1 });
  }
  return listed(runs.map(({ dose, count }) => (count === 1 ? dose : say("report.diary.chart.times", { count, dose }))));
}

// Both charts of a series: over time with the infusions, and its cycles where there are any.
export function chartsOf(entries, series, shape, tell) {
  const { say, daySaid } = tell;
  const { limits } = shape;
  const sessions = seriesOf(entries).get(series);
  const name = seriesName(series, entries, tell);
  const values = sessions.map((one) => one.value);
  const band = values.length >= limits.least_for_band ? limits.band_percent.map((one) => percentile(values, one)) : null;
  const received = receivedInfusions(entries).map(current);
  const tags = [...new Map(courses(receivedInfusions(entries), limits.course_days).map((one) =>
    [current(one.at(-1)).when.day, tagOf(one, shape, tell)]))].filter(([, tag]) => tag);
  const missed = inOrder(entries).map(current).filter(({ kind, content }) => kind === "infusion" && content.status === "missed");
  const [low, high] = limits.band_percent;
  const charts = [strengthOverTime(
    say("report.diary.chart.time", {
      name, first: daySaid(sessions[0].when.day), last: daySaid(sessions.at(-1).when.day),
      count: sessions.length, infusions: received.length, missed: missed.length,
    }),
    {
      value: series.split(SEPARATOR)[2], infusion: say("diary.kind.infusion"),
      missed: say("report.diary.chart.missed"), band: say("report.diary.chart.band", { percent: fixed(high - low, 0) }),
      day: say("report.diary.column.day"), caption: name,
    },
    sessions.map((one) => [one.when.day, one.value]),
    received.map((one) => one.when.day),
    band,
    new Map(received.filter(doseOf).map((one) => [one.when.day, doseOf(one)])),
    missed.map((one) => one.when.day),
    daySaid,
    tags,
  )];
  const some = cyclesOf(entries, series, shape).filter((one) => one.points.length);
  if (!some.length || sessions.length < limits.least_for_percent) return charts;
  charts.push(cyclesOverlaid(
    say("report.diary.chart.cycles", { name, count: some.length }),
    {
      percent: say("report.diary.chart.percent"), days: say("report.diary.chart.days"),
      cycle: say("report.diary.chart.cycle"), caption: name,
    },
    some.map((one) => ({
      name: daySaid(one.start.day), newest: one === some.at(-1),
      points: one.points.map(({ days, percent_of_best: percent }) => [days, percent]),
    })),
  ));
  return charts;
}
