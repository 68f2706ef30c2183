import type { FigurePeriod, FigureSplit, IndicatorDefinition } from '@relais/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { RelaisErrorEvent } from '../ui/error-event.ts';
import { faultOf, todayAt, usualPeriod } from './shared/period.ts';
import type { PortSource } from './port-source.ts';
import type { Fault, IndicatorState, Question, Reading, Shown } from './shared/shown.ts';
import type { FiguresPort } from './shared/port.ts';
import { isStep, VIEWS } from './shared/views.ts';

class Refusal extends Error {
  readonly fault: Fault;
  readonly received: string;

  constructor(fault: Fault, received: string) {
    super(fault);
    this.fault = fault;
    this.received = received;
  }
}

export interface IndicatorOptions {
  readonly question: () => Question;
  readonly port: () => PortSource | undefined;
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
      const port = (this.port = await source.load());
      const question = this.#options.question();
      const shown = await (question.key === undefined
        ? read(port, question)
        : readPublic(port, question, question.key));
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
    if (error instanceof Refusal) return { name: 'refused', fault: error.fault, received: error.received };
    const { code = 'unexpected' } = error as { code?: string };
    this.#host.dispatchEvent(new RelaisErrorEvent({ code }));
    // Who may no longer see figures sees none; a server that is away leaves the last ones, with their time.
    const isAway = ['offline', 'unreachable'].includes(code) && this.state.name === 'shown';
    return isAway && this.state.name === 'shown' ? { ...this.state, error } : { name: 'failed', error };
  }
}

async function read(port: FiguresPort, question: Question): Promise<Shown> {
  const today = todayAt(port.now());
  const period = periodOf(question, today);
  const { indicators, labels, smallest } = await port.registry();
  const definition = indicators.find(({ id }) => id === question.indicator);
  if (!definition) throw new Refusal('unknown-indicator', question.indicator ?? '');
  const by = await splitFor(question, definition, period);
  const { filters, compare } = question;
  const wrong = Object.keys(filters).find((name) => !definition.dimensions.some((dimension) => dimension === name));
  if (wrong) throw new Refusal('filter', wrong);
  const dimensions = new Set([...Object.keys(filters), ...by.filter((split) => !isStep(split))]);
  if (dimensions.size > 2) throw new Refusal('cuts', [...dimensions].join(', '));
  const query = {
    indicators: [definition.id],
    ...period,
    ...(Object.keys(filters).length > 0 && { filters }),
    ...(by.length > 0 && { by: [...by] }),
  };
  const { freshness, figures } = await port.read({ ...query, ...(compare && { compare }) });
  const figure = figures[0]!;
  const before = by.length > 0 ? figure.comparison : undefined;
  const earlier = before && (await port.read({ ...query, from: before.from, to: before.to })).figures[0];
  return { question, definition, figure, earlier, freshness, labels, smallest, today };
}

async function readPublic(port: FiguresPort, question: Question, key: string): Promise<Shown> {
  const { indicator, from, to, view } = question;
  if (indicator === undefined) throw new Refusal('no-indicator', '');
  if (view !== 'number') throw new Refusal('public-number', view);
  const today = todayAt(port.now());
  const asked = periodOf(question, today);
  const { freshness, figures, indicators } = await port.readPublic({
    key,
    indicators: [indicator],
    ...(from !== undefined && { from: asked.from }),
    ...(to !== undefined && { to: asked.to }),
  });
  const [figure, definition] = [figures[0], indicators.find(({ id }) => id === indicator)];
  if (!figure || !definition) throw new Refusal('unknown-indicator', indicator);
  return { question, definition, figure, earlier: undefined, freshness, labels: {}, smallest: 5, today };
}

function periodOf({ indicator, view, from, to }: Question, today: string): FigurePeriod {
  if (!indicator) throw new Refusal('no-indicator', '');
  if (!VIEWS.includes(view)) throw new Refusal('view', view);
  const period = { ...usualPeriod(today), ...(from && { from }), ...(to && { to }) };
  const fault = faultOf(period, today);
  if (fault) throw new Refusal(fault, `${period.from} – ${period.to}`);
  return period;
}

async function splitFor(
  { view, by }: Question,
  definition: IndicatorDefinition,
  period: FigurePeriod,
): Promise<FigureSplit[]> {
  if (view === 'number') return [];
  if (by.length === 0) return [...(await import('./shared/split.ts')).splitOf(view, definition, period)];
  const wrong = by.find((name) => !isStep(name as FigureSplit) && !definition.dimensions.some((one) => one === name));
  if (wrong !== undefined || by.length > 2) throw new Refusal('split', by.join(','));
  return by as FigureSplit[];
}
