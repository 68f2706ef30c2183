/** Who an event says did it. Never a name: a kind of person, and for professionals the random id they have in the structure. */
export const SYSTEM_ACTOR = 'system';
export const ANONYMOUS_ACTOR = 'anonymous';
export const PATIENT_ACTOR = 'patient';

export function professionalActor(id: string): string {
  return `professional:${id}`;
}
