// What helps to count through one minute, as breaths are: it comes with what judges, and is shown where the protocol asks for it.
import { nothing, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import { html } from '../ui/html.ts';
import type { OpenProtocol } from './types.ts';
import type { ProtocolRunStrings } from './words/fr.ts';

const MINUTE_MS = 60_000;
const LOOK_MS = 200;

type State = 'idle' | 'counting' | 'counted' | 'used';

/** Owns: one minute and what was counted in it, for one question at a time. Eyes are on the patient: begin, half and end are said aloud. */
export class MinuteCounter implements ReactiveController {
  state: State = 'idle';
  count = 0;
  /** The question it is for. */
  linkId: string | undefined;
  readonly #host: ReactiveElement;
  readonly #now: () => number;
  #until = 0;
  #looking: ReturnType<typeof setInterval> | undefined;
  /** What gets the focus once it is drawn. */
  #focusNext: string | undefined;

  constructor(host: ReactiveElement, now: () => number) {
    this.#host = host;
    this.#now = now;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop();
  }

  hostUpdated(): void {
    const next = this.#focusNext && this.#host.renderRoot.querySelector<HTMLElement>(this.#focusNext);
    if (!next) return;
    this.#focusNext = undefined;
    next.focus();
  }

  get secondsLeft(): number {
    return Math.max(Math.ceil((this.#until - this.#now()) / 1000), 0);
  }

  start(linkId: string): void {
    this.stop();
    this.linkId = linkId;
    this.#until = this.#now() + MINUTE_MS;
    this.#looking = setInterval(() => this.#look(), LOOK_MS);
    this.#go('counting', '.counter .beat');
  }

  /** One more, while the minute lasts. */
  add(): void {
    if (this.state !== 'counting') return;
    this.count += 1;
    this.#host.requestUpdate();
  }

  /** What was counted of a part of a minute counts for nothing. */
  stop(): void {
    clearInterval(this.#looking);
    this.count = 0;
    this.linkId = undefined;
    this.state = 'idle';
    this.#host.requestUpdate();
  }

  /** As `stop`, by whoever counts. */
  cancel(): void {
    this.stop();
    this.#focusNext = '.counter summary';
  }

  /** It stands in the form now. */
  use(): void {
    this.#go('used', '.counter .count');
  }

  #look(): void {
    if (this.secondsLeft > 0) {
      this.#host.requestUpdate();
      return;
    }
    clearInterval(this.#looking);
    // Not to a button: the next breath is pressed already.
    this.#go('counted', '.counter .count');
  }

  #go(state: State, focus: string): void {
    this.state = state;
    this.#focusNext = focus;
    this.#host.requestUpdate();
  }
}

/** What counters are drawn from. */
export interface CounterView {
  readonly t: ProtocolRunStrings;
  readonly open: OpenProtocol;
  readonly counter: MinuteCounter | undefined;
  /** Puts what was counted where it is asked for. */
  readonly fill: (answers: Readonly<Record<string, number>>) => void;
}

/** A counter for each question that asks for one. */
export function renderCounters(view: CounterView): TemplateResult | typeof nothing {
  const { protocol, outline } = view.open;
  const aided = new Set(protocol.items.filter(({ aid }) => aid === 'minuteCounter').map(({ linkId }) => linkId));
  const questions = outline.questions.filter(({ linkId }) => aided.has(linkId));
  return questions.length > 0
    ? html`${questions.map(({ linkId, label }) => renderCounter(view, linkId, label))}`
    : nothing;
}

function renderCounter(view: CounterView, linkId: string, label: string): TemplateResult {
  const { t, counter } = view;
  const isIts = counter?.linkId === linkId;
  return html`<details class="counter" part="counter" ?open=${isIts}>
    <summary>${t.counter(label)}</summary>
    <div class="stack">
      ${isIts ? renderCount(view, counter) : nothing}
      ${
        isIts && counter.state === 'counting'
          ? nothing
          : html`<button type="button" part="action" @click=${() => counter?.start(linkId)}>${t.startCount}</button>`
      }
      <p class="hidden" role="status">${isIts ? said(t, counter) : ''}</p>
    </div>
  </details>`;
}

function renderCount({ t, fill }: CounterView, counter: MinuteCounter): TemplateResult {
  const { state, count, secondsLeft, linkId } = counter;
  if (state === 'counting') {
    return html`<p class="count">${t.countNow(count, secondsLeft)}</p>
      <div class="actions">
        <button type="button" class="primary beat" part="action" @click=${() => counter.add()}>${t.countOne}</button>
        <button type="button" part="action" @click=${() => counter.cancel()}>${t.stopCount}</button>
      </div>`;
  }
  const use = () => {
    if (linkId === undefined) return;
    fill({ [linkId]: count });
    counter.use();
  };
  return html`<p class="count" tabindex="-1">${t.counted(count)}</p>
    ${
      state === 'used'
        ? html`<p>${t.countUsed}</p>`
        : html`<button type="button" class="primary" part="action" @click=${use}>${t.useCount(count)}</button>`
    }`;
}

/** What is heard by who does not look: not each second, and not each breath. */
function said(t: ProtocolRunStrings, { state, secondsLeft, count }: MinuteCounter): string {
  if (state === 'counting') return secondsLeft > 30 ? t.countStarted : t.countHalf;
  return state === 'used' ? t.countUsed : t.counted(count);
}
