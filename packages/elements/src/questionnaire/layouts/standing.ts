/**
 * Where a person stands among parts of a form that come and go, each known by the place of its definition (in rising order): at the part
 * she was in; when it is gone at the one behind it, else at the last. At the first one before she has gone anywhere.
 */
export function standingAt(places: readonly number[], was: number | undefined): number {
  if (was === undefined) return 0;
  const behind = places.findIndex((place) => place >= was);
  return behind < 0 ? Math.max(0, places.length - 1) : behind;
}
