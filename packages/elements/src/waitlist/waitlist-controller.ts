import type { StructureInfo } from '@relais/sdk';
import type { Board, BoardState, ChangeEnd, DeskAction } from '@relais/sdk/desk';
import type { FreedSeats } from '@relais/sdk/freed-seat';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ClientSource } from '../ui/client-source.ts';
import type * as parts from './desk.ts';

export type DeskParts = typeof parts;

/** A board that is followed, with what draws it. */
export interface OpenBoard {
  readonly parts: DeskParts;
  readonly board: Board;
  readonly freedSeats: FreedSeats;
  readonly now: () => number;
  /** Leads to where one signs in, where the backend has such a place. */
  readonly signIn: (() => void) | undefined;
  /** Time zone and reasons; unknown as long as the structure has not been asked. */
  readonly structure: StructureInfo | undefined;
}

/** Times and shares grow by themselves. */
const TICK_MILLISECONDS = 10_000;

/**
 * Owns: which board is followed, from when the element comes into the page until it leaves, and that it is drawn again as time passes. The
 * host owns the client it is of, what is shown, and what people do.
 */
export class WaitlistController implements ReactiveController {
  open: OpenBoard | undefined;
  /** Why there is none: the backend's code could not be loaded. */
  failure: unknown;

  readonly #host: ReactiveControllerHost;
  readonly #sourceOf: () => ClientSource | undefined;
  readonly #isWall: () => boolean;
  readonly #onChange: (state: BoardState) => void;
  #wasWall = false;
  #source: ClientSource | undefined;
  #stop: (() => void) | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    host: ReactiveControllerHost,
    sourceOf: () => ClientSource | undefined,
    isWall: () => boolean,
    onChange: (state: BoardState) => void,
  ) {
    this.#host = host;
    this.#sourceOf = sourceOf;
    this.#isWall = isWall;
    this.#onChange = onChange;
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(this.#draw, TICK_MILLISECONDS);
    addEventListener('online', this.refresh);
    addEventListener('offline', this.#draw);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    removeEventListener('online', this.refresh);
    removeEventListener('offline', this.#draw);
    this.#leave();
  }

  hostUpdate(): void {
    const source = this.#sourceOf();
    const isWall = this.#isWall();
    if (source === this.#source && isWall === this.#wasWall) return;
    this.#leave();
    this.#source = source;
    this.#wasWall = isWall;
    if (source) void this.#enter(source);
  }

  get state(): BoardState | undefined {
    return this.open?.board.getState();
  }

  act(id: string, action: DeskAction): Promise<ChangeEnd> {
    return this.open?.board.act(id, action) ?? Promise.resolve('returned');
  }

  /** Asks for everything again, the backend's code included where it could not be had. */
  refresh = (): void => {
    const { open } = this;
    if (open) void open.board.refresh();
    else {
      this.#source = undefined;
      this.#host.requestUpdate();
    }
  };

  #draw = (): void => this.#host.requestUpdate();

  async #enter(source: ClientSource): Promise<void> {
    const isWall = this.#wasWall;
    const isStill = () => this.#source === source && this.#wasWall === isWall;
    this.failure = undefined;
    try {
      const [client, parts] = await Promise.all([source.load(), import('./desk.ts')]);
      if (!isStill()) return;
      const board = parts.createDesk(client).board(isWall ? { names: 'none' } : {});
      const freedSeats = parts.createFreedSeats(client);
      const { session } = client;
      const signIn = session && (() => location.assign(session.signInUrl()));
      this.open = { parts, board, freedSeats, now: () => client.now(), signIn, structure: undefined };
      const stops = [board.subscribe(() => this.#change(board.getState())), freedSeats.subscribe(this.#draw)];
      this.#stop = () => {
        for (const stop of stops) stop();
      };
      this.#host.requestUpdate();
      const structure = await client.structure.describe().catch(() => undefined);
      if (isStill() && this.open.board === board) this.open = { ...this.open, structure };
    } catch (error) {
      if (!isStill()) return;
      this.failure = error;
    }
    this.#host.requestUpdate();
  }

  #change(state: BoardState): void {
    this.#onChange(state);
    this.#host.requestUpdate();
  }

  #leave(): void {
    this.#stop?.();
    this.#stop = this.open = this.#source = undefined;
  }
}
