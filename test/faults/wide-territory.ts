import type { Territory } from '@relais/model';
import { createTerritory } from '../server/support/territory.ts';

/** Seats enough for everybody all day long: what is tried is the writing, not the sharing out. */
export function createWideTerritory(): Partial<Territory> {
  const { openings } = createTerritory();
  return { openings: openings.map((opening) => ({ ...opening, from: '09:00', to: '18:00', capacity: 200 })) };
}

/** The day of that territory, at the clock of the tests. */
export const WIDE_WINDOW = { from: '2026-11-09T08:00:00Z', to: '2026-11-09T17:00:00Z' };
