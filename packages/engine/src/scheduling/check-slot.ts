import type { Instant } from '@relais/model';
import type { CompiledTerritory } from './compile.ts';
import { planOf } from './day-slots.ts';
import { dayOfInstant, isTimely, listDays, millisecondsOf, prepareSearch, seeSlot, serviceDaysOf } from './slots.ts';
import type { ListedSlot, SlotCriteria } from './slots.ts';

const dayMilliseconds = 86_400_000;

/** One start of one practice. */
export interface SlotKeyQuery {
  readonly practiceId: string;
  readonly start: number | Instant;
}

/** `unknown`: no opening this search may see gives such a start. `too-soon`: it starts within the notice, or has started. */
export type WhyNot = 'unknown' | 'too-soon' | 'beyond-horizon' | 'full';

export type SlotCheck =
  | { readonly ok: true; readonly slot: ListedSlot }
  | { readonly ok: false; readonly reason: 'unknown' }
  | { readonly ok: false; readonly reason: Exclude<WhyNot, 'unknown'>; readonly slot: ListedSlot };

/**
 * Whether a slot somebody insists on can be booked, and what stands in the way (rules 10 and 11). Starts further from `now` than anything is
 * searched for are not known.
 */
export function checkSlot(
  compiled: CompiledTerritory,
  key: SlotKeyQuery,
  criteria: SlotCriteria & { now: number | Instant },
): SlotCheck {
  const search = prepareSearch(compiled, criteria);
  const practice = search.practices.find(({ id }) => id === key.practiceId);
  const start = millisecondsOf(key.start);
  const slot = serviceDaysOf(compiled, millisecondsOf(criteria.now), start)
    .flatMap((day) => (practice ? planOf(compiled, day).slotsOfPractice(practice) : []))
    .filter(({ startMs }) => startMs === start)
    .map((planned) => seeSlot(search, planned))
    .find((seen) => seen !== undefined);
  if (!slot) return { ok: false, reason: 'unknown' };
  if (start < search.earliest) return { ok: false, reason: 'too-soon', slot };
  if (!isTimely(search, start)) return { ok: false, reason: 'beyond-horizon', slot };
  return slot.remaining > 0 ? { ok: true, slot } : { ok: false, reason: 'full', slot };
}

/** Why no seat of a window (`from` included, `to` not) can be booked: what keeps its nearest starts. Asked when none can. */
export function checkWindow(
  compiled: CompiledTerritory,
  window: { readonly from: number | Instant; readonly to: number | Instant },
  criteria: SlotCriteria & { now: number | Instant },
): WhyNot {
  const search = prepareSearch(compiled, criteria);
  const now = millisecondsOf(criteria.now);
  const to = millisecondsOf(window.to);
  if (to <= search.earliest) return 'too-soon';
  // Of what is long gone nothing need be looked up.
  const from = Math.max(millisecondsOf(window.from), now - dayMilliseconds);
  const end = Math.min(to, search.horizonEnd);
  const days = { from: dayOfInstant(compiled, from) - 1, to: dayOfInstant(compiled, end) };
  const someStart = (suits: (startMs: number) => boolean) =>
    listDays(compiled, search, days, {
      limit: 1,
      accept: ({ startMs }) => startMs >= from && startMs < end && suits(startMs),
    }).length > 0;
  if (from < end && someStart((startMs) => isTimely(search, startMs))) return 'full';
  if (from < end && someStart(() => true)) return 'too-soon';
  return end < to ? 'beyond-horizon' : 'unknown';
}
