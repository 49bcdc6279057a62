// What is wrong with an entry or a file: a key of the catalog (`fault.KEY`), the field, and what the
// sentence names. All faults are said at once, as multifocal.fault does.

export class Refused extends Error {
  constructor(each) {
    super(each[0].key);
    this.each = each;
  }
}

export const fault = (key, column, named = {}) => ({ key, column, ...named });

export function together(faults, most) {
  const whole = faults.slice(0, most);
  if (faults.length > most) whole.push(fault("whole.more", null, { count: faults.length - most }));
  return new Refused(whole);
}

export function refuse(...checks) {
  const faults = checks.flat();
  if (faults.length) throw new Refused(faults);
}

// Runs it; its faults join those that were found before, and nothing is handed back then.
export function attempt(faults, read) {
  try {
    return read();
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused;
    faults.push(...refused.each);
    return undefined;
  }
}

export function quoted(value, most = 30) {
  const word = typeof value === "string" ? value : JSON.stringify(value) ?? "";
  let plain = [...word.trim()].map((sign) => (/[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u.test(sign) ? "?" : sign));
  if (plain.length > most) plain = [...plain.slice(0, most - 1), "…"];
  return `'${plain.join("")}'`;
}
