import type { BusyPerson, BusyTime, BusyTimes } from '@relais/sdk/planning';
import type { Desk } from './desk.ts';

/** From when until when: both instants, or both by the clock of the place. */
interface Stretch {
  readonly start: string;
  readonly end: string;
}

const DAY_MS = 86_400_000;

/** Hours of a day by the clock of the place; an end no later than the start is on the day after. */
export function wallStretch(date: string, from: string, to: string): Stretch {
  const next = new Date(Date.parse(date) + DAY_MS).toISOString().slice(0, 10);
  return { start: `${date}T${from}`, end: `${to > from ? date : next}T${to}` };
}

/** From when until when by the clock of the place, without its offset. */
export function wallHours({ startLocal, endLocal }: Pick<BusyTime, 'startLocal' | 'endLocal'>): Stretch {
  return { start: startLocal.slice(0, 16), end: endLocal.slice(0, 16) };
}

/** What of somebody's busy times meets hours by the clock of the place. */
export function clashesAt(busy: readonly BusyTime[], hours: Stretch): BusyTime[] {
  return busy.filter((time) => isMeeting(wallHours(time), hours));
}

/** Whether somebody is busy at some time of a range. */
export function isBusyFor(
  { busy }: Pick<BusyPerson, 'busy'>,
  { startAt, endAt }: { readonly startAt: string; readonly endAt: string },
): boolean {
  return busy.some((time) => isMeeting(time, { start: startAt, end: endAt }));
}

function isMeeting(one: Stretch, other: Stretch): boolean {
  return one.start < other.end && other.start < one.end;
}

/** Who a volunteer of the territory file is among those whose agendas are read. */
export function personOf(busy: BusyTimes | undefined, volunteer: string): BusyPerson | undefined {
  return busy?.people.find(({ volunteers }) => volunteers.includes(volunteer));
}

/** Those whose practice it is. */
export function peopleOf(busy: BusyTimes | undefined, practice: string): readonly BusyPerson[] {
  return busy?.people.filter(({ practices }) => practices.includes(practice)) ?? [];
}

export function nameOf({ givenName, familyName }: BusyPerson): string {
  return `${givenName} ${familyName}`;
}

/** « mardi 10 novembre, 9 h – 11 h », « mardi 10 novembre, toute la journée »; the hours alone of what lies within a date that is said already. */
export function sayBusy(
  { t, format }: Pick<Desk, 't' | 'format'>,
  { startLocal, endLocal }: Pick<BusyTime, 'startLocal' | 'endLocal'>,
  saidDate?: string,
): string {
  const [first, from] = [startLocal.slice(0, 10), startLocal.slice(11, 16)];
  const [last, to] = [endLocal.slice(0, 10), endLocal.slice(11, 16)];
  const day = (date: string) => format.dayName(date, 0).date;
  if (from === '00:00' && to === '00:00') {
    const before = new Date(Date.parse(last) - DAY_MS).toISOString().slice(0, 10);
    return before <= first ? t.wholeDay(day(first)) : t.wholeDays(day(first), day(before));
  }
  const clock = (time: string) => t.time(Number(time.slice(0, 2)), Number(time.slice(3)));
  const end = clock(to);
  if (first === saidDate && last === saidDate) return t.range(clock(from), end);
  return t.range(format.atWall(startLocal), first === last ? end : format.atWall(endLocal));
}
