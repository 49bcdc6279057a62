// Whether the dose of an infusion may be a slip of the pen, and is asked about before it is saved
// (diary/dose.py). It knows no right dose.

const GRAMS = { g: 1, mg: 0.001 };

function kgOf({ weight, weight_unit: unit }, { kg_a_lb: kgALb }) {
  return weight === undefined ? null : Number(weight) * (unit === "lb" ? kgALb : 1);
}

// The dose in g; null in mL or without the weight that it needs.
function gramsOf(content, limits) {
  const factor = content.dose_unit === "g/kg" ? kgOf(content, limits) : GRAMS[content.dose_unit] ?? null;
  return factor === null ? null : Number(content.dose) * factor;
}

function isFarAbove(content, last, limits) {
  if (last?.dose === undefined) return false;
  const most = limits.asked_above_times_last;
  if (content.dose_unit === last.dose_unit) return Number(content.dose) > most * Number(last.dose);
  const [now, then] = [gramsOf(content, limits), gramsOf(last, limits)];
  return now !== null && then !== null && now > most * then;
}

// last: the last infusion that ran. before: what the entry said that is corrected; a dose that stays
// is not asked about again.
export function isDoseAsked({ kind, content }, last, before, { limits }) {
  if (kind !== "infusion" || content.dose === undefined) return false;
  if (before && Number(before.dose) === Number(content.dose) && before.dose_unit === content.dose_unit) return false;
  const [grams, kg] = [gramsOf(content, limits), kgOf(content, limits)];
  const { asked_above_g: mostG, asked_above_g_per_kg: mostPerKg } = limits;
  let much = false; // mL: how much is in them is not said
  if (content.dose_unit === "g/kg") much = Number(content.dose) > mostPerKg;
  else if (grams !== null) much = grams > (kg === null ? mostG : mostPerKg * kg);
  return much || isFarAbove(content, last, limits);
}
