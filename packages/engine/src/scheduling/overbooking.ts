import type { PlainDate } from '@relais/model';
import { dateOf } from '../time/index.ts';
import type { SlotKeyQuery } from './check-slot.ts';
import type { CompiledTerritory } from './compile.ts';
import { listSessions, sessionStarts } from './sessions.ts';
import type { SessionStarts } from './sessions.ts';
import { isTimely, millisecondsOf, prepareSearch, seeSlot, serviceDaysOf } from './slots.ts';
import type { BookableCriteria, ListedSlot } from './slots.ts';

/** A session that has starts to come and no seat left at any of them, as a search sees it: above its capacity alone can anybody be booked. */
export interface FullSession extends SessionStarts {
  /** Its starts that notice and horizon allow. */
  readonly slots: readonly ListedSlot[];
}

/**
 * The full sessions of some practices on a service date. Seats that the search may not see (another audience's, reserved ones) are none that it
 * could take.
 */
export function listFullSessions(
  compiled: CompiledTerritory,
  date: PlainDate,
  practiceIds: ReadonlySet<string>,
  criteria: BookableCriteria,
): FullSession[] {
  const search = prepareSearch(compiled, criteria);
  return listSessions(compiled, { from: date, to: date }, practiceIds).flatMap((session) => {
    const slots = session
      .filter(({ startMs }) => isTimely(search, startMs))
      .map((slot) => seeSlot(search, slot))
      .filter((slot) => slot !== undefined);
    const isFull = slots.length > 0 && slots.every(({ remaining }) => remaining === 0);
    return isFull ? [{ ...sessionStarts(session), slots }] : [];
  });
}

/** The full session that one start of a practice belongs to; `undefined` where a seat is left, or nothing can be booked for another reason. */
export function fullSessionAt(
  compiled: CompiledTerritory,
  { practiceId, start }: SlotKeyQuery,
  criteria: BookableCriteria,
): FullSession | undefined {
  const startMs = millisecondsOf(start);
  return serviceDaysOf(compiled, millisecondsOf(criteria.now), startMs)
    .flatMap((day) => listFullSessions(compiled, dateOf(day), new Set([practiceId]), criteria))
    .find(({ slots }) => slots.some((slot) => slot.startMs === startMs));
}
