import type { Client } from '@relais/sdk';
import type { AdverseEvent, Run, RunList, Runs } from '@relais/sdk/run';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ClientSource } from '../ui/client-source.ts';
import type { FlowController } from '../ui/flow/flow-controller.ts';
import type { State } from './shared/desk.ts';

/** What changes by itself, as a call that was not answered in time, is read again so often. */
const REFRESH_MILLISECONDS = 60_000;

export interface SupervisionControllerOptions {
  readonly source: () => ClientSource | undefined;
  readonly flow: FlowController<State>;
  /** What was read is there. */
  readonly read: (before: RunList | undefined) => void;
  /** The open run could not be read again after it has changed: what was shown of it may be closed by now. */
  readonly unread: () => void;
  /** Nothing of what was shown or typed stays: somebody else may be there. */
  readonly leave: () => void;
}

/**
 * Owns: what was read of runs and adverse events, and that it is read again when it has changed, when time has passed, and when somebody else has signed
 * in. The host owns how it is shown, the flow which run is open.
 */
export class SupervisionController implements ReactiveController {
  list: RunList | undefined;
  events: readonly AdverseEvent[] = [];
  /** The open run. */
  run: Run | undefined;
  client: Client | undefined;
  runs: Runs | undefined;
  timezone = 'Europe/Paris';
  /** What is shown could not be read again: it is as it was then, in milliseconds. */
  staleSince: number | undefined;

  readonly #host: ReactiveControllerHost;
  readonly #options: SupervisionControllerOptions;
  #source: unknown;
  #stops: (() => void)[] = [];
  #person: string | undefined;
  /** One after the other: the flow does one thing at a time. */
  #opening: Promise<void> = Promise.resolve();

  constructor(host: ReactiveControllerHost, options: SupervisionControllerOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.#source = undefined;
  }

  hostDisconnected(): void {
    this.#leave();
    this.#source = {};
  }

  hostUpdate(): void {
    const { source, flow } = this.#options;
    const chosen = source() ?? 'none';
    if (chosen === this.#source) return;
    this.#source = chosen;
    this.#leave();
    this.list = this.run = undefined;
    this.events = [];
    this.#options.leave();
    flow.replace({ name: 'loading' });
    this.#opening = this.#opening.then(() => (chosen === this.#source ? flow.run(() => this.#open()) : undefined));
  }

  get now(): number {
    return this.client?.now() ?? Date.now();
  }

  /** Reads again what is shown, without keeping anybody from anything; what fails is told beside what there is. */
  async refresh(): Promise<void> {
    const chosen = this.#source;
    if (!this.runs || this.#options.flow.trouble) return;
    try {
      await this.#read();
      if (chosen === this.#source) this.staleSince = undefined;
    } catch {
      if (chosen === this.#source) this.staleSince ??= this.now;
    }
    this.#host.requestUpdate();
  }

  /** Reads a run with its answers. */
  async open(id: string): Promise<void> {
    const run = await this.runs?.read(id);
    this.run = run;
    this.#host.requestUpdate();
  }

  async #open(): Promise<void> {
    const { source, flow } = this.#options;
    const chosen = source();
    if (!chosen) throw Object.assign(new Error('No backend is named'), { code: 'address' });
    const [client, { createRuns }] = await Promise.all([chosen.load(), import('./shared/calls.ts')]);
    if (chosen !== this.#source) return;
    this.client = client;
    this.runs = createRuns(client);
    const [info] = await Promise.all([client.structure.describe(), this.#read()]);
    if (chosen !== this.#source) return;
    this.timezone = info.timezone;
    this.#leave();
    this.#follow(client, this.runs);
    flow.replace({ name: 'lists' });
  }

  async #read(): Promise<void> {
    const { runs, list: before } = this;
    const chosen = this.#source;
    if (!runs) return;
    const [list, { events }] = await Promise.all([runs.list(), runs.adverseEvents()]);
    if (chosen !== this.#source) return;
    this.list = list;
    this.events = events;
    this.#options.read(before);
  }

  #follow({ session }: Client, runs: Runs): void {
    const timer = setInterval(() => !document.hidden && void this.refresh(), REFRESH_MILLISECONDS);
    const follow = runs.subscribe(
      { onChange: (message) => void this.#changed(message.runs), onReset: () => void this.refresh() },
      this.list?.sequence,
    );
    this.#stops = [() => clearInterval(timer), follow];
    if (!session) return;
    const who = () => (session.state.status === 'signedIn' ? session.state.person.id : undefined);
    this.#person = who();
    this.#stops.push(
      session.subscribe(() => {
        if (who() === this.#person) return;
        this.#source = undefined;
        this.#host.requestUpdate();
      }),
    );
  }

  /** Each look at a run is in the log: the open one is read again when it has changed itself. */
  async #changed(ids: readonly string[]): Promise<void> {
    const { run } = this;
    if (run && ids.includes(run.id))
      await this.open(run.id).catch(() => {
        this.staleSince ??= this.now;
        this.#options.unread();
      });
    await this.refresh();
  }

  #leave(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.staleSince = undefined;
  }
}
