/**
 * Wall time ↔ instant in one IANA zone, by `Intl` alone (WebKit has no `Temporal`) and never by the zone of the process.
 * Offsets are asked once per day and kept, so that a year of slots costs some 400 calls of `Intl`.
 */
export interface Zone {
  readonly id: string;
  /** Milliseconds to add to an instant to get its wall time. */
  offsetAt(instant: number): number;
  /**
   * Instant of a wall time, given as a day number and minutes since its 00:00 (1440 and more are the next day's).
   * A time that happens twice is the first; one that does not exist is read with the offset before the change (`compatible`, RFC 5545).
   */
  instantOf(day: number, minutes: number): number;
  /** The same for one day number, asked often: minutes since its 00:00, up to two days' → instant. */
  clockOf(day: number): (minutes: number) => number;
  /** Whether the clocks change about this day: from a day before it to two days after. */
  changesAbout(day: number): boolean;
  /** Day number and minutes since 00:00 of an instant. */
  wallTimeOf(instant: number): { day: number; minutes: number };
}

const second = 1000;
const minute = 60_000;
const day = 86_400_000;
const keptDays = 20_000;
/** `Intl` takes a name in any case: more of them than there are zones are one zone spelt anew each time. */
const keptZones = 1000;
const zones = new Map<string, Zone>();

/** The zone of an IANA name. @throws {RangeError} when `Intl` does not know the name. */
export function openZone(id: string): Zone {
  const known = zones.get(id);
  if (known) return known;
  const zone = createZone(id, createProbe(id));
  if (zones.size >= keptZones) zones.clear();
  zones.set(id, zone);
  return zone;
}

/** Whether `Intl` knows the name. Bare offsets such as `+01:00`, which newer engines take, have no summer time and are refused. */
export function isTimeZone(id: string): boolean {
  if (!/^[A-Za-z]/.test(id)) return false;
  try {
    openZone(id);
    return true;
  } catch {
    return false;
  }
}

/** ISO 8601 wall time with its offset, e.g. `2026-11-09T14:00:00+01:00`. */
export function formatLocal(zone: Zone, instant: number): string {
  const offset = zone.offsetAt(instant);
  const minutes = Math.round(Math.abs(offset) / minute);
  const hours = String(Math.floor(minutes / 60)).padStart(2, '0');
  const wall = new Date(instant + offset).toISOString().slice(0, 19);
  return `${wall}${offset < 0 ? '-' : '+'}${hours}:${String(minutes % 60).padStart(2, '0')}`;
}

function createZone(id: string, probe: (instant: number) => number): Zone {
  const days = new Map<number, Stretch>();

  function offsetAt(instant: number): number {
    const index = Math.floor(instant / day);
    let stretch = days.get(index);
    if (!stretch) {
      if (days.size >= keptDays) days.clear();
      stretch = measure(probe, index * day);
      days.set(index, stretch);
    }
    return instant < stretch.change ? stretch.before : stretch.after;
  }

  function instantOf(date: number, minutes: number): number {
    const wall = date * day + minutes * minute;
    const before = offsetAt(wall - day);
    const after = offsetAt(wall + day);
    if (before === after || offsetAt(wall - before) === before) return wall - before;
    return offsetAt(wall - after) === after ? wall - after : wall - before;
  }

  function wallTimeOf(instant: number): { day: number; minutes: number } {
    const wall = instant + offsetAt(instant);
    const date = Math.floor(wall / day);
    return { day: date, minutes: Math.floor((wall - date * day) / minute) };
  }

  function changesAbout(date: number): boolean {
    const offset = offsetAt((date - 1) * day);
    return [0, 1, 2, 3].some((later) => offsetAt((date + later) * day) !== offset);
  }

  function clockOf(date: number): (minutes: number) => number {
    if (changesAbout(date)) return (minutes) => instantOf(date, minutes);
    const midnight = date * day - offsetAt(date * day);
    return (minutes) => midnight + minutes * minute;
  }

  return { id, offsetAt, instantOf, clockOf, changesAbout, wallTimeOf };
}

/** The offset over one UTC day: `before` until the instant `change`, `after` from it on. */
interface Stretch {
  readonly change: number;
  readonly before: number;
  readonly after: number;
}

function measure(probe: (instant: number) => number, start: number): Stretch {
  const before = probe(start);
  const after = probe(start + day);
  if (before === after) return { change: Infinity, before, after };
  let low = start;
  let high = start + day;
  while (high - low > second) {
    const middle = low + Math.floor((high - low) / 2 / second) * second;
    if (probe(middle) === before) low = middle;
    else high = middle;
  }
  return { change: high, before, after };
}

/** Reads the offset at a whole second from the parts of the formatted date. */
function createProbe(timeZone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (instant) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value);
    const { year = 0, month = 1, day: date = 1, hour = 0, minute: minutes = 0, second: seconds = 0 } = part;
    return Date.UTC(year, month - 1, date, hour, minutes, seconds) - instant;
  };
}
