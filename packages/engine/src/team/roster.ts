import { toInstant } from '@relais/model';
import type { Instant } from '@relais/model';

/** A shift as it is gone by: instants in milliseconds since the epoch. */
export interface CalledShift {
  readonly professional: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly phone: string;
  readonly rank: number;
}

/**
 * Who can be called now, in the order they are: by rank, then who has been there longest. Somebody who is there twice is called once, where she
 * stands first.
 */
export function firstCalled<Shift extends CalledShift>(shifts: readonly Shift[], now: number): Shift[] {
  const there = shifts
    .filter(({ startMs, endMs }) => startMs <= now && now < endMs)
    .toSorted(
      (one, other) =>
        one.rank - other.rank || one.startMs - other.startMs || (one.professional < other.professional ? -1 : 1),
    );
  const seen = new Set<string>();
  return there.filter(({ professional }) => !seen.has(professional) && seen.add(professional));
}

/** When somebody can be called next, if that is planned. */
export function nextCalled(shifts: readonly CalledShift[], now: number): Instant | undefined {
  const starts = shifts.filter(({ startMs }) => startMs > now).map(({ startMs }) => startMs);
  return starts.length > 0 ? toInstant(Math.min(...starts)) : undefined;
}
