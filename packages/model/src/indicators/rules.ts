import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { PlainDate } from '../core/instant.ts';

/** Whoever is outside of the care of patients sees no number that fewer of them stand behind: a structure may ask for more, never for less. */
export const FEWEST_PATIENTS = 5;
/** More would leave nothing to be read. */
const MOST_PATIENTS = 50;
const MOST_BANDS = 20;
const OLDEST = 120;

const SmallestCell = z.int().check(z.minimum(FEWEST_PATIENTS), z.maximum(MOST_PATIENTS));

/** First ages of bands, in whole years: from 0 on, each greater than the one before. The last band has no end. */
const AgeBands = z.array(z.int().check(z.minimum(0), z.maximum(OLDEST))).check(
  z.minLength(2),
  z.maxLength(MOST_BANDS),
  z.refine((ages) => ages[0] === 0 && ages.every((age, place) => place === 0 || age > ages[place - 1]!), {
    params: { accepted: '0 first, and each age greater than the one before' },
  }),
);

/** How a structure has its figures counted and shown. What is left out is as usual. */
export const FigureSettings = Exactly({
  formatVersion: z.literal('relais-figures/1'),
  /** How many patients have to stand behind what is shown to whoever is outside of their care. */
  smallestCell: z.optional(SmallestCell),
  ageBands: z.optional(AgeBands),
});
export type FigureSettings = z.infer<typeof FigureSettings>;

/** What was in force when figures were counted. */
export const FigureRules = z.object({
  smallestCell: z.int(),
  ageBands: z.array(z.int()),
  /** What is left out is hidden by the patients behind it; absent where it was by the number of things. */
  leftOut: z.optional(z.literal('patients')),
  /**
   * Bands in force before, the oldest first, each with the last day it was. Quarters that were over by then have been shown by them, and show nothing that
   * both together would tell of few. Absent where there were none.
   */
  earlierAgeBands: z.optional(z.array(z.object({ ageBands: z.array(z.int()), until: PlainDate }))),
});
export type FigureRules = z.infer<typeof FigureRules>;
