// The one file that carries a diary between the phone and one's own machine.

import { Refused, attempt, fault, quoted, together } from "./faults.js";
import { readEntry, readWritten } from "./plain.js";

const refused = (...named) => new Refused([fault(...named)]);

// The same entries give the same bytes, in whatever order they came.
export function writeBundle(entries, made, shape) {
  const first = (one) => `${one.versions[0].written} ${one.id}`;
  const sorted = [...entries].sort((a, b) => (first(a) < first(b) ? -1 : first(a) > first(b) ? 1 : 0));
  const page = { schema: shape.schema, version: shape.version, ...(made ? { made } : {}), entries: sorted };
  return `${JSON.stringify(page, null, 1)}\n`;
}

function pageOf(bytes, shape) {
  const { limits, schema } = shape;
  if (bytes.length > limits.bytes) throw refused("diary.too_large", null, { most_mb: limits.bytes / 1e6 });
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw refused("diary.not_utf8", null);
  }
  let page;
  try {
    page = JSON.parse(text);
  } catch {
    throw refused("diary.broken", null);
  }
  if (typeof page !== "object" || page === null || Array.isArray(page)) throw refused("diary.no_bundle", null, { name: schema });
  return page;
}

// Entries and when the file was made; refused with all that is wrong, never read by halves.
export function readBundle(bytes, shape) {
  const page = pageOf(bytes, shape);
  const { limits, schema, version } = shape;
  if (page.schema !== schema) throw refused("diary.no_bundle", "schema", { name: schema });
  if (!Number.isInteger(page.version) || page.version < 1) throw refused("diary.version", "version", { version });
  if (page.version > version) throw refused("diary.newer", "version", { found: page.version, version });
  const faults = Object.keys(page)
    .filter((one) => !["schema", "version", "made", "entries"].includes(one))
    .map((one) => fault("diary.unknown_field", "", { word: quoted(one) }));
  if (!Array.isArray(page.entries)) throw together([...faults, fault("diary.shape.list", "entries")], limits.together);
  if (page.entries.length > limits.entries) throw refused("diary.too_many", "entries", { count: limits.entries });
  const entries = new Map();
  page.entries.forEach((one, at) => {
    const entry = attempt(faults, () => readEntry(one, `entries[${at}]`, shape));
    if (!entry) return;
    if (entries.has(entry.id)) faults.push(fault("diary.id_twice", `entries[${at}].id`));
    entries.set(entry.id, entry);
  });
  const made = (page.made ?? undefined) === undefined
    ? undefined : attempt(faults, () => readWritten(page.made, "bundle.made", shape));
  if (faults.length) throw together(faults, limits.together);
  return { entries: [...entries.values()], made };
}
