import * as z from 'zod/mini';
import { Instant } from '../core/instant.ts';

/** Kinds of pictures that are taken, by what their bytes say. */
export const PhotographType = z.enum(['image/jpeg', 'image/png', 'image/webp']);
export type PhotographType = z.infer<typeof PhotographType>;

/** Bytes of one at most. */
export const LARGEST_PHOTOGRAPH = 1_000_000;
/** Its longer edge at most, in pixels: more than a screen shows, and enough to judge a skin by. */
export const LONGEST_EDGE = 2000;
/** Of one run at most. */
export const MOST_PHOTOGRAPHS = 6;

/** A photograph of a run, without the picture: that is asked for on its own, and the log says by whom. */
export const RunPhotograph = z.object({
  id: z.string(),
  /** The question it goes with. */
  item: z.string(),
  /** What it shows, in words: for who does not see it, or not well. */
  description: z.string(),
  type: PhotographType,
  bytes: z.int(),
  width: z.int(),
  height: z.int(),
  takenAt: Instant,
  attachedAt: Instant,
  /** The patient has withdrawn the consent to it: nobody but those who did something in the run sees it any more. */
  withdrawnAt: z.optional(Instant),
});
export type RunPhotograph = z.infer<typeof RunPhotograph>;
