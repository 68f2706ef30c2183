import * as z from 'zod/mini';

/** As FHIR's AdministrativeGender has it. */
export const Sex = z.enum(['female', 'male', 'other', 'unknown']);
export type Sex = z.infer<typeof Sex>;

/** Whether somebody has a declared attending doctor (médecin traitant): on this territory, elsewhere, or none. */
export const AttendingDoctorStatus = z.enum(['here', 'elsewhere', 'none', 'unknown']);
export type AttendingDoctorStatus = z.infer<typeof AttendingDoctorStatus>;

/** What figures need to know of a person and a visit does not: each may be left out. */
export const PatientFacts = z.object({
  sex: z.optional(Sex),
  /** Id of a commune of the structure's list. */
  commune: z.optional(z.string().check(z.maxLength(80))),
  attendingDoctor: z.optional(AttendingDoctorStatus),
});
export type PatientFacts = z.infer<typeof PatientFacts>;
