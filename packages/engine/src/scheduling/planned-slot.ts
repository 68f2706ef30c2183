import type { CompiledTerritory } from './compile.ts';
import { planOf } from './day-slots.ts';
import type { PlannedSlot } from './day-slots.ts';
import { dayOfInstant } from './slots.ts';

/** What is planned at one start of one practice, whoever may see it and however many seats are taken; `undefined` where nothing is. */
export function plannedSlotAt(
  compiled: CompiledTerritory,
  practiceId: string,
  startMs: number,
): Pick<PlannedSlot, 'siteId' | 'serviceDate' | 'capacity' | 'endMs'> | undefined {
  const practice = compiled.practices.get(practiceId);
  const day = dayOfInstant(compiled, startMs);
  if (!practice || !Number.isFinite(day)) return undefined;
  // An opening of the day before may go on past midnight.
  for (const serviceDay of [day, day - 1]) {
    const slots = planOf(compiled, serviceDay).slotsOfPractice(practice);
    const found = slots.find((slot) => slot.startMs === startMs);
    if (found) return found;
  }
  return undefined;
}
