import type { Callback } from '@relais/sdk';
import type { AwayReason, BoardState, QueuePlace } from '@relais/sdk/desk';
import type { Arrangement } from './places.ts';
import { Places } from './places.ts';
import type { DeskParts } from './waitlist-controller.ts';

/** One line of the board. */
export interface Row {
  readonly callback: Callback;
  readonly place: QueuePlace;
  readonly away: AwayReason | undefined;
  /** It is over, and stays until the rows may move. */
  readonly isGone: boolean;
  readonly isMine: boolean;
  /** How many other entries that are still open have the same number. */
  readonly sameNumber: number;
  /** What was done here has not been answered. */
  readonly isUnsent: boolean;
}

export interface Rows {
  readonly all: readonly Row[];
  readonly isBehind: boolean;
  /** Those in the order of the rule, wherever they stand. */
  readonly order: readonly string[];
}

/** Owns: the lines of the board and where each stands. */
export class RowKeeper {
  readonly #places = new Places();
  /** What was last known of each, for those that are over. */
  #known = new Map<string, Callback>();

  arrange(parts: DeskParts, state: BoardState, now: number, isHeld: boolean): Rows {
    const present = new Map(state.callbacks.map((callback) => [callback.id, callback]));
    const order = this.#order(parts, state.callbacks, now);
    const arrangement = this.#places.arrange(order, isHeld);
    const known = new Map(arrangement.ids.map((id) => [id, present.get(id) ?? this.#known.get(id)]));
    this.#known = new Map([...known].filter((one): one is [string, Callback] => one[1] !== undefined));
    return { all: this.#rows(parts, state, now, arrangement), isBehind: arrangement.isBehind, order };
  }

  leave(id: string): void {
    this.#places.leave(id);
  }

  /** Those to call, as the rule has them; then those who are not to be called yet, the soonest first. */
  #order({ orderCallbacks, whyAway, toQueueEntry }: DeskParts, callbacks: readonly Callback[], now: number): string[] {
    const entries = callbacks.map(toQueueEntry);
    const away = entries.filter((entry) => whyAway(entry, now) !== undefined);
    away.sort((one, other) => (one.snoozedUntil ?? 0) - (other.snoozedUntil ?? 0) || one.arrivedAt - other.arrivedAt);
    return [...orderCallbacks(entries, now).map(({ entry }) => entry), ...away].map(({ id }) => id);
  }

  #rows(parts: DeskParts, { you, waiting }: BoardState, now: number, { ids, gone }: Arrangement): Row[] {
    const unsent = new Set(waiting.map(({ callbackId }) => callbackId));
    const present = [...this.#known.values()].filter(({ id, phone }) => !gone.has(id) && phone !== '');
    const numbers = Map.groupBy(present, ({ phone }) => phone);
    return ids.flatMap((id) => {
      const callback = this.#known.get(id);
      if (!callback) return [];
      const entry = parts.toQueueEntry(callback);
      return {
        callback,
        place: parts.placeOf(entry, now),
        away: parts.whyAway(entry, now),
        isGone: gone.has(id),
        isMine: callback.status === 'claimed' && callback.owner?.actor === you?.actor,
        sameNumber: gone.has(id) ? 0 : Math.max(0, (numbers.get(callback.phone)?.length ?? 0) - 1),
        isUnsent: unsent.has(id),
      };
    });
  }
}
