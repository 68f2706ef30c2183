import type { Instant } from '@relais/model';
import { isTimely, listDays, millisecondsOf, prepareSearch } from '../scheduling/index.ts';
import type { CompiledTerritory, ListedSlot, SlotCriteria } from '../scheduling/index.ts';
import { propose } from './ledger.ts';
import type { LedgerState, Weights } from './ledger.ts';

/** Any seat that starts inside the window a person accepts (`from` included, `to` not), at the instant `now`. */
export interface SeatSearch extends SlotCriteria {
  readonly compiled: CompiledTerritory;
  readonly window: { readonly from: number | Instant; readonly to: number | Instant };
  readonly now: number | Instant;
}

/** The seat, and the weights to enter in the ledger with the booking. */
export interface SeatChoice {
  readonly slot: ListedSlot;
  readonly weights: Weights;
}

/** The seat the ledger gives: the earliest free one of the practice whose turn it is. `undefined` when the window has none left. */
export function chooseSeat(search: SeatSearch & { readonly ledger: LedgerState }): SeatChoice | undefined {
  const slots = listWindow(search);
  const weights = weigh(search.compiled, slots);
  const practiceId = propose(search.ledger, weights, millisecondsOf(search.now));
  const slot = slots.find((candidate) => candidate.practiceId === practiceId && candidate.remaining > 0);
  return slot && { slot, weights };
}

/**
 * What each practice with a free seat offers in the window: its seats still bookable by time, taken or not, or 1 when the territory shares
 * equally. For a booking whose practice a person chose.
 */
export function eligibleWeights(search: SeatSearch): Weights {
  return weigh(search.compiled, listWindow(search));
}

/** Slots of one window that are weighed at most, the first ones: far more than any session has. */
const mostWeighed = 100_000;

/** Slots of the window that notice, horizon, audience and filters allow, full ones too, by start. */
function listWindow(search: SeatSearch): ListedSlot[] {
  const { compiled } = search;
  const prepared = prepareSearch(compiled, search);
  const from = Math.max(millisecondsOf(search.window.from), prepared.earliest);
  const to = Math.min(millisecondsOf(search.window.to), prepared.horizonEnd);
  if (!(from < to)) return [];
  const days = { from: compiled.zone.wallTimeOf(from).day - 1, to: compiled.zone.wallTimeOf(to).day };
  const accept = ({ startMs }: ListedSlot) => startMs >= from && startMs < to && isTimely(prepared, startMs);
  return listDays(compiled, prepared, days, { limit: mostWeighed, accept });
}

function weigh(compiled: CompiledTerritory, slots: readonly ListedSlot[]): Weights {
  const seats = new Map<string, number>();
  const free = new Set<string>();
  for (const { practiceId, capacity, remaining } of slots) {
    seats.set(practiceId, (seats.get(practiceId) ?? 0) + capacity);
    if (remaining > 0) free.add(practiceId);
  }
  const equal = compiled.rules.weight === 'equal';
  return Object.fromEntries([...free].map((id) => [id, equal ? 1 : (seats.get(id) ?? 0)]));
}
