import * as z from 'zod/mini';
import { ChecklistOutcome } from '../checklist/index.ts';
import { Instant } from '../core/instant.ts';
import { EntryPoint } from '../desk/index.ts';
import { IntakeOutcome, PriorPathway, RegulatedBy } from './intakes.ts';

/** A request and where it ended: codes and instants, never a name, a number, an address or an answer. */
export const IntakeRecorded = z.object({
  entryPoint: EntryPoint,
  startedAt: Instant,
  reason: z.optional(z.string()),
  priorPathway: z.optional(PriorPathway),
  /** Oriented by a protocol: the label. */
  label: z.optional(z.string()),
  regulatedBy: z.optional(RegulatedBy),
  checklist: z.optional(z.object({ version: z.string(), outcome: ChecklistOutcome })),
  outcome: IntakeOutcome,
  target: z.optional(z.string()),
  booking: z.optional(z.string()),
  callback: z.optional(z.string()),
});
export type IntakeRecorded = z.infer<typeof IntakeRecorded>;

export const intakeEvents = { 'intake.recorded': IntakeRecorded } as const;
