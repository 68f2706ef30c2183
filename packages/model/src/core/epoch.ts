import type { Instant } from './instant.ts';

/** Milliseconds since the epoch → the exchanged form. Sub-second parts are dropped: no rule of ours is finer than a second. */
export function toInstant(milliseconds: number): Instant {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** The exchanged form → milliseconds since the epoch. */
export function fromInstant(instant: Instant): number {
  return Date.parse(instant);
}
