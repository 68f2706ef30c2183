import * as z from 'zod/mini';
import { Instant } from '../core/instant.ts';
import { SlotKey } from './slots.ts';

/** Live message `availability`: what is now left of the slots that changed. Its SSE id is `sequence`, by which a reader resumes. */
export const AvailabilityMessage = z.object({
  sequence: z.number(),
  at: Instant,
  slots: z.array(
    z.object({
      ...SlotKey.shape,
      remaining: z.number(),
    }),
  ),
});
export type AvailabilityMessage = z.infer<typeof AvailabilityMessage>;
