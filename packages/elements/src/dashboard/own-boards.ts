import type { BoardsPort } from '../indicator/index.ts';
import { RelaisErrorEvent } from '../ui/error-event.ts';
import { BoardsChangeEvent } from './dashboard-events.ts';
import type { Board } from './shared/boards.ts';
import type { BoardKeeper } from './shared/desk.ts';
import type { KnownBoards } from './shared/shown.ts';

/** The element, with what its page keeps. */
export interface BoardsHost extends EventTarget {
  boards: readonly Board[];
  requestUpdate(): void;
}

/** Owns: the boards a structure has made, as they are kept by its server, or by the page where no server keeps them. */
export class OwnBoards implements BoardKeeper, KnownBoards {
  readonly #host: BoardsHost;
  #port: BoardsPort | undefined;
  #kept: readonly Board[] | undefined;
  #mayChange = false;
  /** How the last reading of them went. */
  #reading: 'loading' | 'ready' | 'failed' = 'ready';
  /** Of the last thing that was asked, or kept: what was asked before it says what was. */
  #turn = 0;

  constructor(host: BoardsHost) {
    this.#host = host;
  }

  /** The server's first; those of the page beside them. */
  get list(): readonly Board[] {
    const kept = this.#kept ?? [];
    return [...kept, ...this.#host.boards.filter((one) => !kept.some(({ id }) => id === one.id))];
  }

  /** Whether the list may lack some: one that was read before is not known to be whole while it is read again, or cannot be. */
  get status(): 'loading' | 'ready' | 'failed' {
    return this.#port ? this.#reading : 'ready';
  }

  /** Whether none of the server's are in the list, since they could not be read. */
  get isUnread(): boolean {
    return this.#kept === undefined && this.status === 'failed';
  }

  get isServer(): boolean {
    return this.#port !== undefined;
  }

  get mayKeep(): boolean {
    return !this.#port || this.#mayChange;
  }

  keeps(id: string): boolean {
    const kept = this.#port ? this.#kept : this.#host.boards;
    return kept?.some((one) => one.id === id) ?? false;
  }

  /** Reads them where they are kept from now on. */
  follow(port: BoardsPort | undefined): void {
    if (port === this.#port) return;
    this.#port = port;
    this.#kept = undefined;
    this.#mayChange = false;
    void this.read();
  }

  /** Reads them again; what is known stays where that fails. */
  read = async (): Promise<void> => {
    const port = this.#port;
    this.#turn += 1;
    this.#reading = port ? 'loading' : 'ready';
    if (!port) return;
    const turn = this.#turn;
    this.#host.requestUpdate();
    try {
      const { boards, mayChange } = await port.read();
      if (turn !== this.#turn) return;
      this.#kept = boards;
      this.#mayChange = mayChange;
      this.#reading = 'ready';
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#reading = 'failed';
      const { code = 'unexpected' } = error as { code?: string };
      this.#host.dispatchEvent(new RelaisErrorEvent({ code }));
    }
    this.#host.requestUpdate();
  };

  /** Once the network is back. */
  retry = (): void => {
    if (this.status === 'failed') void this.read();
  };

  put(board: Board, before: Board | undefined): Promise<void> {
    return this.#change(
      (port) => port.save(board, before),
      (boards) =>
        boards.some(({ id }) => id === board.id)
          ? boards.map((one) => (one.id === board.id ? board : one))
          : [...boards, board],
    );
  }

  drop(board: Board): Promise<void> {
    return this.#change(
      (port) => port.delete(board),
      (boards) => boards.filter(({ id }) => id !== board.id),
    );
  }

  async #change(
    ofServer: (port: BoardsPort) => Promise<readonly Board[]>,
    ofPage: (boards: readonly Board[]) => readonly Board[],
  ): Promise<void> {
    const port = this.#port;
    const boards = port ? await ofServer(port) : ofPage(this.#host.boards);
    // Another server may have been named meanwhile.
    if (port !== this.#port) return;
    if (port) {
      this.#turn += 1;
      this.#reading = 'ready';
      this.#kept = boards;
    } else this.#host.boards = boards;
    this.#host.dispatchEvent(new BoardsChangeEvent({ boards }));
    this.#host.requestUpdate();
  }
}
