import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { RelaisErrorEvent } from '../ui/error-event.ts';
import type { PortSource } from './port-source.ts';
import type { Fault, IndicatorState, Question, Reading, Shown } from './shared/shown.ts';
import type { FiguresPort } from './shared/port.ts';

/** What reads a figure of a question; what it cannot be asked like is refused with a `fault`. */
export type ReadFigure = (port: FiguresPort, question: Question) => Promise<Shown>;

export interface IndicatorOptions {
  readonly question: () => Question;
  readonly port: () => PortSource | undefined;
  /** Brings what reads and shows a figure, which is loaded beside what calls the backend. */
  readonly reader: () => Promise<ReadFigure>;
}

/**
 * Owns: the figure of a question, asked for when either changes, again when figures have moved, and again when the network is back. The host
 * owns the question, where figures come from, and what is shown.
 */
export class IndicatorController implements ReactiveController, Reading {
  state: IndicatorState = { name: 'loading' };
  port: FiguresPort | undefined;

  readonly #host: ReactiveControllerHost & EventTarget;
  readonly #options: IndicatorOptions;
  #asked = '';
  #source: PortSource | undefined;
  #turn = 0;
  #unfollow: (() => void) | undefined;

  constructor(host: ReactiveControllerHost & EventTarget, options: IndicatorOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('online', this.#comeBack);
    // Figures may have moved while it was out of the page.
    this.#asked = '';
  }

  hostDisconnected(): void {
    removeEventListener('online', this.#comeBack);
    this.#unfollow?.();
    this.#unfollow = this.#source = undefined;
    this.#turn += 1;
  }

  hostUpdate(): void {
    const source = this.#options.port();
    const asked = JSON.stringify(this.#options.question());
    if (source === this.#source && asked === this.#asked) return;
    if (source !== this.#source) this.#leave();
    this.#source = source;
    this.#asked = asked;
    this.state = { name: 'loading' };
    if (source) void this.#ask();
  }

  /** Reads the figure again; never rejects. */
  refresh(): Promise<void> {
    return this.#ask();
  }

  #comeBack = (): void => void this.#ask();

  #leave(): void {
    this.#unfollow?.();
    this.#unfollow = this.port = undefined;
  }

  async #ask(): Promise<void> {
    const source = this.#source;
    if (!source) return;
    const turn = (this.#turn += 1);
    let state: IndicatorState;
    try {
      const [port, readFigure] = await Promise.all([source.load(), this.#options.reader()]);
      this.port = port;
      const shown = await readFigure(port, this.#options.question());
      state = { name: 'shown', shown, error: undefined };
    } catch (error) {
      state = this.#failed(error);
    }
    if (turn !== this.#turn) return;
    this.state = state;
    if (state.name === 'shown' && state.shown.question.key === undefined)
      this.#unfollow ??= this.port?.follow(() => void this.#ask());
    this.#host.requestUpdate();
  }

  #failed(error: unknown): IndicatorState {
    const { code = 'unexpected', fault, received = '' } = error as { code?: string; fault?: Fault; received?: string };
    if (fault) return { name: 'refused', fault, received };
    this.#host.dispatchEvent(new RelaisErrorEvent({ code }));
    // Who may no longer see figures sees none; a server that is away leaves the last ones, with their time.
    const isAway = ['offline', 'unreachable'].includes(code) && this.state.name === 'shown';
    return isAway && this.state.name === 'shown' ? { ...this.state, error } : { name: 'failed', error };
  }
}
