import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { Email, PersonName, Phone } from './person.ts';
import { Rpps } from './professionals.ts';

/** A doctor who is somebody's attending doctor (médecin traitant), as letters reach them. */
export const AttendingDoctor = Exactly({
  rpps: z.optional(Rpps),
  familyName: PersonName,
  givenName: PersonName,
  address: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(300))),
  phone: z.optional(Phone),
  /** Ordinary mail: for messages that say nothing of a patient. */
  email: z.optional(Email),
  /** Secure address for health data. */
  msSanteAddress: z.optional(Email),
});
export type AttendingDoctor = z.infer<typeof AttendingDoctor>;

/** The directory of a structure, offered while somebody types. Who is no longer in it is no longer offered. */
export const AttendingDoctorList = Exactly({
  formatVersion: z.literal('relais-attending-doctors/1'),
  doctors: z.array(AttendingDoctor).check(z.maxLength(3000)),
});
export type AttendingDoctorList = z.infer<typeof AttendingDoctorList>;

/** A doctor of the directory, as it is found. */
export const FoundAttendingDoctor = z.object({ ...AttendingDoctor.shape, id: z.string() });
export type FoundAttendingDoctor = z.infer<typeof FoundAttendingDoctor>;

/** Answer of `GET …/attending-doctors`: the first that match, by name. */
export const AttendingDoctors = z.object({ doctors: z.array(FoundAttendingDoctor) });
export type AttendingDoctors = z.infer<typeof AttendingDoctors>;
