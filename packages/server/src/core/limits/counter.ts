/** What a counter says after counting: how many points its window holds now, and how long the window still lasts. */
export interface Count {
  readonly points: number;
  readonly msLeft: number;
}

/** Counts points a key, in windows that begin with the first point. Adding must be atomic: two requests never see one count. */
export interface Counter {
  /** Adds `points`, which may be negative to give some back, to the key's window of `seconds`. */
  add(key: string, points: number, seconds: number): Promise<Count>;
}
