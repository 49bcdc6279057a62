// What an entry may hold, kind by kind, in the order of multifocal.diary's own checks. Types and
// choices that stand in the nouns are read before (plain.js); limits come with the shape.

import { fault, quoted } from "./faults.js";
import { daysSince, isDay } from "./moments.js";

const NOT_PLAIN = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]/u;
const SOMETHING = /[^\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const ZONE = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/;
const SINCE = /^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$/;

const isNothing = (value) => value === undefined || value === "" || (Array.isArray(value) && !value.length);

const needed = (field, value) => (isNothing(value) ? [fault("diary.needed", field)] : []);

const among = (field, value, known) =>
  (value === undefined || known.includes(value) ? [] : [fault("diary.choice", field, { word: quoted(value), known })]);

function words(field, value, most) {
  if (value === undefined) return [];
  if (!SOMETHING.test(value) || NOT_PLAIN.test(value)) return [fault("diary.text", field)];
  return [...value].length > most ? [fault("diary.text_long", field, { count: most })] : [];
}

const countOf = (field, values, most) =>
  ((values?.length ?? 0) > most ? [fault("diary.too_many", field, { count: most })] : []);

function between(field, value, [least, most], { digits, above = false }) {
  if (value === undefined) return [];
  const counted = String(value).replace(/[-.]/g, "").replace(/^0+(?=.)/, "");
  if (counted.length > digits) return [fault("diary.number", field)];
  const number = Number(value);
  return number < least || number > most || (above && number === least)
    ? [fault("diary.number_beyond", field, { least, most })] : [];
}

function isPlausible(day, [first, end]) {
  const year = Number(day.slice(0, 4));
  return first <= year && year < end;
}

export const days = (field, day, years) => (day === undefined || isPlausible(day, years) ? [] : [fault("diary.day", field)]);

const known = (list, value) => (list !== undefined && Object.hasOwn(list, value ?? "") ? list[value] : undefined);

export function checkWhen(when, { limits }) {
  const most = limits.offset_minutes;
  const zoned = when.zone === undefined
    || (when.clock !== undefined && when.zone.length <= 60 && ZONE.test(when.zone));
  return [
    ...days("day", when.day, limits.years),
    ...between("offset_minutes", when.offset_minutes, [-most, most], limits),
    ...((when.clock === undefined) !== (when.offset_minutes === undefined) ? [fault("diary.offset", "offset_minutes")] : []),
    ...(zoned ? [] : [fault("diary.zone", "zone")]),
  ];
}

function checkForce(one, { limits }) {
  const most = known(limits.force, one.unit);
  const short = (field) => words(field, one[field], limits.letters);
  return [
    ...needed("tries", one.tries), ...countOf("tries", one.tries, limits.tries),
    ...(one.tries ?? []).flatMap((value) => between("tries", value, [0, most], limits)),
    ...short("device_name"), ...short("position"),
  ];
}

const checkMovement = (one, { known: { movement } }) => [
  ...among("movement", one.movement, movement), ...needed("movement", one.movement),
  ...needed("ease", one.ease ?? one.mrc),
];

const checkTask = (one, { known: { task }, limits }) => [
  ...among("task", one.task, task), ...words("own", one.own, limits.letters),
  ...needed("task", one.task || one.own),
];

function checkSymptom(one, { known: { place }, limits }) {
  const there = known(place, one.scope);
  return [
    ...(one.place !== undefined ? needed("scope", one.scope) : []),
    ...(one.scope !== undefined ? needed("place", one.place) : []),
    ...(there ? among("place", one.place, there) : []),
    ...words("words", one.words, limits.letters),
    ...(one.symptom === "other" ? needed("words", one.words || one.sign) : []),
  ];
}

function checkInfusion(one, { limits }) {
  const short = (field) => words(field, one[field], limits.letters);
  const several = (field) => [
    ...countOf(field, one[field], limits.items),
    ...(one[field] ?? []).flatMap((value) => words(field, value, limits.letters)),
  ];
  const paired = (amount, unit) => [
    ...(one[amount] !== undefined ? needed(unit, one[unit]) : []),
    ...(one[unit] !== undefined ? needed(amount, one[amount]) : []),
  ];
  const dose = known(limits.dose, one.dose_unit);
  const weight = known(limits.weight, one.weight_unit);
  return [
    ...short("product"), ...several("lots"), ...paired("dose", "dose_unit"),
    ...(dose ? between("dose", one.dose, [0, dose], { ...limits, above: true }) : []),
    ...paired("weight", "weight_unit"),
    ...(weight ? between("weight", one.weight, weight, limits) : []),
    ...countOf("rate_steps", one.rate_steps, limits.items), ...several("premedication"),
    ...countOf("reactions", one.reactions, limits.items), ...short("words"),
  ];
}

const checkRateStep = (one, { limits }) => [
  ...between("rate", one.rate, [0, limits.rate], limits),
  ...between("minutes", one.minutes, [0, limits.minutes], limits),
];

const checkReaction = (one, { limits }) => [
  ...words("words", one.words, limits.letters),
  ...(one.reaction === "sign" ? needed("sign", one.sign) : []),
  ...(one.reaction === "other" ? needed("words", one.words) : []),
];

const checkSupply = (one, { limits }) => [
  ...needed("item", one.item), ...words("item", one.item, limits.letters),
  ...between("amount", one.amount, [0, limits.number], limits),
  ...words("unit", one.unit, limits.letters), ...words("lot", one.lot, limits.letters),
  ...days("expires", one.expires, limits.years),
];

const checkMedicine = (one, { limits }) => [
  ...needed("name", one.name), ...words("name", one.name, limits.letters),
  ...words("dose", one.dose, limits.letters),
];

const checkNote = (one, { limits }) => [...needed("text", one.text), ...words("text", one.text, limits.note)];

const checkVisit = (one, { limits }) => [
  ...needed("who", one.who), ...words("who", one.who, limits.letters), ...words("text", one.text, limits.note),
];

const checkScore = (one, { limits }) => [
  ...needed("name", one.name), ...words("name", one.name, limits.letters),
  ...between("number", one.number, [-limits.number, limits.number], limits),
];

function isSince(text, years) {
  const day = `${text}-01-01`.slice(0, 10);
  return SINCE.test(text) && isDay(day) && isPlausible(day, years);
}

const checkAbout = (one, { limits }) => [
  ...words("name", one.name, limits.letters), ...days("born", one.born, limits.years),
  ...(one.since !== undefined && !isSince(one.since, limits.years) ? [fault("diary.since", "since")] : []),
];

export const CHECKS = {
  when: checkWhen, force: checkForce, movement: checkMovement, task: checkTask, symptom: checkSymptom,
  infusion: checkInfusion, rate_step: checkRateStep, reaction: checkReaction, supply: checkSupply,
  medicine: checkMedicine, note: checkNote, visit: checkVisit, score: checkScore, about: checkAbout,
};

// What does not fit an infusion's start: an end before it, or many days after it.
export function checkEnd({ ended }, started, { limits }) {
  if (ended === undefined) return [];
  const later = daysSince(ended, started);
  return later >= 0 && later <= limits.ended_days ? [] : [fault("diary.ended", "ended")];
}
