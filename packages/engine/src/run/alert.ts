import { fromInstant } from '@relais/model';
import type { AlertAnswer, Protocol, RedirectionTarget, RunAlert, RunOutcome } from '@relais/model';
import { firstCalled } from '../team/parts.ts';
import type { CalledShift } from '../team/parts.ts';

const USUAL_SILENCE_MINUTES = 5;

/** How long somebody who is called may stay silent, in milliseconds. */
export function silenceOf({ silenceMinutes = USUAL_SILENCE_MINUTES }: Pick<Protocol, 'silenceMinutes'>): number {
  return silenceMinutes * 60_000;
}

/** What is to be done about an alert now. */
export type AlertStep =
  | { readonly kind: 'settled' }
  /** Somebody has been called and has time to answer, until this instant. */
  | { readonly kind: 'wait'; readonly untilMs: number }
  | { readonly kind: 'call'; readonly shift: CalledShift }
  /** Everybody who could be called was, in vain. */
  | { readonly kind: 'emergency' };

/**
 * The next step of an alert: the first of the roster is called; when they stay silent as long as the protocol gives them, the next; after the last, the
 * 15. Nobody is called twice for one alert, and whoever comes on duty meanwhile is called too: the roster is read anew at each step.
 *
 * @param silenceMs - how long somebody who is called may stay silent
 */
export function alertStep(
  { calls, answered, emergencyAt, lapsedAt }: Pick<RunAlert, 'calls' | 'answered' | 'emergencyAt' | 'lapsedAt'>,
  shifts: readonly CalledShift[],
  { now, silenceMs }: { readonly now: number; readonly silenceMs: number },
): AlertStep {
  if (answered || emergencyAt !== undefined || lapsedAt !== undefined) return { kind: 'settled' };
  const last = calls.at(-1);
  const untilMs = last === undefined ? now : fromInstant(last.at) + silenceMs;
  if (now < untilMs) return { kind: 'wait', untilMs };
  const tried = new Set(calls.map(({ professional }) => professional));
  const shift = firstCalled(shifts, now).find(({ professional }) => !tried.has(professional));
  return shift ? { kind: 'call', shift } : { kind: 'emergency' };
}

/**
 * Whether an answer still counts: the first one does, and none after the délégué was sent to the 15. One that comes from whoever was called before
 * counts, though others have been called since.
 */
export function takesAnswer(
  { calls, answered, emergencyAt }: Pick<RunAlert, 'calls' | 'answered' | 'emergencyAt'>,
  professional: string,
): boolean {
  if (answered || emergencyAt !== undefined) return false;
  return calls.some((call) => call.professional === professional);
}

/** How a run ends by an answer; `continue` lets the délégué conclude as the délégant said. */
export function outcomeOfAnswer(answer: AlertAnswer): {
  readonly outcome: RunOutcome;
  readonly target?: RedirectionTarget;
} {
  switch (answer) {
    case 'continue':
      return { outcome: 'managedByDelegate' };
    case 'takeOver':
      return { outcome: 'takeover' };
    case 'emergency':
      return { outcome: 'redirected', target: 'emergency' };
  }
}
