// Several infusions planned at once: the same again every so many weeks (web/diary/plan_row.py).

import { current, isDeleted } from "./entries.js";
import { fault, refuse } from "./faults.js";
import { laterDay, momentHere } from "./moments.js";

const ROW = "plan_row"; // the field whose faults those of both are

const whole = (text, least, most) => (/^[0-9]{1,2}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : null);

// The days after the first; none where nothing is said. Refuses what is no such row.
function rowDays(weeks, times, first, { limits: { row_weeks: mostWeeks, row_times: [least, most], years } }) {
  if (!weeks && !times) return [];
  const [every, count] = [whole(weeks, 1, mostWeeks), whole(times, least, most)];
  refuse(every && count ? [] : [fault("diary.row", ROW, { weeks: mostWeeks, times: most })]);
  const days = Array.from({ length: count - 1 }, (_, at) => laterDay(first, 7 * every * (at + 1)));
  refuse(Number(days.at(-1).slice(0, 4)) < years[1] ? [] : [fault("diary.day", "day")]);
  return days;
}

// What is planned, without what is felt, given or measured on the day itself.
function plannedOf({ status, route, product, dose, dose_unit: unit, premedication }) {
  const every = { status, route, product, dose, dose_unit: unit, premedication };
  return Object.fromEntries(Object.entries(every).filter(([, value]) => value !== undefined));
}

// What the form says of those days, each with an id of its own, which is the same however often it is sent.
export function rowSaid({ weeks, times, status }, { when, kind, content }, ids, shape) {
  const days = rowDays(weeks, times, when.day, shape);
  refuse(days.length && status !== "planned" ? [fault("diary.row_planned", ROW)] : []);
  return days.map((day, at) => ({
    id: ids.beside(`row-${at + 1}`), when: momentHere(day, when.clock), kind, content: plannedOf(content ?? {}) }));
}

// What is said once it is saved: of several planned infusions, how many.
export function savedSaid(found, { tell: { say } }) {
  const plans = found.filter(({ kind, content }) => kind === "infusion" && content.status === "planned").length;
  return plans > 1 ? say("diary_site.saved.row", { count: plans }) : say("diary_site.saved");
}

// The days, before they are saved: a title, a lead and why; null for one infusion.
export function rowAsked(found, { entries, tell: { say, listed, daySaid } }) {
  const days = found.filter(({ kind }) => kind === "infusion").map(({ when }) => when.day);
  if (days.length < 2) return null;
  const own = new Set(found.map(({ id }) => id));
  const others = entries.filter((one) => !own.has(one.id) && !isDeleted(one)).map(current);
  const standing = new Set(others.filter(({ kind }) => kind === "infusion").map(({ when }) => when.day));
  const twice = days.filter((day) => standing.has(day));
  return {
    title: say("diary_site.row.title", { count: days.length }),
    lead: say("diary_site.row.lead", { days: listed(days.map(daySaid)) }),
    why: twice.length ? say("diary_site.row.twice", { days: listed(twice.map(daySaid)) }) : say("diary_site.row.why"),
    isRow: true,
  };
}
