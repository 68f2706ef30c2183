/**
 * Half-days as people say them, by the wall time at which a slot starts: the night is over when one gets up, and the hours in which
 * continuity of care ends and begins in France (PDSA, 08:00 and 20:00) are bounds. Works on the exchanged form of slots and needs no time
 * zone, so that a browser gets it without the scheduling code.
 */
export type HalfDay = 'night' | 'early-morning' | 'morning' | 'afternoon' | 'evening';

/** A slot as exchanged, as far as its half-day goes. */
export interface DatedSlot {
  /** `YYYY-MM-DDTHH:MM…` in the territory's wall time. */
  readonly startLocal: string;
}

export interface HalfDayGroup<S extends DatedSlot> {
  /** Unique among the groups of one list. */
  readonly key: string;
  /**
   * The date on the wall when its slots start, `YYYY-MM-DD`, whatever the service date of their openings: at 01:00 on Monday, an opening of
   * Sunday evening and one of Monday are in the same night, which people call that from Sunday to Monday.
   */
  readonly date: string;
  readonly halfDay: HalfDay;
  readonly slots: readonly S[];
}

/** When each begins, the last one first. */
const BEGINNINGS = [
  ['20:00', 'evening'],
  ['13:00', 'afternoon'],
  ['08:00', 'morning'],
  ['06:00', 'early-morning'],
] as const;

/** Half-day of a wall time: `night` before 06:00, `early-morning` before 08:00, `morning` before 13:00, `afternoon` before 20:00, else `evening`. */
export function halfDayOf(startLocal: string): HalfDay {
  const time = startLocal.slice(11, 16);
  return BEGINNINGS.find(([from]) => time >= from)?.[1] ?? 'night';
}

/** Slots, which come in the order of time, by date and half-day: each in one group, the groups in that order too. Slots keep theirs. */
export function groupByHalfDay<S extends DatedSlot>(slots: readonly S[]): HalfDayGroup<S>[] {
  const groups = new Map<string, HalfDayGroup<S> & { slots: S[] }>();
  for (const slot of slots) {
    const date = slot.startLocal.slice(0, 10);
    const halfDay = halfDayOf(slot.startLocal);
    const key = `${date}/${halfDay}`;
    const group = groups.get(key);
    if (group) group.slots.push(slot);
    else groups.set(key, { key, date, halfDay, slots: [slot] });
  }
  return [...groups.values()];
}
