// What may be a slip of the pen, and is asked about before it is saved (web/diary/slips.py). Nothing is
// refused.

import { isUnitAsked } from "./device_unit.js";
import { isDoseAsked } from "./dose.js";
import { current, inOrder, isReceived } from "./entries.js";

// What of the form is asked about: a title, a lead and why; null where nothing is.
export function slipAsked(found, { id, before }, { entries, shape, tell }) {
  const own = new Set([id, ...found.map((one) => one.id)]);
  const others = inOrder(entries).filter((one) => !own.has(one.id)).map(current);
  const [first] = found;
  if (first.kind === "infusion") {
    const last = others.findLast((one) => isReceived(one) && one.content.dose !== undefined);
    return isDoseAsked(first, last?.content, before?.content, shape) ? ofDose(first.content, tell) : null;
  }
  return isUnitAsked(first, before ? [...others, before] : others, shape) ? ofUnit(found, tell) : null;
}

function ofDose({ dose: amount, dose_unit: unit }, { say }) {
  const dose = say("diary_site.amount", { amount, unit });
  return { title: say("diary_site.dose.title", { dose }), lead: say("diary_site.dose.lead", { dose }), why: say("diary_site.dose.why") };
}

// Of both hands, the best try of each.
function ofUnit(found, { words: { report }, say, listed }) {
  const [{ content: { unit, device } }] = found;
  const amount = listed(found.map(({ content: { tries } }) =>
    say("diary_site.amount", { amount: tries.reduce((most, one) => (Number(one) > Number(most) ? one : most)), unit })));
  return {
    title: say("diary_site.unit.title", { amount }),
    lead: say("diary_site.unit.lead", { amount, device: report.device[device] }), why: say("diary_site.unit.why"),
  };
}
