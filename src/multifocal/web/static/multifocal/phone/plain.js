// Entries as the diary's file holds them, read whole or refused with all that is wrong. What is
// handed back is written as multifocal.diary writes it: the nouns' order, nothing that is empty.

import { CHECKS, checkEnd, days } from "./checks.js";
import { Refused, attempt, fault, quoted, refuse } from "./faults.js";
import { isClock, isDay } from "./moments.js";

const NUMBER = /^(-?)0*([0-9]+)(\.[0-9]{1,12})?$/;
const WRITTEN = /^([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.([0-9]{1,6}))?Z$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MOST_WHOLE = 1e9;

const refused = (...named) => new Refused([fault(...named)]);

function objectOf(value, where, known) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw refused("diary.shape.object", where);
  const unknown = Object.keys(value).filter((one) => !known.includes(one));
  if (unknown.length) {
    throw new Refused(unknown.map((one) => fault("diary.unknown_field", where, { word: quoted(one) })));
  }
  return value;
}

function placed(faults, where) {
  return faults.map((one) => ({ ...one, column: `${where}.${one.column}` }));
}

function numberOf(value, where) {
  const found = typeof value === "string" && /^-?[0-9]{1,12}(\.|$)/.test(value) && NUMBER.exec(value);
  if (!found) throw refused("diary.number", where);
  return `${found[1]}${found[2]}${found[3] ?? ""}`;
}

function moment(is, value, where) {
  if (typeof value === "string") {
    if (is === "day" && isDay(value)) return value;
    if (is === "clock" && isClock(value)) return value.endsWith(":00") && value.length > 5 ? value.slice(0, 5) : value;
    const [, day, clock, parts = ""] = (is === "written" && WRITTEN.exec(value)) || [];
    if (day && isDay(day) && isClock(clock)) return `${day}T${clock}.${parts.padEnd(3, "0").slice(0, 3)}Z`;
  }
  throw refused("diary.moment", where, { word: quoted(typeof value === "string" ? value : "") });
}

const SIMPLE = {
  text(value, where) {
    if (typeof value !== "string") throw refused("diary.text", where);
    return value;
  },
  truth(value, where) {
    if (typeof value !== "boolean") throw refused("diary.shape.truth", where);
    return value;
  },
  whole(value, where) {
    if (!Number.isInteger(value) || Math.abs(value) > MOST_WHOLE) throw refused("diary.number", where);
    return value;
  },
  number: numberOf,
  day: (value, where) => moment("day", value, where),
  clock: (value, where) => moment("clock", value, where),
  written: readWritten,
};

export function readWritten(value, where, { limits }) {
  const found = moment("written", value, where);
  refuse(days(where, found, limits.years)); // a time zone would lead out of the calendar
  return found;
}

function read(type, value, where, shape) {
  switch (type.is) {
    case "choice":
      if (!type.of.includes(value)) throw refused("diary.choice", where, { word: quoted(value), known: type.of });
      return value;
    case "list":
      return listOf(type.of, value, where, shape);
    case "when":
      return noun("when", shape.when, value, where, shape);
    case "noun":
      return noun(type.noun, type.of, value, where, shape);
    default:
      return SIMPLE[type.is](value, where, shape);
  }
}

function listOf(type, value, where, shape) {
  if (!Array.isArray(value)) throw refused("diary.shape.list", where);
  const faults = [];
  const items = value.map((one, at) => attempt(faults, () => read(type, one, `${where}[${at}]`, shape)));
  refuse(faults);
  return items;
}

function noun(name, fields, value, where, shape) {
  const page = objectOf(value, where, fields.map((one) => one.name));
  const faults = [];
  const parts = {};
  for (const field of fields) {
    const found = page[field.name] ?? undefined;
    if (found !== undefined) {
      parts[field.name] = attempt(faults, () => read(field, found, `${where}.${field.name}`, shape));
    } else if (field.needed) {
      faults.push(fault("diary.needed", `${where}.${field.name}`));
    } else if ("otherwise" in field) {
      parts[field.name] = field.otherwise;
    }
  }
  refuse(faults);
  refuse(placed(CHECKS[name](parts, shape), where));
  if (name === "infusion" && parts.status === "missed") for (const one of shape.not_of_missed) delete parts[one];
  for (const [key, one] of Object.entries(parts)) if (Array.isArray(one) && !one.length) delete parts[key];
  return parts;
}

export const readContent = (kind, value, where, shape) => noun(kind, shape.kinds[kind], value, where, shape);

export const readWhen = (value, where, shape) => noun("when", shape.when, value, where, shape);

function readVersion(value, where, shape) {
  const page = objectOf(value, where, ["written", "when", "kind", "content"]);
  const faults = [];
  const kind = page.kind ?? undefined;
  const says = kind !== undefined || (page.content ?? undefined) !== undefined;
  const known = typeof kind === "string" && Object.hasOwn(shape.kinds, kind);
  if (says && !known) {
    faults.push(fault("diary.choice", `${where}.kind`, { word: quoted(kind), known: Object.keys(shape.kinds) }));
  }
  const written = attempt(faults, () => readWritten(page.written, `${where}.written`, shape));
  const when = attempt(faults, () => readWhen(page.when, `${where}.when`, shape));
  const content = says && known
    ? attempt(faults, () => readContent(kind, page.content, `${where}.content`, shape)) : undefined;
  refuse(faults);
  if (kind === "infusion") refuse(placed(checkEnd(content, when, shape), where));
  return content === undefined ? { written, when } : { written, when, kind, content };
}

export function readEntry(value, where, shape) {
  const page = objectOf(value, where, ["id", "versions"]);
  const faults = [];
  const list = Array.isArray(page.versions) ? page.versions : [];
  if (list !== page.versions) faults.push(fault("diary.shape.list", `${where}.versions`));
  const versions = list.map((one, at) => attempt(faults, () => readVersion(one, `${where}.versions[${at}]`, shape)));
  if (typeof page.id !== "string") faults.push(fault("diary.id", `${where}.id`));
  refuse(faults);
  const ordered = versions.every((one, at) => !at || versions[at - 1].written <= one.written);
  refuse(
    UUID.test(page.id) ? [] : [fault("diary.id", `${where}.id`)],
    versions.length ? [] : [fault("diary.needed", `${where}.versions`)],
    ordered ? [] : [fault("diary.version_order", `${where}.versions`)],
  );
  return { id: page.id, versions };
}

// What is equal is one: 18.5 and 18.50 are the same measure.
export function sameness(value, type, shape) {
  if (value === undefined) return null;
  if (type.is === "number") return value.replace(/(\.[0-9]*?)0+$/, "$1").replace(/\.$/, "").replace(/^-0$/, "0");
  if (type.is === "list") return value.map((one) => sameness(one, type.of, shape));
  const fields = type.is === "when" ? shape.when : type.is === "noun" ? type.of : null;
  return fields ? fields.map((one) => sameness(value[one.name], one, shape)) : value;
}
