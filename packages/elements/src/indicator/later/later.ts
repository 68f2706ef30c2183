// What is loaded once there is something to ask: what reads a figure, and what shows it, or why there is none.
import { nothing, type CSSResult, type ReactiveElement, type TemplateResult } from 'lit';
import { troubleScreen } from '../../ui/flow/trouble-screen.ts';
import { troubleOf } from '../../ui/flow/trouble.ts';
import { flow } from '../../ui/flow/flow.styles.ts';
import { html } from '../../ui/html.ts';
import { conditionOf, isPartial, sayIn, whyNot } from '@relais/sdk/indicators/pictures';
import { numberView, takenOverView } from '../shared/number-view.ts';
import type { Fault, IndicatorState, Shown } from '../shared/shown.ts';
import type { About } from './about.ts';
import type { Pictures } from './pictures.ts';
import { titleView } from './title.ts';
import type { LaterOptions, LaterView } from './view.ts';

export { fr } from '../words/fr.ts';
export { readFigure } from './reading.ts';

export class Later {
  readonly #host: ReactiveElement;
  readonly #options: LaterOptions;
  readonly #styles: CSSResult[] = [flow];
  #pictures: Pictures | undefined;
  #isLoadingPictures = false;
  #about: About | undefined;

  constructor(host: ReactiveElement, options: LaterOptions) {
    this.#host = host;
    this.#options = options;
    options.adopt(this.#styles);
  }

  statesOf(state: IndicatorState): string[] {
    if (state.name !== 'shown') return [state.name];
    const { figure, today } = state.shown;
    const condition = conditionOf(figure);
    const name = condition === 'hidden' || condition === 'empty' ? condition : 'ready';
    return [name, ...(isPartial(figure, today) ? ['partial'] : []), ...(state.error ? ['stale'] : [])];
  }

  /** @param level Of its heading, among those of the page. */
  render(state: IndicatorState, level: number): TemplateResult {
    switch (state.name) {
      case 'refused':
        return this.#renderRefusal(state.fault, state.received);
      case 'failed':
        return this.#renderTrouble(state.error);
      case 'shown':
        return this.#renderShown(state.shown, state.error, level);
      // Nobody says where figures come from: nothing is on its way.
      case 'loading':
        return this.#renderTrouble({ code: 'address' });
    }
  }

  #renderTrouble(error: unknown): TemplateResult {
    const { controller } = this.#options;
    const { port } = controller;
    const now = port?.now() ?? Date.now();
    return html`<div class="stack" role="alert">
      ${troubleScreen(this.#options.strings(), troubleOf(error, now), {
        retry: () => controller.refresh(),
        signIn: port?.signIn,
      })}
    </div>`;
  }

  #renderRefusal(fault: Fault, received: string): TemplateResult {
    const t = this.#options.strings();
    return html`<div class="tight" role="alert">
      <h2 class="label" id="heading" part="heading" tabindex="-1">${t.refused}</h2>
      <p>${t.faults[fault]}</p>
      ${received ? html`<p class="quiet small" translate="no">${t.received(received)}</p>` : nothing}
    </div>`;
  }

  #renderShown(shown: Shown, error: unknown, level: number): TemplateResult {
    const { figure, freshness, question } = shown;
    const view = this.#view;
    const { t, say } = view;
    const mark = figure.source === 'declared' ? t.declared : figure.source === 'takenOver' ? t.takenOver : undefined;
    return html`<div class="tight">
      <div class="head">
        <p class="label" id="heading" part="heading" role="heading" aria-level=${level} tabindex="-1">
          ${titleView(view, shown)}
        </p>
        ${mark ? html`<span class="mark-word">${mark}</span>` : nothing}
      </div>
      ${error ? html`<p class="warn" part="notice">${t.stale(say.instant(freshness.at))}</p>` : nothing}
      ${question.view === 'number' ? numberView(view, shown) : this.#renderPicture(view, shown)}
      <button type="button" class="about-button" part="action" @click=${this.#openAbout}>${t.about}</button>
      ${this.#about?.render(view) ?? nothing}
    </div>`;
  }

  #renderPicture(view: LaterView, shown: Shown): TemplateResult {
    const condition = conditionOf(shown.figure);
    if (condition === 'notMeasured' || condition === 'early')
      return html`<p class="number">${condition === 'notMeasured' ? view.t.notMeasured : '—'}</p>
        <p class="quiet">${whyNot(view, shown)}</p>
        ${takenOverView(view, shown.figure)}`;
    if (!this.#isLoadingPictures) void this.#loadPictures();
    return this.#pictures?.render(view, shown) ?? html`<p class="quiet">${view.t.loadingFigure}</p>`;
  }

  get #view(): LaterView {
    const { language, strings } = this.#options;
    const t = strings();
    return { t, language: language(), say: sayIn(t, language()) };
  }

  #openAbout = async (): Promise<void> => {
    if (!this.#about) {
      const { About, aboutStyles } = await import('./about.ts');
      this.#about = new About(this.#host, this.#options);
      this.#adopt(...aboutStyles);
      // Drawn once before it is opened, so that there is something to open.
      this.#host.requestUpdate();
      await this.#host.updateComplete;
    }
    this.#about.open();
  };

  async #loadPictures(): Promise<void> {
    this.#isLoadingPictures = true;
    const { Pictures, pictureStyles } = await import('./pictures.ts');
    this.#pictures = new Pictures(this.#host);
    this.#adopt(...pictureStyles);
    this.#host.requestUpdate();
  }

  #adopt(...more: CSSResult[]): void {
    for (const one of more) if (!this.#styles.includes(one)) this.#styles.push(one);
    this.#options.adopt(this.#styles);
  }
}
