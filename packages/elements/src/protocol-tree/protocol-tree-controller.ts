import { outlineOf } from '@relais/sdk/protocol/tree';
import type { CaseAnswer, Explanation, Outline, Protocol } from '@relais/sdk/protocol/tree';
import type { ProtocolFault } from '@relais/sdk/protocol/reading';
import type { QuestionnaireResponse } from '@relais/sdk/questionnaire';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Trial } from './trial.ts';

/** Why there is no tree: the document is no protocol, the text no JSON, or what reads it could not be loaded. */
export type Trouble =
  | { readonly code: 'invalid-protocol'; readonly faults: readonly ProtocolFault[] }
  | { readonly code: 'invalid-json' | 'not-loaded' };

export interface OpenTrial {
  readonly trial: Trial;
  /** What the form begins with. */
  readonly response: QuestionnaireResponse | undefined;
  readonly explanation: Explanation;
}

/** What a trial begins with: a response that is there, or answers; nothing else when neither is. */
export interface TrialStart {
  readonly response?: QuestionnaireResponse;
  readonly answers?: Readonly<Record<string, CaseAnswer>> | undefined;
}

/** What the controller may tell its element. */
interface Calls {
  failed(code: string): void;
}

/**
 * Owns: the protocol as it was read, and the trial with what follows from its answers. The element owns what is shown of them, and
 * the language.
 */
export class ProtocolTreeController implements ReactiveController {
  protocol: Protocol | undefined;
  outline: Outline | undefined;
  trouble: Trouble | undefined;
  trial: OpenTrial | undefined;
  /** Whether what tries it could not be loaded. */
  hasTrialFailed = false;
  /** Resolves once the protocol given last is read, and the trial asked for last open. */
  ready: Promise<void> = Promise.resolve();

  readonly #host: ReactiveControllerHost;
  readonly #calls: Calls;
  #turn = 0;
  #explaining = 0;

  constructor(host: ReactiveControllerHost, calls: Calls) {
    this.#host = host;
    this.#calls = calls;
    host.addController(this);
  }

  hostConnected(): void {
    // Needed by the interface: what is read stays read while the element is moved.
  }

  /** Takes another protocol: an object, JSON text, or the FHIR Bundle of one. */
  open(source: unknown): void {
    this.#turn += 1;
    this.trial = undefined;
    if (source === undefined || source === null || source === '') {
      this.protocol = this.outline = this.trouble = undefined;
      return;
    }
    this.ready = this.#read(source, this.#turn);
  }

  async #read(source: unknown, turn: number): Promise<void> {
    const read = await readSource(source);
    if (turn !== this.#turn) return;
    this.protocol = 'protocol' in read ? read.protocol : undefined;
    this.outline = 'outline' in read ? read.outline : undefined;
    this.trouble = 'protocol' in read ? undefined : read;
    if (this.trouble) this.#calls.failed(this.trouble.code);
    this.#host.requestUpdate();
  }

  /** Begins a trial. */
  begin(start: TrialStart, language: string, example: string): Promise<void> {
    const { protocol, outline } = this;
    if (!protocol || !outline) return Promise.resolve();
    const turn = ++this.#turn;
    this.hasTrialFailed = false;
    this.ready = this.#begin(turn, async () => {
      const { Trial } = await import('./trial.ts');
      const trial = new Trial(protocol, outline, language, example);
      const response = start.response
        ? trial.carry(start.response)
        : start.answers && (await trial.responseFor(start.answers));
      return { trial, response, explanation: await trial.explain(response) };
    });
    return this.ready;
  }

  async #begin(turn: number, open: () => Promise<OpenTrial>): Promise<void> {
    try {
      const opened = await open();
      if (turn === this.#turn) this.trial = opened;
    } catch {
      if (turn === this.#turn) this.hasTrialFailed = true;
      this.#calls.failed('not-loaded');
    }
    this.#host.requestUpdate();
  }

  end(): void {
    this.#turn += 1;
    this.trial = undefined;
    this.hasTrialFailed = false;
    this.#host.requestUpdate();
  }

  /** Judges the answers as they stand now. Resolves with what is to be said, when what decides has changed. */
  async follow(response: QuestionnaireResponse | undefined): Promise<Explanation | undefined> {
    const open = this.trial;
    if (!open) return undefined;
    const place = ++this.#explaining;
    const explanation = await open.trial.explain(response);
    if (this.trial !== open && this.trial?.trial !== open.trial) return undefined;
    if (place !== this.#explaining) return undefined;
    const before = this.trial.explanation.verdict;
    this.trial = { ...this.trial, explanation };
    this.#host.requestUpdate();
    const { verdict } = explanation;
    return verdict.level === before.level && verdict.decidedBy === before.decidedBy ? undefined : explanation;
  }
}

type Read = { readonly protocol: Protocol; readonly outline: Outline } | Trouble;

async function readSource(source: unknown): Promise<Read> {
  const document = typeof source === 'string' ? tryParse(source) : { value: source };
  if (!document) return { code: 'invalid-json' };
  const reading = await import('@relais/sdk/protocol/reading').catch(() => undefined);
  if (!reading) return { code: 'not-loaded' };
  const read = reading.readProtocol(document.value);
  if ('faults' in read) return { code: 'invalid-protocol', faults: read.faults };
  const outline = tryOutline(read.protocol);
  return outline ? { protocol: read.protocol, outline } : { code: 'invalid-protocol', faults: [] };
}

function tryParse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** The questionnaire inside a protocol is FHIR's, and may be anything below its first level. */
function tryOutline(protocol: Protocol): Outline | undefined {
  try {
    return outlineOf(protocol);
  } catch {
    return undefined;
  }
}
