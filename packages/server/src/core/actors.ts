/** Who an event says did it. Never a name: a kind of person, and for professionals the identifier their issuer gives them. */
export const SYSTEM_ACTOR = 'system';
export const ANONYMOUS_ACTOR = 'anonymous';
export const PATIENT_ACTOR = 'patient';

export function professionalActor(subject: string): string {
  return `professional:${subject}`;
}
