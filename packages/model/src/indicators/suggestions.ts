import * as z from 'zod/mini';
import { PlainDate } from '../core/instant.ts';
import { FigurePeriod, Freshness } from './figure.ts';

/** What a protocol could be about. */
export const SuggestedTheme = z.enum(['paediatrics', 'falls']);
export type SuggestedTheme = z.infer<typeof SuggestedTheme>;

/** `GET …/figure-suggestions`: what figures speak for. Nothing is done by it; somebody decides. */
export const FigureSuggestions = z.object({
  freshness: Freshness,
  /** The days of which the ages are, in whole quarters; null where none is over. */
  counted: z.nullable(FigurePeriod),
  /** Protocols that the ages of the patients speak for, with how many they are, of all. */
  themes: z.array(
    z.object({
      theme: SuggestedTheme,
      from: z.int(),
      /** Last age, included; absent for all that are older. */
      to: z.optional(z.int()),
      numerator: z.int(),
      denominator: z.int(),
    }),
  ),
  /** Reasons that are asked for more than is usual for the season, two weeks running: mean + 2 standard deviations of the same weeks of earlier years. */
  season: z.object({
    /** The two last weeks that are over, from Monday to Sunday. */
    weeks: FigurePeriod,
    /** The day from which there are two earlier years to compare with; absent where there are. */
    comparableFrom: z.optional(PlainDate),
    reasons: z.array(z.string()),
  }),
});
export type FigureSuggestions = z.infer<typeof FigureSuggestions>;
