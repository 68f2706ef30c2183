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
  /** Day number and minutes since 00:00 of an instant. */
  wallTimeOf(instant: number): { day: number; minutes: number };
}

const second = 1000;
const minute = 60_000;
const day = 86_400_000;
const keptDays = 20_000;
const zones = new Map<string, Zone>();

/** The zone of an IANA name. @throws {RangeError} when `Intl` does not know the name. */
export function openZone(id: string): Zone {
  const known = zones.get(id);
  if (known) return known;
  const zone = createZone(id, createProbe(id));
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

  return { id, offsetAt, instantOf, wallTimeOf };
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
