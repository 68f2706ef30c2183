/** A correction as it is asked for: so many bookings more for one, taken from the other. Who is not named is everybody else, in equal parts. */
export interface CorrectionOrder {
  readonly to?: string | undefined;
  readonly from?: string | undefined;
  readonly bookings: number;
}

/**
 * What a correction adds to each balance. It never makes or destroys a booking: what `to` is given is taken from `from`, or from all other practices
 * in equal parts, so that the sum of the ledger stays 0. `undefined` where it names nobody, somebody unknown, or one practice as both.
 */
export function planCorrection(
  { to, from, bookings }: CorrectionOrder,
  practices: readonly string[],
): Record<string, number> | undefined {
  const isKnown = (id: string | undefined) => id === undefined || practices.includes(id);
  if (to === from || !isKnown(to) || !isKnown(from)) return undefined;
  const receivers = to === undefined ? practices.filter((id) => id !== from) : [to];
  const givers = from === undefined ? practices.filter((id) => id !== to) : [from];
  if (receivers.length === 0 || givers.length === 0) return undefined;
  return Object.fromEntries([
    ...receivers.map((id) => [id, bookings / receivers.length] as const),
    ...givers.map((id) => [id, -bookings / givers.length] as const),
  ]);
}
