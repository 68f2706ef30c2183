import { checkSlot, eligibleWeights, fullSessionAt } from '@relais/engine';
import type { CompiledTerritory, SeatChoice } from '@relais/engine';
import { fromInstant } from '@relais/model';
import type { SlotKey } from '@relais/model';
import type { Principal } from '../core/http/access.ts';
import { ProblemError } from '../core/problem.ts';
import { findAlternatives, windowOfHalfDay } from '../scheduling/index.ts';
import type { HoldRow } from './hold-book.ts';
import { availabilityOf, refusalOf, takeAsked } from './holds.ts';
import type { SeatQuestion } from './holds.ts';
import { refuseBeyondLimit } from './overbooked-seats.ts';
import { mayOverbook } from './policy.ts';
import type { Seating } from './seating.ts';

/**
 * The slot a secretary insists on, above its session's capacity where the session has no seat left; a seat that has become free is simply taken.
 * All but the capacity holds as for every booking: hours, notice, horizon, audience. The ledger's normative rule is applied to the letter: the
 * practices that still had a seat earn their share, and the one that receives the booking pays one.
 * @throws {ProblemError} `forbidden`, `slot-taken` where the session has another seat, `slot-not-bookable`, `session-overbooked`
 */
export async function chooseAbove(
  writing: Seating,
  territory: CompiledTerritory,
  { slot: key, caller, former, ...search }: AboveQuestion,
): Promise<SeatChoice> {
  const availability = availabilityOf(writing, territory, search);
  const { criteria } = availability;
  const check = checkSlot(territory, key, criteria);
  const siteId = 'slot' in check ? check.slot.siteId : (territory.practices.get(key.practiceId)?.siteId ?? '');
  if (!mayOverbook(caller, { practiceId: key.practiceId, siteId })) throw new ProblemError('forbidden');
  if (check.ok || check.reason !== 'full') return takeAsked(availability, key);
  const session = fullSessionAt(territory, key, criteria);
  if (!session) throw refusalOf('slot-taken', 'full', findAlternatives(availability, fromInstant(key.start)));
  await refuseBeyondLimit(writing, territory, session, former);
  const window = windowOfHalfDay(availability, check.slot);
  return { slot: check.slot, weights: eligibleWeights({ ...criteria, compiled: territory, window }) };
}

interface AboveQuestion extends Omit<SeatQuestion, 'target'> {
  readonly slot: SlotKey;
  readonly caller: Principal;
  /** What is given back once the new seat is kept. */
  readonly former: readonly HoldRow[];
}
