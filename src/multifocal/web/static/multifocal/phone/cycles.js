// From one infusion to the next: what was measured, over the days since (diary/cycles.py). How often
// anyone should be treated is not said here, and cannot be read from it.

import { current, inOrder, isReceived } from "./entries.js";
import { daysSince, isAfter } from "./moments.js";

export const SEPARATOR = "\u001f"; // between the parts of a series' key; no text of an entry holds it

export const seriesKey = ({ measure, side, unit, device, device_name: name }) =>
  [measure, side, unit, (name || device || "").toLowerCase().trim()].join(SEPARATOR);

// Every series of measured strength, each in order of time; the longest first.
export function seriesOf(entries) {
  const rows = new Map();
  for (const entry of inOrder(entries)) {
    const { kind, when, content } = current(entry);
    if (kind !== "force") continue;
    const key = seriesKey(content);
    if (!rows.has(key)) rows.set(key, []);
    const tries = content.tries.map(Number);
    const sessions = rows.get(key);
    sessions.push({
      entry: entry.id, when, number: sessions.length, cold: content.cold ?? null,
      value: tries.reduce((sum, one) => sum + one, 0) / tries.length, best: Math.max(...tries),
    });
  }
  const parts = (key) => key.split(SEPARATOR);
  const before = (a, b) => {
    const at = parts(a).findIndex((one, k) => one !== parts(b)[k]);
    return at < 0 ? 0 : parts(a)[at] < parts(b)[at] ? -1 : 1;
  };
  return new Map([...rows].sort(([a, one], [b, other]) => other.length - one.length || before(a, b)));
}

// Infusions that ran, in order of time. Planned and missed ones begin no cycle.
export const receivedInfusions = (entries) => inOrder(entries).filter((one) => isReceived(current(one)));

// Infusions put together where they are days of one course.
export function courses(infusions, courseDays) {
  const some = [];
  for (const entry of infusions) {
    const last = some.at(-1)?.at(-1);
    if (last && daysSince(current(entry).when, current(last).when) < courseDays) some.at(-1).push(entry);
    else some.push([entry]);
  }
  return some;
}

// The cycles with the sessions of one series, the earliest first. A session on the day of an infusion
// whose time is not known belongs to neither cycle.
export function cyclesOf(entries, series, { limits }) {
  const sessions = seriesOf(entries).get(series) ?? [];
  const best = Math.max(0, ...sessions.map((one) => one.value));
  const some = courses(receivedInfusions(entries), limits.course_days);
  return some.map((course, number) => {
    const start = current(course.at(-1)).when;
    const end = some[number + 1] && current(some[number + 1][0]).when;
    const points = sessions
      .filter((one) => isAfter(one.when, start) && (!end || isAfter(end, one.when)))
      .map((session) => ({
        days: daysSince(session.when, start),
        percent_of_best: best ? (100 * session.value) / best : 0,
        session,
      }));
    return { number, start, infusion: course.at(-1).id, length_days: end ? daysSince(end, start) : null, points };
  });
}
