import type { Instant } from '@relais/model';
import type { CompiledTerritory } from './compile.ts';
import { planOf } from './day-slots.ts';
import { isTimely, millisecondsOf, prepareSearch, seeSlot, serviceDaysOf } from './slots.ts';
import type { ListedSlot, SlotCriteria } from './slots.ts';

/** One start of one practice. */
export interface SlotKeyQuery {
  readonly practiceId: string;
  readonly start: number | Instant;
}

/** `unknown`: no opening this search may see gives such a start. */
export type SlotCheck =
  | { readonly ok: true; readonly slot: ListedSlot }
  | { readonly ok: false; readonly reason: 'unknown' }
  | { readonly ok: false; readonly reason: 'too-soon' | 'beyond-horizon' | 'full'; readonly slot: ListedSlot };

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
