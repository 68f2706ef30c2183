import type { Client } from '@relais/sdk';
import type { Protocol } from '@relais/sdk/protocol/tree';
import type { Run, RunLine, RunResponse } from '@relais/sdk/run';
import type { ToldRun } from '../../protocol/index.ts';

type Version = Pick<RunLine, 'protocol' | 'version' | 'startedAt'>;

/** Texts of protocols, each read once, and runs as they tell them. */
export class Reading {
  readonly #client: Client;
  readonly #language: () => string;
  readonly #changed: () => void;
  readonly #protocols = new Map<string, Protocol | undefined>();
  readonly #told = new Map<string, ToldRun | undefined>();

  constructor(
    client: Client,
    { language, changed }: { readonly language: () => string; readonly changed: () => void },
  ) {
    this.#client = client;
    this.#language = language;
    this.#changed = changed;
  }

  /** What a rule says, by its number until its protocol was read. */
  textOf(run: Version, rule: string): string {
    return this.#protocol(run)?.rules.find(({ id }) => id === rule)?.action.text ?? rule;
  }

  /** A run's answers, and why they come to what they do; undefined until they were read. */
  told(run: Run): ToldRun | undefined {
    const protocol = this.#protocol(run);
    if (!protocol || !run.response) return undefined;
    const key = `${run.id} ${run.revision} ${this.#language()}`;
    if (!this.#told.has(key)) {
      this.#told.set(key, undefined);
      void this.#tell(protocol, run, run.response).then(
        (told) => {
          this.#told.set(key, told);
          this.#changed();
        },
        () => this.#told.delete(key),
      );
    }
    return this.#told.get(key);
  }

  #protocol({ protocol, version, startedAt }: Version): Protocol | undefined {
    const day = startedAt.slice(0, 10);
    const key = `${protocol} ${version} ${day}`;
    if (!this.#protocols.has(key)) {
      this.#protocols.set(key, undefined);
      void this.#read({ protocol, version }, day).then(
        (read) => {
          this.#protocols.set(key, read);
          this.#changed();
        },
        // Asked for again with the next drawing.
        () => this.#protocols.delete(key),
      );
    }
    return this.#protocols.get(key);
  }

  async #read(name: { readonly protocol: string; readonly version: string }, day: string): Promise<Protocol> {
    const { createProtocols, protocolOn } = await import('./telling.ts');
    const record = await createProtocols(this.#client).read(name);
    return protocolOn(record.protocol, record, day);
  }

  async #tell(protocol: Protocol, { startedAt }: Run, response: RunResponse): Promise<ToldRun> {
    const { tellRun } = await import('./telling.ts');
    return tellRun(protocol, response, { language: this.#language(), now: Date.parse(startedAt) });
  }
}
