import type { Client, Readiness, Team as TeamState } from '@relais/sdk';
import type { Team } from '@relais/sdk/team';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ClientSource } from '../ui/client-source.ts';
import type { FlowController } from '../ui/flow/flow-controller.ts';
import type { State, TeamView } from './shared/desk.ts';

/** What changes by itself, as who can be called, is read again so often. */
const REFRESH_MILLISECONDS = 60_000;

export interface TeamControllerOptions {
  readonly source: () => ClientSource | undefined;
  readonly view: () => TeamView;
  readonly flow: FlowController<State>;
  /** Brings what draws the view. */
  readonly prepare: (view: TeamView) => Promise<void>;
  /** Nothing of what was shown, typed or chosen stays: somebody else may be there. */
  readonly leave: () => void;
}

/**
 * Owns: what was read of the team, or of what somebody can run, and that it is read again when it has changed, when time has passed, and when
 * somebody else has signed in. The host owns how it is shown, the flow which screen there is.
 */
export class TeamController implements ReactiveController {
  team: TeamState | undefined;
  readiness: Readiness | undefined;
  client: Client | undefined;
  calls: Team | undefined;
  /** What is shown could not be read again: it is as it was then, in milliseconds. */
  staleSince: number | undefined;

  readonly #host: ReactiveControllerHost;
  readonly #options: TeamControllerOptions;
  #key: readonly unknown[] = [];
  #stops: (() => void)[] = [];
  #person: string | undefined;
  /** One after the other: the flow does one thing at a time. */
  #opening: Promise<void> = Promise.resolve();

  constructor(host: ReactiveControllerHost, options: TeamControllerOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.#key = [];
  }

  hostDisconnected(): void {
    this.#leave();
    this.#key = [{}];
  }

  hostUpdate(): void {
    const { source, view, flow } = this.#options;
    const key = [source(), view()];
    if (key.length === this.#key.length && key.every((part, index) => part === this.#key[index])) return;
    this.#key = key;
    this.#leave();
    this.team = this.readiness = undefined;
    this.#options.leave();
    flow.replace({ name: 'loading' });
    this.#opening = this.#opening.then(() => (key === this.#key ? flow.run(() => this.#open(key)) : undefined));
  }

  get now(): number {
    return this.client?.now() ?? Date.now();
  }

  /** Reads again what is shown, without keeping anybody from anything; what fails is told beside what there is. */
  async refresh(): Promise<void> {
    const key = this.#key;
    if (!this.calls || this.#options.flow.trouble) return;
    try {
      await this.#read(key);
      if (key === this.#key) this.staleSince = undefined;
    } catch {
      if (key === this.#key) this.staleSince ??= this.now;
    }
    this.#host.requestUpdate();
  }

  async #open(key: readonly unknown[]): Promise<void> {
    const { source, view, flow, prepare } = this.#options;
    const chosen = source();
    if (!chosen) throw Object.assign(new Error('No backend is named'), { code: 'address' });
    const [client, { createTeam }] = await Promise.all([chosen.load(), import('./shared/calls.ts'), prepare(view())]);
    if (key !== this.#key) return;
    this.client = client;
    this.calls = createTeam(client);
    await this.#read(key);
    if (key !== this.#key) return;
    this.#leave();
    this.#follow(client, this.calls);
    flow.replace({ name: 'ready' });
  }

  async #read(key: readonly unknown[]): Promise<void> {
    const { calls } = this;
    if (!calls) return;
    if (this.#options.view() === 'mine') {
      const readiness = await calls.readiness();
      if (key === this.#key) this.readiness = readiness;
    } else {
      const team = await calls.read();
      if (key === this.#key) this.team = team;
    }
  }

  #follow({ session }: Client, calls: Team): void {
    const timer = setInterval(() => !document.hidden && void this.refresh(), REFRESH_MILLISECONDS);
    const known = () => this.team?.sequence ?? this.readiness?.sequence;
    this.#stops = [
      () => clearInterval(timer),
      calls.subscribe(
        {
          onChange: ({ sequence }) => sequence > (known() ?? 0) && void this.refresh(),
          onReset: () => void this.refresh(),
        },
        known(),
      ),
    ];
    if (!session) return;
    const who = () => (session.state.status === 'signedIn' ? session.state.person.id : undefined);
    this.#person = who();
    this.#stops.push(
      session.subscribe(() => {
        if (who() === this.#person) return;
        this.#key = [];
        this.#host.requestUpdate();
      }),
    );
  }

  #leave(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.staleSince = undefined;
  }
}
