import type {
  FoundAttendingDoctor,
  LetterDraft,
  LetterKind,
  Letters,
  LetterState,
  RunLetters,
} from '@relais/sdk/letter';
import type { ReactiveController, ReactiveElement } from 'lit';
import { troubleOf, type Trouble } from '../ui/flow/trouble.ts';

/** Keeps letters and sends them: `createLetters(client)` of the SDK does, and a host's own may. */
export type LetterPort = Letters;

/** What is filled in for one document before it is made. */
export interface Filled {
  readonly doctor?: FoundAttendingDoctor | undefined;
  readonly request?: string | undefined;
  readonly secrecy?: boolean | undefined;
  readonly checked?: boolean | undefined;
  /** The day on which it was handed over, where that is noted later. */
  readonly handedOn?: string | undefined;
}

type File = 'pdf' | 'message' | 'package';

const TYPES: Readonly<Record<File, readonly [type: string, name: (kind: LetterKind) => string]>> = {
  pdf: ['application/pdf', (kind) => `${kind}.pdf`],
  message: ['message/rfc822', () => 'lettre.eml'],
  package: ['application/zip', () => 'IHE_XDM.zip'],
};

/** Owns: the letters of one run as the backend has them, and what is filled in for those to be made. */
export class LetterController implements ReactiveController {
  letters: RunLetters | undefined;
  trouble: Trouble | undefined;
  /** Code of the last refusal, by the document it was about. */
  readonly refused = new Map<LetterKind, string>();
  found: readonly FoundAttendingDoctor[] | undefined;
  isBusy = false;

  readonly #host: ReactiveElement;
  readonly #told: (state: LetterState) => void;
  readonly #filled = new Map<LetterKind, Filled>();
  #port: LetterPort | undefined;
  #run: string | undefined;
  #asked = 0;
  #again: (() => void) | undefined;

  constructor(host: ReactiveElement, told: (state: LetterState) => void) {
    this.#host = host;
    this.#told = told;
    host.addController(this);
  }

  hostConnected(): void {
    // Whoever comes back sees what is so now.
    if (this.letters) void this.load();
  }

  /** Another run begins anew. */
  follow(port: LetterPort | undefined, run: string | undefined): void {
    if (port === this.#port && run === this.#run) return;
    [this.#port, this.#run] = [port, run];
    this.letters = this.found = this.trouble = undefined;
    this.#filled.clear();
    this.refused.clear();
    void this.load();
  }

  readonly load = async (): Promise<void> => {
    const [port, run] = [this.#port, this.#run];
    if (!port || !run) return this.#again?.();
    const turn = ++this.#asked;
    try {
      const letters = await port.list(run);
      if (turn !== this.#asked) return;
      [this.letters, this.trouble] = [letters, undefined];
    } catch (error) {
      if (turn === this.#asked) this.fail(error);
    }
    this.#host.requestUpdate();
  };

  /** @param again - tries once more what failed, where it was not the letters themselves */
  fail(error: unknown, again?: () => void): void {
    this.trouble = troubleOf(error, Date.now());
    this.#again = again;
    this.#host.requestUpdate();
  }

  filled(kind: LetterKind): Filled {
    return this.#filled.get(kind) ?? {};
  }

  fill(kind: LetterKind, change: Filled): void {
    this.#filled.set(kind, { ...this.filled(kind), ...change });
    this.refused.delete(kind);
    this.#host.requestUpdate();
  }

  /** Whom the directory has by that beginning; an answer that comes late is of no use. */
  async search(beginning: string): Promise<void> {
    const turn = ++this.#asked;
    const found = beginning.trim() === '' ? undefined : await this.#port?.doctors(beginning).catch(() => []);
    if (turn !== this.#asked) return;
    this.found = found;
    this.#host.requestUpdate();
  }

  /** Makes a document, and sends it where it can be. */
  make({ kind, prescription }: LetterDraft, isSent: boolean): Promise<void> {
    const { doctor, request, secrecy, checked } = this.filled(kind);
    if (!checked) {
      this.refused.set(kind, 'check-first');
      this.#host.requestUpdate();
      return Promise.resolve();
    }
    return this.#act(kind, async (port, run) => {
      const { id: _, ...known } = doctor ?? { id: '' };
      const made = await port.make(run, {
        kind,
        ...(prescription === undefined ? {} : { prescription }),
        ...(doctor ? { doctor: known as Omit<FoundAttendingDoctor, 'id'> } : {}),
        ...(request?.trim() ? { request: request.trim() } : {}),
        ...(secrecy ? { secrecy } : {}),
      });
      return isSent ? port.send({ run, letter: made.id }) : made;
    });
  }

  send(kind: LetterKind, letter: string): Promise<void> {
    return this.#act(kind, (port, run) => port.send({ run, letter }));
  }

  hand(kind: LetterKind, letter: string): Promise<void> {
    return this.#act(kind, (port, run) =>
      port.hand({ run, letter }, kind === 'liaisonLetter' ? 'secureMail' : 'printed'),
    );
  }

  /** Of a prescription whose days are over, and which was handed over on one of them. */
  handEarlier(kind: LetterKind, letter: string): Promise<void> {
    const { handedOn: on } = this.filled(kind);
    if (!on) {
      this.refused.set(kind, 'day-first');
      this.#host.requestUpdate();
      return Promise.resolve();
    }
    return this.#act(kind, (port, run) => port.hand({ run, letter }, 'printed', { on }));
  }

  /** Fetched as whoever is signed in, and given to the browser to be kept: no link opens it for anybody else. */
  async take(kind: LetterKind, letter: string, file: File): Promise<void> {
    await this.#act(kind, async (port, run) => {
      const [type, nameOf] = TYPES[file];
      const [bytes, { saveFile }] = await Promise.all([port[file]({ run, letter }), import('../ui/save-file.ts')]);
      saveFile(nameOf(kind), bytes, type);
      return undefined;
    });
  }

  async #act(
    kind: LetterKind,
    work: (port: LetterPort, run: string) => Promise<LetterState | undefined>,
  ): Promise<void> {
    const [port, run] = [this.#port, this.#run];
    if (!port || !run || this.isBusy) return;
    this.isBusy = true;
    this.refused.delete(kind);
    this.#host.requestUpdate();
    try {
      const state = await work(port, run);
      if (state) this.#told(state);
    } catch (error) {
      this.refused.set(kind, (error as { code?: string }).code ?? 'unexpected');
    } finally {
      this.isBusy = false;
    }
    await this.load();
  }
}
