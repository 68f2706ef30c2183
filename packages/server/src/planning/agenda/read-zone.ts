import type { AgendaClock } from '@relais/engine/planning';
import ICAL from 'ical.js';
import { UnreadError } from './read-values.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** A clock that an agenda brings (RFC 5545 §3.6.5), by the name it gives it. */
export interface BroughtZone {
  readonly name: string;
  readonly clock: AgendaClock;
}

/** From when on a zone has which offset, and which it had before. */
interface Observance {
  /** By the clock, in milliseconds. */
  readonly start: number;
  readonly offsetBefore: number;
}

/** @throws where it is not wholly understood: the library would go on by UTC, and hours be free that are not */
export function readZone(text: string): BroughtZone {
  const component = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const observances = component.getAllSubcomponents().map(readObservance);
  const [first] = observances.sort((one, other) => one.start - other.start);
  if (!first) throw new UnreadError();
  const zone = new ICAL.Timezone(component);
  const clock: AgendaClock = (day, minutes) => {
    const ms = day * DAY_MS + minutes * MINUTE_MS;
    // The library has UTC before anything else.
    if (ms < first.start) return ms - first.offsetBefore;
    const wall = new Date(ms);
    const data = { year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate() };
    const time = { ...data, hour: wall.getUTCHours(), minute: wall.getUTCMinutes(), second: 0 };
    return ICAL.Time.fromData(time, zone).toUnixTime() * 1000;
  };
  // The library reads the rest of it once it is asked.
  clock(Math.floor(first.start / DAY_MS) + 1, 0);
  return { name: zone.tzid, clock };
}

function readObservance(part: ICAL.Component): Observance {
  const start = part.getFirstPropertyValue('dtstart');
  const before = part.getFirstPropertyValue('tzoffsetfrom');
  const isWhole = part.getFirstPropertyValue('tzoffsetto') instanceof ICAL.UtcOffset;
  if (!(start instanceof ICAL.Time) || !(before instanceof ICAL.UtcOffset) || !isWhole) throw new UnreadError();
  const rules = part.getAllProperties('rrule').map((rule) => rule.getFirstValue());
  // Clocks change by the year; of a rule by the second the library would make every one.
  if (rules.some((rule) => !(rule instanceof ICAL.Recur) || rule.freq !== 'YEARLY')) throw new UnreadError();
  const { year, month, day, hour, minute } = start;
  return { start: Date.UTC(year, month - 1, day, hour, minute), offsetBefore: before.toSeconds() * 1000 };
}
