import { bookableDates, groupByHalfDay, listSlots, presentSlot } from '@relais/engine';
import type { CompiledTerritory, ListedSlot, SlotCriteria } from '@relais/engine';
import { fromInstant, toInstant } from '@relais/model';
import type { Seat, Slot } from '@relais/model';

/** A territory and what somebody looks for in it at one instant, with the seats taken then. */
export interface Availability {
  readonly territory: CompiledTerritory;
  readonly criteria: SlotCriteria & { readonly now: number };
}

const ALTERNATIVES = 3;
const DAY_MS = 86_400_000;
/** Days looked at together; most horizons end before the first such stretch does. */
const STRETCH_DAYS = 4;

/** Free slots to offer in place of one that is not: the next after the start wanted, then the last before it. In the order of time. */
export function findAlternatives(availability: Availability, wantedMs: number): Slot[] {
  const { territory } = availability;
  const after: ListedSlot[] = [];
  const before: ListedSlot[] = [];
  for (const slot of walkBookable(availability)) {
    if (slot.startMs < wantedMs) before.push(slot);
    else if (after.push(slot) === ALTERNATIVES) break;
  }
  const fill = ALTERNATIVES - after.length;
  return [...(fill > 0 ? before.slice(-fill) : []), ...after].map((slot) => presentSlot(territory, slot));
}

/** Bookable slots by start, without working out a whole year when the first days are enough. */
function* walkBookable({ territory, criteria }: Availability): Generator<ListedSlot> {
  const { from, to } = bookableDates(territory, criteria.now);
  for (let day = Date.parse(from); day <= Date.parse(to); day += STRETCH_DAYS * DAY_MS) {
    const last = Math.min(day + (STRETCH_DAYS - 1) * DAY_MS, Date.parse(to));
    yield* listSlots(territory, { ...criteria, from: toDate(day), to: toDate(last) });
  }
}

/**
 * The session of a slot that was chosen by a person: its half-day, from the first start to past the last, whoever's they are. The same
 * half-day the picker shows.
 */
export function windowOfHalfDay({ territory, criteria }: Availability, slot: ListedSlot): { from: number; to: number } {
  const { audience, label } = criteria;
  const planned = listSlots(territory, { from: slot.serviceDate, to: slot.serviceDate, audience, label });
  const groups = groupByHalfDay(planned.map((one) => presentSlot(territory, one)));
  const start = toInstant(slot.startMs);
  const starts = groups
    .find((group) => group.slots.some((one) => one.start === start))
    ?.slots.map((one) => fromInstant(one.start));
  return { from: starts?.at(0) ?? slot.startMs, to: (starts?.at(-1) ?? slot.startMs) + 1 };
}

/** The slot without what is left of it. */
export function toSeat({ practiceId, siteId, serviceDate, start, startLocal, end }: Slot): Seat {
  return { practiceId, siteId, serviceDate, start, startLocal, end };
}

function toDate(dayMs: number): string {
  return new Date(dayMs).toISOString().slice(0, 10);
}
