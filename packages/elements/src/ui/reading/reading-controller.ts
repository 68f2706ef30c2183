import type { Client, StructureInfo } from '@relais/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ChangeController } from '../change-controller.ts';
import type { ClientSource } from '../client-source.ts';
import { troubleOf, type Trouble, type TroubleName } from '../flow/trouble.ts';

/** What changes by itself, and is told by nobody, is read again so often. */
const AGAIN_MILLISECONDS = 60_000;

/** Whoever may not see it any longer sees nothing that was read before. */
const ENDING: readonly TroubleName[] = ['signed-out', 'forbidden', 'missing', 'misconfigured'];

/** What a reading asks of a `FlowController`. */
export interface ReadFlow {
  readonly trouble: Trouble | undefined;
  readonly isBusy: boolean;
  readonly running: Promise<void>;
  replace(state: { readonly name: 'loading' }): void;
  run(action: () => Promise<void>): Promise<void>;
}

export interface ReadingOptions<Calls> {
  readonly flow: ReadFlow;
  readonly source: () => ClientSource | undefined;
  /** What it is read for besides, as the language that its sentences come in: always as many. */
  readonly about?: () => readonly unknown[];
  /** What reads it, fetched while the client is. */
  readonly bring: () => Promise<(client: Client) => Calls>;
  /** Reads it, for the first time or again. What it resolves to takes up what was read, unless that is not asked for any more. */
  readonly read: (calls: Calls, client: Client) => Promise<() => void>;
  /** Has it told what changes, from the first reading on. What it returns ends that. */
  readonly follow?: (calls: Calls) => () => void;
  /** It could not be read again, though it could the time before. */
  readonly missed?: () => void;
  /** Nothing of what was shown or typed stays: somebody else may be there. */
  readonly leave?: () => void;
}

/**
 * Owns: that what an element shows is read, and read again: when time has passed, when somebody comes back to the page, when it has changed, and from
 * the start for another backend or when somebody else has signed in. What fails at first is a trouble of the flow; what fails later is told beside what
 * there is (`staleNotice`), unless whoever looks may not see it any longer. The host owns what is read and how it is shown.
 */
export class ReadingController<Calls> implements ReactiveController {
  client: Client | undefined;
  calls: Calls | undefined;
  /** What is shown could not be read again: it is as it was then, in milliseconds. */
  staleSince: number | undefined;

  readonly #host: ReactiveControllerHost;
  readonly #options: ReadingOptions<Calls>;
  readonly #change: ChangeController;
  #timer: ReturnType<typeof setInterval> | undefined;
  /** For whom, and of what, it is being read or was: whatever belongs to another turn comes too late. */
  #turn: object | undefined;
  #readAt: number | undefined;
  #structure: Promise<StructureInfo> | undefined;
  #stops: (() => void)[] = [];
  #again: Promise<void> | undefined;
  /** Something has changed since it was last asked for. */
  #isBehind = false;

  constructor(host: ReactiveControllerHost, options: ReadingOptions<Calls>) {
    const { source, about = () => [] } = options;
    this.#host = host;
    this.#options = options;
    this.#change = new ChangeController(
      host,
      () => [source(), ...about()],
      () => this.#begin(),
    );
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(this.#look, AGAIN_MILLISECONDS);
    document.addEventListener('visibilitychange', this.#look);
    this.#change.again();
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    document.removeEventListener('visibilitychange', this.#look);
    this.#timer = this.#turn = undefined;
    this.#stop();
  }

  /** The server's clock, in milliseconds. */
  get now(): number {
    return this.client?.now() ?? Date.now();
  }

  /** What the structure says of itself, asked for once. */
  describe(client: Client): Promise<StructureInfo> {
    return (this.#structure ??= client.structure.describe());
  }

  /** Reads again what is shown, without keeping anybody from anything; a burst of changes asks once more, and no oftener. */
  async refresh(): Promise<void> {
    const { flow } = this.#options;
    if (this.#readAt === undefined) {
      if (flow.trouble) await this.#open(this.#turn);
      return;
    }
    this.#isBehind = true;
    this.#again ??= this.#catchUp().finally(() => (this.#again = undefined));
    await this.#again;
  }

  /** Nothing is moved under whoever reads a failure: it is tried again by its own button, or by the flow. */
  readonly #look = (): void => {
    this.#host.requestUpdate();
    if (!document.hidden && !this.#options.flow.trouble) void this.refresh();
  };

  #begin(): void {
    // An element may be drawn once more after it has left the page.
    if (this.#timer === undefined) return;
    const { flow, leave } = this.#options;
    this.#stop();
    this.#turn = {};
    this.#readAt = this.staleSince = undefined;
    this.#isBehind = false;
    leave?.();
    flow.replace({ name: 'loading' });
    void this.#open(this.#turn);
  }

  /** What is being done for the turn before goes first: the flow does one thing at a time. */
  async #open(turn: object | undefined): Promise<void> {
    const { flow } = this.#options;
    while (flow.isBusy) await flow.running;
    if (turn === this.#turn) await flow.run(() => this.#readFirst(turn));
  }

  async #readFirst(turn: object | undefined): Promise<void> {
    const { source, bring, read, follow } = this.#options;
    const chosen = source();
    if (!chosen) throw Object.assign(new Error('No backend is named'), { code: 'address' });
    const [client, create] = await Promise.all([chosen.load(), bring()]);
    if (turn !== this.#turn) return;
    this.#stop();
    this.client = client;
    this.#structure = undefined;
    const calls = (this.calls = create(client));
    try {
      const take = await read(calls, client);
      if (turn === this.#turn) this.#take(take);
    } finally {
      if (turn === this.#turn) this.#watch(client);
    }
    if (turn === this.#turn && follow) this.#stops.push(follow(calls));
  }

  async #catchUp(): Promise<void> {
    while (this.#isBehind && this.client && this.calls && !this.#options.flow.trouble) {
      this.#isBehind = false;
      const turn = this.#turn;
      try {
        const take = await this.#options.read(this.calls, this.client);
        if (turn === this.#turn) this.#take(take);
      } catch (error) {
        if (turn === this.#turn) this.#miss(error);
      }
      this.#host.requestUpdate();
    }
  }

  #take(take: () => void): void {
    take();
    this.#readAt = this.now;
    this.staleSince = undefined;
  }

  #miss(error: unknown): void {
    if (ENDING.includes(troubleOf(error, this.now).name)) {
      this.#begin();
      return;
    }
    if (this.staleSince !== undefined) return;
    this.staleSince = this.#readAt;
    this.#options.missed?.();
  }

  #watch({ session }: Client): void {
    if (!session) return;
    const who = () => (session.state.status === 'signedIn' ? session.state.person.id : undefined);
    const person = who();
    this.#stops.push(session.subscribe(() => who() !== person && this.#begin()));
  }

  #stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }
}
