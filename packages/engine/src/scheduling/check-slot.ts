import type { Instant } from '@relais/model';
import type { CompiledTerritory } from './compile.ts';
import { listDays, millisecondsOf, prepareSearch } from './slots.ts';
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

/** Whether a slot somebody insists on can be booked, and what stands in the way (rules 10 and 11). */
export function checkSlot(
  compiled: CompiledTerritory,
  key: SlotKeyQuery,
  criteria: SlotCriteria & { now: number | Instant },
): SlotCheck {
  const search = prepareSearch(compiled, criteria);
  const start = millisecondsOf(key.start);
  const { day } = compiled.zone.wallTimeOf(start);
  const slot = listDays(compiled, search, day - 1, day).find(
    ({ practiceId, startMs }) => practiceId === key.practiceId && startMs === start,
  );
  if (!slot) return { ok: false, reason: 'unknown' };
  if (start < search.earliest) return { ok: false, reason: 'too-soon', slot };
  if (start >= search.horizonEnd) return { ok: false, reason: 'beyond-horizon', slot };
  return slot.remaining > 0 ? { ok: true, slot } : { ok: false, reason: 'full', slot };
}
