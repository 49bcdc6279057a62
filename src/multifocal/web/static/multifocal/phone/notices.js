// What is said beside "Saved": what may be a slip, and would be hard to see later (web/diary/notices.py).

import { seriesKey } from "./cycles.js";
import { current, inOrder, isPlan, isReceived } from "./entries.js";

function ofForce(force, earlier, { say }) {
  const before = earlier.findLast(({ kind, content }) =>
    kind === "force" && content.measure === force.measure && content.side === force.side)?.content;
  if (!before) return [];
  if (before.unit !== force.unit) return [say("diary_site.notice.unit", { unit: force.unit, before: before.unit })];
  return seriesKey(before) === seriesKey(force) ? [] : [say("diary_site.notice.device")];
}

const isMissed = ({ kind, content }) => kind === "infusion" && content.status === "missed";

// The day for which one that was missed, or came late, had been planned.
function plannedDay({ kind, when, content }) {
  if (kind !== "infusion" || !["missed", "late"].includes(content.status)) return undefined;
  return content.planned_for?.day ?? (content.status === "missed" ? when.day : undefined);
}

// An infusion that stands as missed and, for the same planned day, as given late.
function twiceOf(saved, others, { say, daySaid }) {
  const day = plannedDay(saved);
  const both = day && others.some((one) => plannedDay(one) === day && isMissed(one) !== isMissed(saved));
  return both ? [say("diary_site.notice.twice", { day: daySaid(day) })] : [];
}

// Sentences on the entry of that id, which was saved just now.
export function noticesOf(id, entries, tell) {
  const every = inOrder(entries);
  const at = every.findIndex((one) => one.id === id);
  if (at < 0) return [];
  const saved = current(every[at]);
  if (saved.kind === "force") return ofForce(saved.content, every.slice(0, at).map(current), tell);
  const twice = twiceOf(saved, every.filter((one, k) => k !== at).map(current), tell);
  if (isMissed(saved)) return [tell.say("diary_site.notice.missed"), tell.say("diary_site.notice.no_dose"), ...twice];
  if (saved.kind === "about") {
    const told = { speech: ["yes", "unsure"].includes(saved.content.speech_or_swallowing), suddenly: saved.content.course === "suddenly" };
    return Object.keys(told).filter((one) => told[one]).map((one) => tell.say(`diary_site.notice.${one}`));
  }
  const isAlike = [isReceived, isPlan].find((is) => is(saved)); // both ran, or both are only planned
  const again = isAlike && every.some((one, k) =>
    k !== at && isAlike(current(one)) && current(one).when.day === saved.when.day);
  // a clock before that of the start is the next day's, and may be a slip: 8:00 for 18:00
  const { ended } = saved.content;
  const isLater = saved.kind === "infusion" && ended && ended.day !== saved.when.day;
  return [
    ...(again ? [tell.say("diary_site.notice.same_day")] : []),
    ...(isLater ? [tell.say("diary_site.notice.ended", { when: tell.whenSaid(ended) })] : []), ...twice];
}
