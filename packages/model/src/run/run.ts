import * as z from 'zod/mini';
import { Instant } from '../core/instant.ts';
import { RedirectionTarget, RunOutcome, VerdictLevel } from '../protocol/index.ts';

/** What a délégant answers to an alert: go on, I take over, to the emergencies. */
export const AlertAnswer = z.enum(['continue', 'takeOver', 'emergency']);
export type AlertAnswer = z.infer<typeof AlertAnswer>;

/** What a rule raises: an urgency, a reason not to include the patient, a doctor to be called. */
export const AlertKind = z.enum(['urgent', 'stop', 'alert']);
export type AlertKind = z.infer<typeof AlertKind>;

/** One try to reach somebody. */
export const AlertCall = z.object({ professional: z.string(), at: Instant });
export type AlertCall = z.infer<typeof AlertCall>;

/** An alert of a run: raised by a rule, called out, acknowledged by the délégué, answered by a délégant or by nobody. */
export const RunAlert = z.object({
  rule: z.string(),
  kind: AlertKind,
  raisedAt: Instant,
  /** The délégué has seen it. */
  acknowledgedAt: z.optional(Instant),
  calls: z.array(AlertCall),
  /** Until when the last who was called may stay silent. */
  waitsUntil: z.optional(Instant),
  answered: z.optional(
    z.object({ answer: AlertAnswer, professional: z.string(), at: Instant, by: z.enum(['page', 'telephone']) }),
  ),
  /** Nobody answered: the délégué was told to call the 15. */
  emergencyAt: z.optional(Instant),
  /** An answer was put right and the rule holds no more: nobody is called for it. */
  lapsedAt: z.optional(Instant),
});
export type RunAlert = z.infer<typeof RunAlert>;

/** What rules make of answers, by ids alone: what page and server each found, to be compared and kept. */
export const RunEvaluation = z.object({
  level: VerdictLevel,
  rules: z.array(z.string().check(z.maxLength(80))).check(z.maxLength(200)),
  outcome: z.optional(RunOutcome),
  target: z.optional(RedirectionTarget),
  missing: z.array(z.string().check(z.maxLength(80))).check(z.maxLength(500)),
});
export type RunEvaluation = z.infer<typeof RunEvaluation>;
