// When something was: a day alone, or a moment with its clock and the distance of that clock from UTC.

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

function dayMs(day) {
  const [year, month, date] = day.split("-").map(Number);
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, date); // Date.UTC takes the year 26 for 1926
  return moment.getTime();
}

export function isDay(text) {
  const found = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (!found || found[1] === "0000") return false;
  return new Date(dayMs(text)).toISOString().slice(0, 10) === text;
}

export function isClock(text) {
  const found = /^([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?$/.exec(text);
  return Boolean(found) && found[1] < "24" && found[2] < "60" && (found[3] ?? "00") < "60";
}

// The moment in ms since 1970; null where only the day is known.
export function momentMs(when) {
  if (when.clock === undefined || when.offset_minutes === undefined) return null;
  const [hours, minutes, seconds = 0] = when.clock.split(":").map(Number);
  return dayMs(when.day) + ((hours * 60 + minutes - when.offset_minutes) * 60 + seconds) * 1000;
}

// What entries are sorted by; a day alone stands at its noon.
export function orderOf(when) {
  const moment = momentMs(when);
  return moment === null ? [dayMs(when.day) + DAY_MS / 2, 0] : [moment, 1];
}

// Days from the one to the other: exact between moments, else whole days of the calendar.
export function daysSince(later, earlier) {
  const [here, there] = [momentMs(later), momentMs(earlier)];
  if (here !== null && there !== null) return (here - there) / DAY_MS;
  return Math.round((dayMs(later.day) - dayMs(earlier.day)) / DAY_MS);
}

export function isAfter(later, earlier) {
  const [here, there] = [momentMs(later), momentMs(earlier)];
  return here !== null && there !== null ? here > there : later.day > earlier.day;
}

const two = (number) => String(number).padStart(2, "0");

export const today = (now = new Date()) =>
  `${String(now.getFullYear()).padStart(4, "0")}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;

export const clockOf = (moment) => `${two(moment.getHours())}:${two(moment.getMinutes())}`;

export const laterDay = (day, days) => new Date(dayMs(day) + days * DAY_MS).toISOString().slice(0, 10);
export const nextDay = (day) => laterDay(day, 1);

// How many minutes that zone's clock is ahead of UTC at a moment.
function offsetAt(zone, ms) {
  const parts = Object.fromEntries(new Intl.DateTimeFormat("en-US", {
    timeZone: zone, hourCycle: "h23", era: "short", year: "numeric", month: "2-digit", day: "2-digit",
    hour: "2-digit", minute: "2-digit", second: "2-digit",
  }).formatToParts(ms).map(({ type, value }) => [type, value]));
  const clock = `${parts.hour}:${parts.minute}:${parts.second}`;
  const there = momentMs({ day: `${parts.year.padStart(4, "0")}-${parts.month}-${parts.day}`, clock, offset_minutes: 0 });
  return Math.round((there - ms) / MINUTE_MS);
}

// Where a clock was put back, its first time of two; where it was put forward, as before.
function offsetOf(zone, day, clock) {
  const there = momentMs({ day, clock, offset_minutes: 0 });
  const [earlier, later] = [-DAY_MS, DAY_MS].map((by) => offsetAt(zone, there + by));
  const isShown = (offset) => offsetAt(zone, there - offset * MINUTE_MS) === offset;
  return isShown(earlier) || !isShown(later) ? earlier : later;
}

// That day, and that time on the clock of where the other was: who corrects an entry on a journey does not
// mean that it took place there. Where that is not said, on this phone's.
export function momentThere(day, clock, place) {
  if (!clock || place.clock === undefined) return momentHere(day, clock);
  const { zone } = place;
  let offset = place.offset_minutes;
  try {
    if (zone) offset = offsetOf(zone, day, clock);
  } catch (unknown) {
    if (!(unknown instanceof RangeError)) throw unknown;
  }
  const plain = /:00$/.test(clock.slice(5)) ? clock.slice(0, 5) : clock;
  return { day, clock: plain, offset_minutes: offset, ...(zone ? { zone } : {}) };
}

// That day, and that time on this phone's clock where one is said.
export function momentHere(day, clock) {
  if (!clock) return { day };
  const [year, month, date] = day.split("-").map(Number);
  const [hours, minutes, seconds = 0] = clock.split(":").map(Number);
  const there = new Date(year, month - 1, date, hours, minutes, seconds);
  // where the clock was put forward, a time that it never showed counts from before
  const offset = Math.round((momentMs({ day, clock, offset_minutes: 0 }) - there.getTime()) / MINUTE_MS);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const plain = seconds ? clock : clock.slice(0, 5);
  return { day, clock: plain, offset_minutes: offset, ...(zone ? { zone } : {}) };
}
