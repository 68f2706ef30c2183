import * as z from 'zod/mini';

/** What a launch hands out: `poster` to patients, `sheet` to those who work with the centre. */
export const Paper = z.enum(['poster', 'sheet']);
export type Paper = z.infer<typeof Paper>;

/** What a paper cannot say, or should not say for long. */
export const PaperGap = z.enum([
  /** No page is known where patients book; it cannot be reached from elsewhere, by https; its address is too long for a code. */
  'no-page',
  'page-unreachable',
  'page-too-long',
  'no-phone',
  /** Seats are for professionals alone. */
  'not-open',
  'no-reasons',
  'no-checklist',
  /** No doctor of the structure has signed it. */
  'checklist-draft',
  'no-desk-settings',
  'no-visit-settings',
]);
export type PaperGap = z.infer<typeof PaperGap>;

/** Answer of `GET …/papers`. */
export const PaperGaps = z.object({ poster: z.array(PaperGap), sheet: z.array(PaperGap) });
export type PaperGaps = z.infer<typeof PaperGaps>;
