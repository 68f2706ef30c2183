import * as z from 'zod/mini';
import { Instant } from '../core/instant.ts';

/**
 * What needs a person: visits nobody has closed; people who wait for a call longer than their class allows; patients to call whose seat is gone;
 * training of délégués that has ended or soon ends; mails that cannot leave; software that cannot be told; a log that was not checked for a week, or is not whole.
 */
export const MatterKind = z.enum([
  'logBroken',
  'callbacksLate',
  'patientsToCall',
  'visitsLeftOpen',
  'mailsStuck',
  'webhookStuck',
  'trainingEnding',
  'logUnchecked',
]);
export type MatterKind = z.infer<typeof MatterKind>;

/** How many of one kind there are. Nobody's name, and no word of what it is about: whoever opens it sees what they may. */
export const Matter = z.object({
  kind: MatterKind,
  count: z.int().check(z.minimum(1)),
  /** The oldest of them. */
  since: z.optional(Instant),
});
export type Matter = z.infer<typeof Matter>;

/** Answer of `GET …/matters`: the gravest first; none where nothing needs anybody. */
export const MatterList = z.object({ now: Instant, matters: z.array(Matter) });
export type MatterList = z.infer<typeof MatterList>;
