import type { Client } from '@relais/sdk';
import type { OpenVisits, VisitList, Visits, VisitSettings } from '@relais/sdk/visit';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ClientSource } from '../ui/client-source.ts';
import type { FlowController } from '../ui/flow/flow-controller.ts';
import type { Place, State } from './desk.ts';

/** What changes by itself, as a visit that becomes left open, is read again so often. */
const REFRESH_MILLISECONDS = 60_000;

export interface VisitControllerOptions {
  readonly source: () => ClientSource | undefined;
  readonly flow: FlowController<State>;
  readonly language: () => 'fr' | 'en';
  /** Nothing of what was shown or typed stays: somebody else may be there. */
  readonly leave: () => void;
}

/**
 * Owns: what was read of visits, and that it is read again when it has changed, when time has passed, and when somebody else has signed in. The host
 * owns how it is shown.
 */
export class VisitController implements ReactiveController {
  list: VisitList | undefined;
  /** Left open: as whoever treats sees them; or, for whoever answers for them, without the patients. */
  open: VisitList | undefined;
  overseen: OpenVisits | undefined;
  settings: VisitSettings | undefined;
  place: Place = { structure: '', timezone: 'Europe/Paris', reasons: [], sites: [] };
  client: Client | undefined;
  visits: Visits | undefined;
  /** What is shown could not be read again: it is as it was then, in milliseconds. */
  staleSince: number | undefined;

  readonly #host: ReactiveControllerHost;
  readonly #options: VisitControllerOptions;
  #source: unknown;
  #stops: (() => void)[] = [];
  #person: string | undefined;
  /** One after the other: the flow does one thing at a time. */
  #opening: Promise<void> = Promise.resolve();
  /** A burst of changes asks once more, and no oftener. */
  #reading: Promise<void> | undefined;
  #isStale = false;

  constructor(host: ReactiveControllerHost, options: VisitControllerOptions) {
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
    const { source, flow, leave } = this.#options;
    const chosen = source() ?? 'none';
    if (chosen === this.#source) return;
    this.#source = chosen;
    this.#leave();
    this.list = this.open = this.overseen = this.settings = undefined;
    leave();
    flow.replace({ name: 'loading' });
    this.#opening = this.#opening.then(() => (chosen === this.#source ? flow.run(() => this.#open()) : undefined));
  }

  get now(): number {
    return this.client?.now() ?? Date.now();
  }

  /** Reads again what is shown, without keeping anybody from anything; what fails is told beside what there is. */
  refresh(): Promise<void> {
    this.#isStale = true;
    this.#reading ??= this.#readAgain().finally(() => (this.#reading = undefined));
    return this.#reading;
  }

  async #readAgain(): Promise<void> {
    const chosen = this.#source;
    while (this.#isStale && this.visits && !this.#options.flow.trouble) {
      this.#isStale = false;
      try {
        await this.#read(this.visits);
        if (chosen === this.#source) this.staleSince = undefined;
      } catch {
        if (chosen === this.#source) this.staleSince ??= this.now;
      }
    }
    this.#host.requestUpdate();
  }

  async #open(): Promise<void> {
    const { source, flow } = this.#options;
    const chosen = source();
    if (!chosen) throw Object.assign(new Error('No backend is named'), { code: 'address' });
    const [client, { createVisits }] = await Promise.all([chosen.load(), import('./calls.ts')]);
    if (chosen !== this.#source) return;
    const visits = createVisits(client);
    this.client = client;
    this.visits = visits;
    const [info] = await Promise.all([client.structure.describe(), this.#read(visits)]);
    if (chosen !== this.#source) return;
    const { name, timezone, reasons, sites } = info;
    this.place = { structure: name, timezone, reasons, sites };
    this.#leave();
    this.#follow(client, visits);
    flow.replace({ name: 'lists' });
  }

  async #read(visits: Visits): Promise<void> {
    const chosen = this.#source;
    const language = this.#options.language();
    try {
      const [list, open] = await Promise.all([visits.list({ language }), visits.leftOpen({ language })]);
      const settings = this.settings ?? (await visits.settings().catch(whereNothing));
      if (chosen !== this.#source) return;
      Object.assign(this, { list, open, settings });
    } catch (error) {
      // Whoever answers for visits reads none of them.
      if (codeOf(error) !== 'forbidden') throw error;
      const overseen = await visits.overseen();
      if (chosen === this.#source) this.overseen = overseen;
    }
  }

  #follow({ session }: Client, visits: Visits): void {
    const timer = setInterval(() => !document.hidden && void this.refresh(), REFRESH_MILLISECONDS);
    const refresh = () => void this.refresh();
    this.#stops = [
      () => clearInterval(timer),
      visits.subscribe({ onChange: refresh, onReset: refresh }, this.list?.sequence),
    ];
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

/** A structure that has decided nothing of its visits: that is no failure. */
function whereNothing(error: unknown): undefined {
  if (codeOf(error) !== 'not-found') throw error;
}

function codeOf(error: unknown): string | undefined {
  return (error as { readonly code?: string }).code;
}
