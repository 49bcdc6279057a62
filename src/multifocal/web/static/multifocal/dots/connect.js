// From what is hard to its muscles and the nerves that these share: localize/patient.py once more,
// on the same tables of whole numbers, for a phone without a server. Knows no page and no words.

const byNumber = (a, b) => a - b;
const sorted = (numbers) => [...new Set(numbers)].sort(byNumber);

// Compares by each of the numbers in turn.
function inOrder(numbers) {
  return (a, b) => {
    const [first, second] = [numbers(a), numbers(b)];
    const k = first.findIndex((value, index) => value !== second[index]);
    return k < 0 ? 0 : first[k] - second[k];
  };
}

const byNeed = inOrder((m) => [-m.difficulties.length, -m.weight, m.muscle, -m.side]);

// The muscles of one side that are needed, most needed first.
function needed(side, here, tables) {
  const found = new Map();
  for (const difficulty of here) {
    for (const [muscle, weight] of tables.needs[difficulty]) {
      if (!found.has(muscle)) found.set(muscle, { side, muscle, difficulties: [], weight: 0 });
      const one = found.get(muscle);
      one.difficulties.push(difficulty);
      one.weight += weight;
    }
  }
  return [...found.values()].sort(byNeed);
}

function joined(side, here, muscles, tables) {
  const nerves = [];
  for (let nerve = 0; nerve < tables.nerves.length; nerve += 1) {
    const held = muscles.flatMap((one) =>
      tables.links[one.muscle].filter(([of]) => of === nerve).map(([, roots, sites]) => ({ one, roots, sites })));
    if (!held.length) continue;
    const does = sorted(held.flatMap(({ one }) => tables.does[one.muscle]));
    nerves.push({
      side,
      nerve,
      difficulties: sorted(held.flatMap(({ one }) => one.difficulties)),
      muscles: held.map(({ one }) => one.muscle),
      weight: held.reduce((sum, { one }) => sum + one.weight, 0),
      roots: sorted(held.flatMap(({ roots }) => roots)),
      sites: sorted(held.flatMap(({ sites }) => sites)),
      also: does.filter((difficulty) => !here.includes(difficulty)),
    });
  }
  return nerves;
}

// chosen: pairs of side and difficulty, as indexes of the tables.
export function joinDots(chosen, tables) {
  const muscles = [];
  const nerves = [];
  for (let side = 0; side < tables.sides.length; side += 1) {
    const here = sorted(chosen.filter(([where]) => where === side).map(([, difficulty]) => difficulty));
    const mine = needed(side, here, tables);
    muscles.push(...mine);
    nerves.push(...joined(side, here, mine, tables));
  }
  muscles.sort(byNeed);
  nerves.sort(inOrder((n) => [-n.difficulties.length, -n.weight, n.nerve, -n.side]));
  return { muscles, nerves };
}

// How soon weakness needs someone who can help; what is not said counts as not sure.
export function howSoon(onset, signs, { urgency }) {
  const at = (list, answer) => list.indexOf(list.includes(answer) ? answer : "unsure");
  return urgency.urgencies[urgency.table[at(urgency.onsets, onset)][at(urgency.signs, signs)]];
}

// Whether who was not sure of the signs may go on unexamined, with a warning beside whatever comes.
export function mayGoOnWarned(onset, signs, tables) {
  return signs === "unsure" && howSoon(onset, "no", tables) === "doctor";
}

// The answer on signs where own words, too, were asked about: the more alarming one.
export function withOwnSigns(signs, own) {
  return ["yes", "unsure", "no"].find((one) => one === signs || one === own);
}

// Whether what was said ("": not yet) cannot wait, whatever else would be said.
export function isNowAlready(onset, signs, tables) {
  const { onsets, signs: answers } = tables.urgency;
  return (onset ? [onset] : onsets).every(
    (one) => (signs ? [signs] : answers).every((each) => howSoon(one, each, tables) === "now"));
}
