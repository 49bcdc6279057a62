// A planned infusion whose day has passed, and the one that it became (diary/plans.py).

import { current, inOrder, isPlan, isReceived, isVisitPlan } from "./entries.js";
import { laterDay } from "./moments.js";

const CLOCKS_APART_DAYS = 2; // clocks go from UTC-12 to UTC+14

const infusionsOf = (entries) => inOrder(entries).filter((one) => current(one).kind === "infusion");

// The next one that is planned for that day or later.
export const nextPlanned = (entries, day) =>
  infusionsOf(entries).find((one) => isPlan(current(one)) && current(one).when.day >= day);

// The next visit that is planned for that day or later.
export const nextVisit = (entries, day) =>
  inOrder(entries).find((one) => isVisitPlan(current(one)) && current(one).when.day >= day);

// Whether it lies behind, by the clock of where one is: also what happened on a later day of a place
// whose clock is ahead, before a flight back.
export function hasBeen(entry, day) {
  const version = current(entry);
  const isAhead = isPlan(version) || isVisitPlan(version);
  return version.when.day <= (isAhead ? day : laterDay(day, CLOCKS_APART_DAYS));
}

// The plans that nothing answers: an infusion of that day does, and one that had been planned for it.
export function unanswered(entries) {
  const infusions = infusionsOf(entries);
  const answers = infusions.map(current).filter((one) => !isPlan(one));
  const answered = new Set(answers.flatMap(({ when, content }) => [when.day, content.planned_for?.day]));
  return infusions.filter((one) => isPlan(current(one)) && !answered.has(current(one).when.day));
}

// The first plan of a past day that nothing answers, and the first infusion after it that may be it.
export function openPlan(entries, day) {
  const plan = unanswered(entries).find((one) => current(one).when.day < day);
  if (!plan) return null;
  const later = infusionsOf(entries).find((one) => isReceived(current(one)) && !current(one).content.planned_for
    && current(one).when.day > current(plan).when.day);
  return { plan, later };
}

// What the later infusion tells once it is known to be the planned one.
export const became = (plan, later) =>
  ({ ...current(later).content, status: "late", planned_for: { day: current(plan).when.day } });
