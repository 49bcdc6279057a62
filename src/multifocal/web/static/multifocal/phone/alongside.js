// What other entries tell of the same time, which the graded list counts together (diary/alongside.py).

import { isGraded } from "./graded.js";
import { daysSince, momentMs } from "./moments.js";

const DAY_MS = 86_400_000;
const LATEST_CLOCK_MS = 14 * 3_600_000; // where it is latest on Earth

// How many days after its end a reaction may have come: not later than it was written down.
function reachOf({ written }, end, { limits }) {
  const ended = momentMs(end);
  const told = Date.parse(written);
  const days = ended !== null ? (told - ended) / DAY_MS
    : daysSince({ day: new Date(told + LATEST_CLOCK_MS).toISOString().slice(0, 10) }, end);
  return Math.min(Math.max(days, 0), limits.reaction_days);
}

// Days from the last moment of the earlier to the first of the later.
function daysAfter(later, earlier, shape) {
  const { kind, when, content } = earlier;
  const end = (kind === "infusion" && content.ended) || when;
  const reach = kind === "infusion" && content.reactions?.length ? reachOf(earlier, end, shape) : 0;
  const exact = momentMs(later.when) !== null && momentMs(end) !== null;
  return daysSince(later.when, end) - (exact ? reach : Math.ceil(reach));
}

const isTogether = (one, other, shape) =>
  Math.max(daysAfter(one, other, shape), daysAfter(other, one, shape)) <= shape.limits.together_days;

// Those of the other versions that are graded together with what is said.
export function alongside(said, others, shape) {
  const graded = said.filter(isGraded);
  return others.filter((other) => isGraded(other) && graded.some((one) => isTogether(one, other, shape)));
}
