/**
 * Half-days, by the wall time of a start: the night is that of continuity of care in France (PDSA, 20:00 to 08:00).
 * Works on the exchanged form of slots and needs no time zone, so that a browser gets it without the scheduling code.
 */
export type HalfDay = 'night' | 'morning' | 'afternoon';

/** A slot as exchanged, as far as its half-day goes. */
export interface DatedSlot {
  /** Date of its opening, `YYYY-MM-DD`, even past midnight. */
  readonly serviceDate: string;
  /** `YYYY-MM-DDTHH:MM…` in the territory's wall time. */
  readonly startLocal: string;
}

export interface HalfDayGroup<S extends DatedSlot> {
  /** Unique among the groups of one list. A day open around the clock has two nights: before 08:00 and from 20:00. */
  readonly key: string;
  readonly serviceDate: string;
  readonly halfDay: HalfDay;
  readonly slots: readonly S[];
}

/** Half-day of a wall time: `night` before 08:00 and from 20:00, `morning` before 13:00, else `afternoon`. */
export function halfDayOf(startLocal: string): HalfDay {
  const time = startLocal.slice(11, 16);
  if (time < '08:00' || time >= '20:00') return 'night';
  return time < '13:00' ? 'morning' : 'afternoon';
}

/** Slots by service date and half-day, in the order in which each group begins. Slots keep their order. */
export function groupByHalfDay<S extends DatedSlot>(slots: readonly S[]): HalfDayGroup<S>[] {
  const groups = new Map<string, HalfDayGroup<S> & { slots: S[] }>();
  for (const slot of slots) {
    const { serviceDate } = slot;
    const halfDay = halfDayOf(slot.startLocal);
    const isBeforeDawn =
      halfDay === 'night' && slot.startLocal.startsWith(serviceDate) && slot.startLocal.slice(11, 16) < '08:00';
    const key = `${serviceDate}/${isBeforeDawn ? 'early-night' : halfDay}`;
    const group = groups.get(key);
    if (group) group.slots.push(slot);
    else groups.set(key, { key, serviceDate, halfDay, slots: [slot] });
  }
  return [...groups.values()];
}
