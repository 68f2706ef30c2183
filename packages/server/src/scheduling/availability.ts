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

/** Slots looked through for them: as many practices as work at one place at one time may stand before the next choice. */
const LOOKED_THROUGH = 30;

/**
 * Free slots to offer in place of one that is not: the next after the start wanted, then the last before it. In the order of time. People choose a
 * time and a place: of several practices there at that time, one is offered.
 */
export function findAlternatives({ territory, criteria }: Availability, wantedMs: number): Slot[] {
  const after = choices(listFree(territory, criteria, { from: wantedMs, limit: LOOKED_THROUGH })).slice(
    0,
    ALTERNATIVES,
  );
  const fill = ALTERNATIVES - after.length;
  const before = fill > 0 ? listFreeBefore(territory, criteria, { before: wantedMs, limit: LOOKED_THROUGH }) : [];
  return present(territory, before, after);
}

/** The same out of all that is free, where a list of it is at hand. */
export function pickAlternatives(territory: CompiledTerritory, free: readonly ListedSlot[], wantedMs: number): Slot[] {
  const next = free.findIndex(({ startMs }) => startMs >= wantedMs);
  const after = next === -1 ? [] : choices(free.slice(next, next + LOOKED_THROUGH)).slice(0, ALTERNATIVES);
  const before = next === -1 ? free.slice(-LOOKED_THROUGH) : free.slice(Math.max(0, next - LOOKED_THROUGH), next);
  return present(territory, before, after);
}

function present(territory: CompiledTerritory, before: readonly ListedSlot[], after: readonly ListedSlot[]): Slot[] {
  const fill = ALTERNATIVES - after.length;
  const shown = [...(fill > 0 ? choices(before).slice(-fill) : []), ...after];
  return shown.map((slot) => presentBookable(territory, slot));
}

/** One slot for each time and place, in their order. */
function choices(slots: readonly ListedSlot[]): ListedSlot[] {
  const seen = new Map(slots.toReversed().map((slot) => [`${slot.startMs} ${slot.siteId}`, slot]));
  return [...seen.values()].toReversed();
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
