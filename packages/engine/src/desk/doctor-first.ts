/** « Médecin traitant d’abord »: set by the structure. Classes that are not named never wait. */
export interface DoctorRule {
  readonly minutes: number;
  readonly classes: readonly string[];
}

/** A request as it is entered. `arrivedAt` in milliseconds. */
export interface DoctorCase {
  readonly class: string;
  readonly rank: number;
  readonly targetMinutes: number;
  readonly clinicianOnly: boolean;
  readonly arrivedAt: number;
}

/** What was asked of a treating doctor. `until` in milliseconds; `unanswered` once the time is over or the request is too urgent to wait. */
export interface DoctorWait {
  readonly until: number;
  readonly answer?: 'sees' | 'cannot' | 'unanswered' | undefined;
}

const minute = 60_000;

/**
 * Until when a request waits for its treating doctor; `undefined` for one that does not wait. Nobody sent to 15 and nobody whom a clinician must call
 * waits, and nobody waits past the target of their class: the time is cut where it would.
 */
export function doctorWaitUntil(asked: DoctorCase, rule: DoctorRule | undefined, now: number): number | undefined {
  if (!rule || asked.rank === 0 || asked.clinicianOnly || !rule.classes.includes(asked.class)) return undefined;
  const until = Math.min(now + rule.minutes * minute, asked.arrivedAt + asked.targetMinutes * minute);
  return until > now ? until : undefined;
}

/** Whether the answer is still waited for. At `until` it no longer is: the request goes on by itself, whatever runs or does not run then. */
export function isAwaitingDoctor(wait: DoctorWait | undefined, now: number): boolean {
  return wait !== undefined && wait.answer === undefined && now < wait.until;
}
