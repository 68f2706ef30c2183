import { endByClock } from '@relais/engine/run';
import { fromInstant, toInstant } from '@relais/model';
import type { EndRun, RunReview } from '@relais/model';
import type { RunRow } from './store.ts';

/** When a run began by the clock of its device, milliseconds since the epoch: what the same start, sent again, says. */
export function saidStart({ review, started_at }: Pick<RunRow, 'review' | 'started_at'>): number {
  const said = review === null ? undefined : (JSON.parse(review) as RunReview).clock?.startedAt;
  return said === undefined ? started_at : fromInstant(said);
}

/** What a row of the log says of an instant that was put right. */
export function correctionOf(said: number, kept: number): { readonly clockCorrected?: number } {
  return said === kept ? {} : { clockCorrected: Math.round((said - kept) / 1000) };
}

/**
 * When something of a run happened that its device kept for so long before it could be sent, milliseconds since the epoch, in whole seconds as the log has
 * it. Never before the run began, which its device may have said wrongly.
 */
export function momentOf({ started_at }: Pick<RunRow, 'started_at'>, at: number, keptSeconds = 0): number {
  if (keptSeconds === 0) return at;
  return fromInstant(toInstant(Math.min(at, Math.max(started_at, at - keptSeconds * 1000))));
}

/** When a run ended, by our clock where the device’s cannot be right. Milliseconds since the epoch. */
export function endedAtOf(run: RunRow, { endedAt, clockOffset = 0 }: EndRun, now: number): number {
  const { started_at: started } = run;
  const device = { said: fromInstant(endedAt), ahead: clockOffset * 1000 };
  const kept = endByClock(device, { started, corrected: saidStart(run) - started, now });
  // Instants are exchanged in whole seconds.
  return fromInstant(toInstant(kept));
}

/** Why the run is to be reviewed once it has ended: as before, and because of what the clock said of the end. */
export function reviewAtEnd({ review }: RunRow, said: number, kept: number): string | null {
  if (said === kept) return review;
  const before = review === null ? {} : (JSON.parse(review) as RunReview);
  return JSON.stringify({ ...before, clock: { ...before.clock, endedAt: toInstant(said) } });
}
