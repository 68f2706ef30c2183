import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { Instant } from '../core/instant.ts';
import { Origin } from '../core/origin.ts';
import { FigureList } from './figure.ts';
import { IndicatorDefinition } from './definition.ts';

const IndicatorId = z.string().check(z.regex(/^[A-Z]{2,4}-[A-Z]?\d{1,2}$/));

/** Lets the pages of some sites show some figures to everybody. The key is no secret: what it opens is public. */
export const PublishFigures = Exactly({
  label: z.string().check(z.minLength(1), z.maxLength(80)),
  indicators: z.array(IndicatorId).check(z.minLength(1), z.maxLength(20)),
  origins: z.array(Origin).check(z.minLength(1), z.maxLength(20)),
});
export type PublishFigures = z.infer<typeof PublishFigures>;

export const Publication = z.object({ key: z.string(), ...PublishFigures.shape, createdAt: Instant });
export type Publication = z.infer<typeof Publication>;

export const PublicationList = z.object({ publications: z.array(Publication) });
export type PublicationList = z.infer<typeof PublicationList>;

/** `GET …/public-figures`: whole months that are over, neither filtered nor split, with the definitions. */
export const PublicFigures = z.object({
  ...FigureList.shape,
  indicators: z.array(IndicatorDefinition),
  /** Fewer patients than that are not shown. */
  smallest: z.int(),
});
export type PublicFigures = z.infer<typeof PublicFigures>;
