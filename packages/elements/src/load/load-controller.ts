import type { AccountOf, LedgerCorrection, LedgerReport, Load, VolunteerReport } from '@relais/sdk/load';
import type { ReactiveControllerHost } from 'lit';
import type { ClientSource } from '../ui/client-source.ts';
import type { FlowController } from '../ui/flow/flow-controller.ts';
import { ReadingController } from '../ui/reading/reading-controller.ts';
import type { OpenAccount, State } from './shared/desk.ts';

export interface LoadControllerOptions {
  readonly source: () => ClientSource | undefined;
  readonly flow: FlowController<State>;
  readonly language: () => 'fr' | 'en';
  /** Nothing of what was shown or typed stays: somebody else may be there. */
  readonly leave: () => void;
}

/** Owns: what was read of the accounts. Its reading owns when it is read again, the host how it is shown. */
export class LoadController {
  report: LedgerReport | undefined;
  volunteers: VolunteerReport | undefined;
  corrections: readonly LedgerCorrection[] = [];
  account: OpenAccount | undefined;
  timezone = 'Europe/Paris';
  readonly reading: ReadingController<Load>;

  readonly #host: ReactiveControllerHost;
  readonly #language: () => 'fr' | 'en';

  constructor(host: ReactiveControllerHost, { source, flow, language, leave }: LoadControllerOptions) {
    this.#host = host;
    this.#language = language;
    this.reading = new ReadingController<Load>(host, {
      source,
      flow,
      // Sentences come in the language they were asked for.
      about: () => [language()],
      bring: async () => (await import('./calls.ts')).createLoad,
      read: async (load, client) => {
        const [{ timezone }, take] = await Promise.all([this.reading.describe(client), this.#read(load)]);
        return () => {
          this.timezone = timezone;
          take();
          if (flow.state.name === 'loading') flow.replace({ name: 'tables' });
        };
      },
      leave: () => {
        this.report = this.volunteers = this.account = undefined;
        this.corrections = [];
        leave();
      },
    });
  }

  /** Reads an account with what is behind it. */
  async open(of: AccountOf): Promise<void> {
    const { calls } = this.reading;
    if (calls) this.account = await readAccount(calls, of);
  }

  /** Reads the next part of what is behind the open account. */
  async goOn(): Promise<void> {
    const { account } = this;
    const { calls } = this.reading;
    if (!account?.next || !calls) return;
    const { movements, next } = await calls.movements(account.of, { after: account.next });
    // Read again or left meanwhile: its list is another.
    if (this.account !== account) return;
    this.account = { ...account, movements: [...account.movements, ...movements], next };
    this.#host.requestUpdate();
  }

  async #read(load: Load): Promise<() => void> {
    const language = this.#language();
    const { account: open } = this;
    const [report, volunteers, { corrections }, account] = await Promise.all([
      load.practices({ language }),
      load.volunteers({ language }),
      load.corrections(),
      open && readAccount(load, open.of, open.movements.length),
    ]);
    return () => {
      Object.assign(this, { report, volunteers, corrections });
      // Left meanwhile, or gone on in: what is open is another.
      if (this.account === open) this.account = account;
    };
  }
}

/** @param shown how many of its movements are shown: as many are read again, so that nobody loses their place */
async function readAccount(load: Load, of: AccountOf, shown = 0): Promise<OpenAccount> {
  const [{ weeks }, first] = await Promise.all([load.course(of), load.movements(of)]);
  let { movements, next } = first;
  while (next !== undefined && movements.length < shown) {
    const part = await load.movements(of, { after: next });
    movements = [...movements, ...part.movements];
    ({ next } = part);
  }
  return { of, weeks, movements, next };
}
