/** Which rows stand where, and what waits to be brought in. */
export interface Arrangement {
  readonly ids: readonly string[];
  /** Shown until the rows may move again, though they are over. */
  readonly gone: ReadonlySet<string>;
  /** Whether the rows would stand otherwise if they might move. */
  readonly isBehind: boolean;
}

/**
 * Keeps the rows where they are while somebody is at them: a row that moved as its button is pressed would be another person's. What is new
 * comes after the others; what is over stays, marked so. Everything moves at once when nobody is at the rows, or when they ask for it.
 */
export class Places {
  #shown: readonly string[] = [];
  readonly #leaving = new Set<string>();

  arrange(wanted: readonly string[], isHeld: boolean): Arrangement {
    if (!isHeld) this.#shown = wanted;
    const known = new Set(this.#shown);
    const present = new Set(wanted);
    const isLeft = (id: string) => !present.has(id) && this.#leaving.delete(id);
    this.#shown = [...this.#shown.filter((id) => !isLeft(id)), ...wanted.filter((id) => !known.has(id))];
    const isBehind = this.#shown.length !== wanted.length || this.#shown.some((id, place) => id !== wanted[place]);
    return { ids: this.#shown, gone: new Set(this.#shown.filter((id) => !present.has(id))), isBehind };
  }

  /** A row that whoever sits here has ended goes as soon as it is over: they know. */
  leave(id: string): void {
    this.#leaving.add(id);
  }
}
