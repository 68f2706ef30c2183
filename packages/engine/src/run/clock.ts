const DAY_MS = 86_400_000;
/** Clocks of devices that nobody has set are wrong by so much and no more. */
const MOST_AHEAD_MS = DAY_MS;
/** Devices keep what could not be sent for thirty days. */
const LONGEST_KEPT_MS = 31 * DAY_MS;

/** An instant as a device says it, in milliseconds since the epoch. */
export interface SaidInstant {
  readonly said: number;
  /** By how much its clock is known to be ahead of the server’s, in milliseconds; 0 where nothing is known. */
  readonly ahead: number;
}

/**
 * When a run began: as its device says, unless that cannot be. Nobody stands before a patient with a refusal because of a clock: what cannot be is put
 * right by what is known of the clock, or else to when the server heard of it, and a person looks at the run.
 *
 * @param earliest - of runs that began without the server: no figure is older
 */
export function startByClock(
  { said, ahead, unconnected }: SaidInstant & { readonly unconnected: boolean },
  { now, earliest }: { readonly now: number; readonly earliest: number },
): number {
  const from = unconnected ? earliest : now - LONGEST_KEPT_MS;
  return firstWithin([said - noticeable(ahead)], { from, to: now + MOST_AHEAD_MS }) ?? now;
}

/**
 * When a run ended, never before it began. The clock may be as wrong as it was at the start, or have been set since.
 *
 * @param corrected - by how much the start was put right
 */
export function endByClock(
  { said, ahead }: SaidInstant,
  { started, corrected, now }: { readonly started: number; readonly corrected: number; readonly now: number },
): number {
  const told = [said - (noticeable(ahead) || corrected), said];
  return firstWithin(told, { from: started, to: now + MOST_AHEAD_MS }) ?? Math.max(started, now);
}

/** What is known of a clock puts right what is wrong by more than a day; below that instants stay as they were said. */
function noticeable(ahead: number): number {
  return Math.abs(ahead) > MOST_AHEAD_MS ? ahead : 0;
}

function firstWithin(instants: readonly number[], { from, to }: { readonly from: number; readonly to: number }) {
  return instants.find((at) => at >= from && at <= to);
}
