// Names and sentences by key, as the page's words (web/export/phone/script_words.py) have them.

import { clockOf, today } from "./moments.js";

// A number with so many digits after its point; exact halves go to the even one, as Python has it.
export function fixed(value, digits) {
  const scale = 10 ** digits;
  const halves = digits ? value * 4 : value * 2; // what is exactly in the middle is a half or a quarter
  const middle = Number.isInteger(halves) && (digits ? !Number.isInteger(value * 2) : halves % 2 !== 0);
  if (!middle) return value.toFixed(digits);
  const below = Math.floor(value * scale);
  return ((below % 2 === 0 ? below : below + 1) / scale).toFixed(digits);
}

export function wording(words) {
  const open = (key, count) => {
    const counted = words.counted[key];
    if (!counted) return words.sentences[key];
    const { forms, form_of: formOf } = counted;
    return forms[formOf[count < formOf.length ? count : 100 + (count % 100)]];
  };
  const say = (key, named = {}) =>
    open(key, named.count).replace(/\{(\w+)(?::[^}]*)?\}/g, (_, name) => String(named[name]));
  const listed = (some) => some.join(words.sentences["words.list.words"]);
  const listedClauses = (some) => some.join(words.sentences["words.list.clauses"]);
  const initial = (name) => {
    const digraph = words.digraphs.find((one) => name.startsWith(one));
    const [first = ""] = name; // a sign, which may be two halves of UTF-16
    const head = digraph ?? first;
    return head.toLocaleUpperCase(words.language) + name.slice(head.length);
  };
  const daySaid = (day) => {
    const [year, month, date] = day.split("-");
    return words.months[Number(month) - 1].replace("{day}", Number(date)).replace("{year}", Number(year));
  };
  // A year, a month or a day, as it was written: the last two in words.
  const sinceSaid = (since) => {
    const [year, month, date] = since.split("-");
    if (date) return daySaid(since);
    return month ? words.whole_months[Number(month) - 1].replace("{year}", Number(year)) : since;
  };
  const whenSaid = ({ day, clock }) =>
    (clock === undefined ? daySaid(day) : say("diary_site.when", { day: daySaid(day), clock: clock.slice(0, 5) }));
  const writtenSaid = (written) => {
    const moment = new Date(written);
    return say("diary_site.when", { day: daySaid(today(moment)), clock: clockOf(moment) });
  };
  const faultSaid = ({ key, ...named }) => {
    const plain = Object.fromEntries(Object.entries(named).map(([k, v]) => [k, Array.isArray(v) ? listed(v) : v]));
    const both = { problem: say(`fault.${key}`, plain), remedy: say(`fault.${key}.remedy`, plain) };
    return initial(say("fault.whole", both));
  };
  return { words, say, listed, listedClauses, initial, daySaid, sinceSaid, whenSaid, writtenSaid, faultSaid };
}
