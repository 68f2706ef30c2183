/** Who an event says did it. Never a name: a kind of person, and for professionals the random id they have in the structure. */
export const SYSTEM_ACTOR = 'system';
export const ANONYMOUS_ACTOR = 'anonymous';
export const PATIENT_ACTOR = 'patient';
/** Who receives patients and is asked by a link, where the structure does not know which of its professionals that is. */
export const VOLUNTEER_ACTOR = 'volunteer';
/** A treating doctor who answers by the link of a mail. */
export const ATTENDING_DOCTOR_ACTOR = 'attendingDoctor';

const PROFESSIONAL = 'professional:';

export function professionalActor(id: string): string {
  return `${PROFESSIONAL}${id}`;
}

/** The id behind an actor that is a professional. */
export function professionalIdOf(actor: string): string | undefined {
  return actor.startsWith(PROFESSIONAL) ? actor.slice(PROFESSIONAL.length) : undefined;
}
