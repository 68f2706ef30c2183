import { groupByHalfDay, listFree, listFreeBefore, listSlots, presentBookable, presentSlot } from '@relais/engine';
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

/** Free slots to offer in place of one that is not: the next after the start wanted, then the last before it. In the order of time. */
export function findAlternatives({ territory, criteria }: Availability, wantedMs: number): Slot[] {
  const after = listFree(territory, criteria, { from: wantedMs, limit: ALTERNATIVES });
  const fill = ALTERNATIVES - after.length;
  const before = fill > 0 ? listFreeBefore(territory, criteria, { before: wantedMs, limit: fill }) : [];
  return [...before, ...after].map((slot) => presentBookable(territory, slot));
}

/** The same out of all that is free, where a list of it is at hand. */
export function pickAlternatives(territory: CompiledTerritory, free: readonly ListedSlot[], wantedMs: number): Slot[] {
  const next = free.findIndex(({ startMs }) => startMs >= wantedMs);
  const after = next === -1 ? [] : free.slice(next, next + ALTERNATIVES);
  const before = next === -1 ? free : free.slice(0, next);
  const fill = ALTERNATIVES - after.length;
  return [...(fill > 0 ? before.slice(-fill) : []), ...after].map((slot) => presentBookable(territory, slot));
}

/**
 * The session of a slot that was chosen by a person: its half-day, from the first start to past the last, whoever's they are. The same
 * half-day the picker shows.
 */
export function windowOfHalfDay({ territory, criteria }: Availability, slot: ListedSlot): { from: number; to: number } {
  const { audience, label } = criteria;
  const to = presentSlot(territory, slot).startLocal.slice(0, 10);
  // Openings of the evening before may go on past midnight.
  const from = new Date(Date.parse(to) - DAY_MS).toISOString().slice(0, 10);
  const planned = listSlots(territory, { from, to, audience, label });
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
