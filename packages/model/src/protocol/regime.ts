import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { Profession } from '../people/index.ts';
import { evidenceShape, ProtocolText, validityShape } from './evidence.ts';

/** By what right a professional acts: a doctor delegates, the act is the profession's own, or patients come without a prescription. */
export const PracticeRegime = z.enum(['delegation', 'ownCompetence', 'directAccess']);
export type PracticeRegime = z.infer<typeof PracticeRegime>;

/** The regime of one profession over a time, in one protocol. */
export const RegimePeriod = Exactly({
  profession: Profession,
  regime: PracticeRegime,
  ...validityShape,
  note: z.optional(ProtocolText),
  ...evidenceShape,
});
export type RegimePeriod = z.infer<typeof RegimePeriod>;
