// Whether the unit of a measure may be a slip of the pen, because its device shows another one, and is
// asked about before it is saved (diary/device_unit.py).

// earlier: the versions of other entries, and the one that is corrected.
export function isUnitAsked({ kind, content }, earlier, { units_of: unitsOf }) {
  const pair = (one) => JSON.stringify([one.device, one.device_name, one.unit].map((each) => each ?? null));
  if (kind !== "force" || !unitsOf[content.device] || unitsOf[content.device].includes(content.unit)) return false;
  return !earlier.some((one) => one.kind === "force" && pair(one.content) === pair(content));
}
