import * as z from 'zod/mini';
import { PlainDate } from '../core/instant.ts';
import { Role } from '../core/roles.ts';
import { Profession } from './professionals.ts';

/** A professional is there, or is described otherwise: what they may do from now on. Nothing of who they are. */
export const ProfessionalRecorded = z.object({
  profession: z.optional(Profession),
  roles: z.array(z.object({ role: Role, practiceId: z.optional(z.string()), siteId: z.optional(z.string()) })),
});
export type ProfessionalRecorded = z.infer<typeof ProfessionalRecorded>;

const Nothing = z.object({});

export const DutyRecorded = z.object({
  volunteerId: z.string(),
  practiceId: z.string(),
  serviceDate: PlainDate,
  start: z.string(),
});
export type DutyRecorded = z.infer<typeof DutyRecorded>;

export const peopleEvents = {
  'professional.recorded': ProfessionalRecorded,
  'professional.ended': Nothing,
  'attending-doctor.recorded': Nothing,
  'attending-doctor.ended': Nothing,
  'duty.recorded': DutyRecorded,
  'duty.removed': DutyRecorded,
} as const;
