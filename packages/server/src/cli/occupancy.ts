import type { Occupancy } from '@relais/engine';
import { Instant } from '@relais/model';
import * as z from 'zod/mini';
import { describeIssues } from '../core/faults.ts';
import { explainFaults } from './faults.ts';
import { readJsonFile } from './json-file.ts';
import { RefusedError } from './terminal.ts';
import type { Terminal } from './terminal.ts';

/** Seats taken, as a file says them. */
const OccupancyFile = z.looseObject({
  bookings: z.optional(
    z.array(
      z.looseObject({
        practiceId: z.string(),
        start: Instant,
        count: z.optional(z.int().check(z.minimum(1))),
        status: z.optional(z.enum(['confirmed', 'cancelled', 'no-show'])),
      }),
    ),
  ),
  holds: z.optional(z.array(z.looseObject({ practiceId: z.string(), start: Instant, expiresAt: Instant }))),
});

/** @throws {RefusedError} naming every member that is wrong */
export async function readOccupancy(path: string, terminal: Terminal): Promise<Occupancy> {
  const parsed = OccupancyFile.safeParse(await readJsonFile(path, terminal));
  if (parsed.success) return parsed.data;
  throw new RefusedError(`${path} is not an occupancy.\n${explainFaults(describeIssues(parsed.error.issues))}`);
}
