/** Fragment of the link a patient gets: never sent to a server, never in a Referer. */
export function bookingFragment(bookingId: string, token: string): string {
  return `relais=${bookingId}.${token}`;
}

/** Reads `#relais=<id>.<token>` among other fragment parameters; `undefined` when there is no such link. */
export function parseBookingFragment(fragment: string): { bookingId: string; token: string } | undefined {
  const match = /(?:^#?|&)relais=([\w-]+)\.([\w-]+)/.exec(fragment);
  return match?.[1] && match[2] ? { bookingId: match[1], token: match[2] } : undefined;
}
