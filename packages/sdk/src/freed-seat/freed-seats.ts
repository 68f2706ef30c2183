import { freedSeatRoutes, FreedSeatsMessage } from '@relais/model';
import type { AnsweredOffer, FreedSeat, OfferAnswer } from '@relais/model';
import { listen, RelaisError } from '../core/index.ts';
import type { ClientCore, Topic } from '../core/index.ts';

export interface FreedSeatsState {
  /** `failed`: none could be had at all. */
  readonly status: 'loading' | 'ready' | 'failed';
  /** Those being offered, then those of the last day, the latest first. */
  readonly freedSeats: readonly FreedSeat[];
  readonly error?: RelaisError | undefined;
}

/** Seats that were given back and who is asked for them, kept true by live changes while somebody listens. */
export interface FreedSeats {
  getState(): FreedSeatsState;
  /** The first listener starts the store, the last one leaving stops it. */
  subscribe(listener: () => void): () => void;
  /** What somebody has said on the telephone. @throws {RelaisError} */
  answer(offerId: string, answer: OfferAnswer): Promise<AnsweredOffer>;
}

const topic: Topic<FreedSeatsMessage> = { name: 'freedSeats', message: FreedSeatsMessage };

/** A burst of changes asks once. */
const GATHERED_MILLISECONDS = 150;
const PAUSE_MILLISECONDS = 5000;

export function createFreedSeats({ core }: { readonly core: ClientCore }): FreedSeats {
  const { call, live, sleep, random } = core;
  const listeners = new Set<() => void>();
  let state: FreedSeatsState = { status: 'loading', freedSeats: [] };
  let session = new AbortController();
  let stopFollowing: (() => void) | undefined;
  let isStale = false;
  let asking: Promise<void> | undefined;

  function set(next: FreedSeatsState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  /** Asks until nothing has changed since; one at a time, however many changes are told. */
  function catchUp(pause: number): Promise<void> {
    isStale = true;
    asking ??= work(pause, session.signal).finally(() => {
      asking = undefined;
    });
    return asking;
  }

  async function work(pause: number, signal: AbortSignal): Promise<void> {
    const isOver = () => signal.aborted;
    for (let wait = pause; isStale; wait = GATHERED_MILLISECONDS) {
      if (wait > 0) await sleep(wait, signal).catch(() => undefined);
      if (signal.aborted) return;
      isStale = false;
      try {
        const { freedSeats, sequence } = await call(freedSeatRoutes.listFreedSeats, {}, signal);
        if (isOver()) return;
        stopFollowing ??= follow(sequence);
        set({ status: 'ready', freedSeats });
      } catch (error) {
        if (isOver()) return;
        if (!(error instanceof RelaisError)) throw error;
        set({ ...state, status: state.status === 'loading' ? 'failed' : state.status, error });
        sleep(PAUSE_MILLISECONDS * (1 + random()), signal).then(
          () => void catchUp(0),
          () => undefined,
        );
        return;
      }
    }
  }

  function follow(after: number): () => void {
    const again = () => void catchUp(GATHERED_MILLISECONDS);
    return live.follow({ listeners: [listen(topic, {}, again)], after, onReset: again });
  }

  function stop(): void {
    session.abort();
    session = new AbortController();
    asking = undefined;
    stopFollowing?.();
    stopFollowing = undefined;
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) void catchUp(0);
      return () => {
        if (listeners.delete(listener) && listeners.size === 0) stop();
      };
    },
    async answer(offerId, answer) {
      const answered = await call(freedSeatRoutes.answerOffer, { params: { offer: offerId }, body: answer });
      void catchUp(0);
      return answered;
    },
  };
}
