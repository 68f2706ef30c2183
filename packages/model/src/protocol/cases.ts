import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { RedirectionTarget, RunOutcome } from './actions.ts';
import { ProtocolKey, ProtocolText, signatureShape } from './evidence.ts';

/** One answer of a case: a code for a choice, several for one that repeats. */
export const CaseAnswer = z.union([z.boolean(), z.number(), z.string(), z.array(z.string())]);
export type CaseAnswer = z.infer<typeof CaseAnswer>;

/** What a protocol makes of answers. `none`: they are complete and nothing follows from them. */
export const VerdictLevel = z.enum(['urgent', 'stop', 'alert', 'incomplete', 'outcome', 'none']);
export type VerdictLevel = z.infer<typeof VerdictLevel>;

/** Answers, and what must follow from them: those that differ from the ordinary case, `null` for one that is left out. */
export const ProtocolCase = Exactly({
  id: ProtocolKey,
  shows: ProtocolText,
  differs: z.record(z.string(), z.nullable(CaseAnswer)),
  expected: Exactly({
    level: VerdictLevel,
    /** The rules that hold and have a condition, in their order; of those that give an outcome only the one that decides. */
    rules: z.array(ProtocolKey),
    outcome: z.optional(RunOutcome),
    target: z.optional(RedirectionTarget),
    /** Items that have to be answered first. */
    missing: z.optional(z.array(ProtocolKey)),
  }),
});
export type ProtocolCase = z.infer<typeof ProtocolCase>;

/** A protocol's table of cases, for one version of it. Until a doctor has read it `reviewed` is absent. */
export const ProtocolCases = Exactly({
  formatVersion: z.literal('relais-protocol-cases/1'),
  protocol: ProtocolKey,
  version: ProtocolText,
  reviewed: z.optional(Exactly(signatureShape)),
  /** Answers of a case in which nothing worries. What is not among them is not answered. */
  ordinary: z.record(z.string(), CaseAnswer),
  cases: z.array(ProtocolCase),
});
export type ProtocolCases = z.infer<typeof ProtocolCases>;
