import type { Client } from '@relais/sdk';
import type { AccountOf, LedgerCorrection, LedgerReport, Load, VolunteerReport } from '@relais/sdk/load';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ClientSource } from '../ui/client-source.ts';
import type { FlowController } from '../ui/flow/flow-controller.ts';
import type { OpenAccount, State } from './shared/desk.ts';

/** Accounts move with each booking; who looks at them for longer sees them move. */
const REFRESH_MILLISECONDS = 60_000;

export interface LoadControllerOptions {
  readonly source: () => ClientSource | undefined;
  readonly flow: FlowController<State>;
  readonly language: () => 'fr' | 'en';
  /** Nothing of what was shown or typed stays: somebody else may be there. */
  readonly leave: () => void;
}

/**
 * Owns: what was read of the accounts, and that it is read again when time has passed, when something was corrected, and when somebody else has signed in.
 * The host owns how it is shown.
 */
export class LoadController implements ReactiveController {
  report: LedgerReport | undefined;
  volunteers: VolunteerReport | undefined;
  corrections: readonly LedgerCorrection[] = [];
  account: OpenAccount | undefined;
  timezone = 'Europe/Paris';
  client: Client | undefined;
  load: Load | undefined;
  /** What is shown could not be read again: it is as it was then, in milliseconds. */
  staleSince: number | undefined;

  readonly #host: ReactiveControllerHost;
  readonly #options: LoadControllerOptions;
  #source: unknown;
  #language: string | undefined;
  #stops: (() => void)[] = [];
  #person: string | undefined;
  /** One after the other: the flow does one thing at a time. */
  #opening: Promise<void> = Promise.resolve();

  constructor(host: ReactiveControllerHost, options: LoadControllerOptions) {
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
    const { source, flow, leave, language } = this.#options;
    const chosen = source() ?? 'none';
    // Sentences come in the language they were asked for.
    if (chosen === this.#source && language() === this.#language) return;
    this.#source = chosen;
    this.#language = language();
    this.#leave();
    this.report = this.volunteers = this.account = undefined;
    this.corrections = [];
    leave();
    flow.replace({ name: 'loading' });
    this.#opening = this.#opening.then(() => (chosen === this.#source ? flow.run(() => this.#open()) : undefined));
  }

  get now(): number {
    return this.client?.now() ?? Date.now();
  }

  /** Reads again what is shown, without keeping anybody from anything; what fails is told beside what there is. */
  async refresh(): Promise<void> {
    const chosen = this.#source;
    if (!this.load || !this.report || this.#options.flow.trouble) return;
    try {
      await this.#read(this.load);
      const { account } = this;
      if (account) await this.#readAccount(this.load, account.of, account.movements.length);
      if (chosen === this.#source) this.staleSince = undefined;
    } catch {
      if (chosen === this.#source) this.staleSince ??= this.now;
    }
    this.#host.requestUpdate();
  }

  /** Reads an account with what is behind it. */
  async open(of: AccountOf): Promise<void> {
    if (this.load) await this.#readAccount(this.load, of);
  }

  /** Reads the next part of what is behind the open account. */
  async goOn(): Promise<void> {
    const { account, load } = this;
    if (!account?.next || !load) return;
    const { movements, next } = await load.movements(account.of, { after: account.next });
    // Read again or left meanwhile: its list is another.
    if (this.account !== account) return;
    this.account = { ...account, movements: [...account.movements, ...movements], next };
    this.#host.requestUpdate();
  }

  async #open(): Promise<void> {
    const { source, flow } = this.#options;
    const chosen = source();
    if (!chosen) throw Object.assign(new Error('No backend is named'), { code: 'address' });
    const [client, { createLoad }] = await Promise.all([chosen.load(), import('./calls.ts')]);
    if (chosen !== this.#source) return;
    const load = createLoad(client);
    this.client = client;
    this.load = load;
    const [info] = await Promise.all([client.structure.describe(), this.#read(load)]);
    if (chosen !== this.#source) return;
    this.timezone = info.timezone;
    this.#leave();
    this.#follow(client);
    flow.replace({ name: 'tables' });
  }

  async #read(load: Load): Promise<void> {
    const chosen = this.#source;
    const language = this.#options.language();
    const [report, volunteers, { corrections }] = await Promise.all([
      load.practices({ language }),
      load.volunteers({ language }),
      load.corrections(),
    ]);
    if (chosen === this.#source) Object.assign(this, { report, volunteers, corrections });
  }

  /** @param shown how many of its movements are shown: as many are read again, so that nobody loses their place */
  async #readAccount(load: Load, of: AccountOf, shown = 0): Promise<void> {
    const chosen = this.#source;
    const [{ weeks }, first] = await Promise.all([load.course(of), load.movements(of)]);
    let { movements, next } = first;
    while (next !== undefined && movements.length < shown) {
      const part = await load.movements(of, { after: next });
      movements = [...movements, ...part.movements];
      ({ next } = part);
    }
    if (chosen === this.#source) this.account = { of, weeks, movements, next };
  }

  #follow({ session }: Client): void {
    const timer = setInterval(() => !document.hidden && void this.refresh(), REFRESH_MILLISECONDS);
    this.#stops = [() => clearInterval(timer)];
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

  #leave(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.staleSince = undefined;
  }
}
