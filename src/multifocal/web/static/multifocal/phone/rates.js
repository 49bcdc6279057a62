// How fast an infusion ran: texts of the form, and steps of an entry (web/diary/state.py).

const STEPS = 4;
const UNITS = "rate_unit";
const SEEN = "rates_shown"; // the form that is read showed those that the entry has
const textOf = (values, name) => (values[name]?.[0] ?? "").trim();
const rows = Array.from({ length: STEPS }, (_, k) => [`rate_${k + 1}`, `minutes_${k + 1}`]);

const fit = (steps) => steps.length <= STEPS && new Set(steps.map(({ unit }) => unit)).size === 1;

// Texts by field; none where the form has no room for them, and they stay as they are.
export function ratesOf(steps = []) {
  if (!fit(steps)) return {};
  const values = { [UNITS]: [steps[0].unit], [SEEN]: ["1"] };
  steps.forEach(({ rate, minutes }, k) => {
    const [first, second] = rows[k];
    values[first] = [rate];
    if (minutes !== undefined) values[second] = [String(minutes)];
  });
  return values;
}

// Steps as they are read by the diary itself, which refuses what is no number. `before`: those of the
// entry that is corrected.
export function ratesSaid(values, before = []) {
  const steps = rows.map(([first, second]) => [textOf(values, first), textOf(values, second)])
    .filter(([rate, minutes]) => rate || minutes)
    .map(([rate, minutes]) => ({
      ...(textOf(values, UNITS) ? { unit: textOf(values, UNITS) } : {}),
      ...(rate ? { rate: /^-?[0-9]+,[0-9]+$/.test(rate) ? rate.replace(",", ".") : rate } : {}),
      ...(minutes ? { minutes: /^[0-9]+$/.test(minutes) ? Number(minutes) : minutes } : {}),
    }));
  return steps.length || textOf(values, SEEN) ? steps : before;
}
