import type { Instant } from './instant.ts';

/** Milliseconds since the epoch → the exchanged form. Sub-second parts are dropped: no rule of ours is finer than a second. */
export function toInstant(milliseconds: number): Instant {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** The exchanged form → milliseconds since the epoch. */
export function fromInstant(instant: Instant): number {
  return Date.parse(instant);
}

/** How far the exchanged form goes: years of four digits. Milliseconds since the epoch. */
export const instantLimits = {
  earliest: fromInstant('0000-01-01T00:00:00Z'),
  latest: fromInstant('9999-12-31T23:59:59Z'),
} as const;
