import type { Client, ComparisonKind, FigureFilters } from '@relais/sdk';
import { adoptStyles, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { base } from '../ui/base.styles.ts';
import { ClientController } from '../ui/client-controller.ts';
import { Consumer } from '../ui/consumer.ts';
import { html } from '../ui/html.ts';
import { LocaleController } from '../ui/locale-controller.ts';
import { framesContext } from './frame.ts';
import { IndicatorController, type ReadFigure } from './indicator-controller.ts';
import type { Question } from './shared/shown.ts';
import { indicator as styles } from './indicator.styles.ts';
import type { Later } from './later/later.ts';
import type { FiguresPort } from './shared/port.ts';
import { portOf, type PortSource } from './port-source.ts';
import type { IndicatorView } from './shared/views.ts';
import type { IndicatorStrings } from './words/fr.ts';
import { first } from './words/fr-first.ts';
import { RelaisElement } from '../ui/relais-element.ts';

const VOCABULARY = {
  fr: first as IndicatorStrings,
  whole: async () => (await import('./later/later.ts')).fr,
  others: { en: async () => (await import('./words/en.ts')).en },
};

/**
 * One figure of a structure that can be defended: the number with what it is made of, its period, how fresh it is, what was left out, its definition
 * on demand, and the lines that make it. As a number, through time, by parts, or in a grid; each picture has its data behind it. Live. Stands
 * alone, inside a `relais-dashboard`, or on a public page with a key that may be published.
 *
 * @element relais-indicator
 * @summary One figure, with where it comes from.
 *
 * @fires {FigureLineEvent} relais-figure-line - Somebody wants to see the visit or the run behind a line. `detail.subject` is its id.
 * @fires {FigureExportEvent} relais-figure-export - What is shown was handed on as a file. `detail.file` is its name.
 * @fires {RelaisErrorEvent} relais-error - The figure could not be read; the element says so.
 *
 * @attr {'comfortable' | 'compact'} [density=comfortable] - How close things stand.
 *
 * @csspart box - The box around everything.
 * @csspart heading - The name of the indicator.
 * @csspart value - The number.
 * @csspart parts - What it is made of: n / N.
 * @csspart taken-over - What was counted elsewhere, beside it.
 * @csspart comparison - How it was before.
 * @csspart period - Its period, and how fresh it is.
 * @csspart picture - The picture.
 * @csspart table - The data behind it.
 * @csspart dialog - Where it comes from.
 * @csspart empty - Said where there is nothing to draw.
 * @csspart action - A button.
 * @csspart notice - What has to be known of it.
 *
 * @cssprop [--relais-color-accent] - Lines, bars, squares, links and focus.
 * @cssprop [--relais-color-on-accent] - Text on the accent.
 * @cssprop [--relais-color-text] - Text.
 * @cssprop [--relais-color-text-quiet] - Secondary text, and the period compared with.
 * @cssprop [--relais-color-surface] - Ground.
 * @cssprop [--relais-color-surface-raised] - Ground of what stands out in it.
 * @cssprop [--relais-color-border] - Lines.
 * @cssprop [--relais-color-border-control] - Edges of controls.
 * @cssprop [--relais-color-danger] - What went wrong.
 * @cssprop [--relais-color-warning] - A figure that is old.
 * @cssprop [--relais-color-scheme=inherit] - `light`, `dark` or `light dark`; without it, the page's `color-scheme`.
 * @cssprop [--relais-font-family] - Font; `inherit` takes the page's.
 * @cssprop [--relais-max-inline-size=none] - Greatest width.
 * @cssprop [--relais-radius=10px] - Roundness of corners.
 * @cssprop [--relais-density=0] - How close things stand, from 0 (comfortable) to 1 (compact).
 *
 * @cssstate loading - The figure is on its way.
 * @cssstate ready - There is a number.
 * @cssstate partial - Its period is not over.
 * @cssstate stale - The server no longer answers: it is an older one.
 * @cssstate empty - Nothing was recorded in the period.
 * @cssstate hidden - Too few patients stand behind it.
 * @cssstate refused - It cannot be asked for like that.
 * @cssstate failed - It could not be read.
 */
export class Indicator extends RelaisElement {
  static override properties = {
    indicator: {},
    from: {},
    to: {},
    view: {},
    by: {},
    compare: {},
    publishableKey: { attribute: 'publishable-key' },
    api: {},
    structure: {},
    language: {},
    filters: { attribute: false },
    port: { attribute: false },
    client: { attribute: false },
    strings: { attribute: false },
  };

  static override styles: CSSResultGroup = [base, styles];

  readonly #internals = this.attachInternals();
  readonly #locale = new LocaleController<IndicatorStrings>(this, VOCABULARY);
  readonly #source = new ClientController(this, () => this.#locale.language);
  readonly #frame = new Consumer(this, framesContext);
  readonly #controller = new IndicatorController(this, {
    question: () => this.#question,
    port: () => this.#port,
    reader: () => this.#reader(),
  });
  #later: Later | undefined;

  /** Id of an indicator of the registry, such as `SNP-04`. */
  declare indicator: string | undefined;

  /** First day, `2026-01-01`. Without it, the dashboard's, else that of the twelfth month, this one included. */
  declare from: string | undefined;

  /** Last day, included. Without it, the dashboard's, else today. */
  declare to: string | undefined;

  /** The number alone, through time, by parts, in a grid, or as a table. */
  declare view: IndicatorView;

  /**
   * What it is split by: `day`, `week`, `month`, `quarter`, `year`, or one or two dimensions such as `weekday,hour`. Without it, what suits the view.
   */
  declare by: string | undefined;

  /** `previous` or `sameLastYear`: the period it is compared with. Without it, the dashboard's. */
  declare compare: ComparisonKind | undefined;

  /** Key of a publication, for a page that anybody may see. It is no secret. */
  declare publishableKey: string | undefined;

  /** Address of the backend, before `/api/v1`; empty for the page's own origin. Without it, the dashboard's or the provider's. */
  declare api: string | undefined;

  /** Id of the structure. Without it, the dashboard's or the provider's. */
  declare structure: string | undefined;

  /** `fr` or `en`. Without it, the provider's, else the `lang` of the page. */
  declare language: string | undefined;

  /** Codes that count, by dimension; at most two dimensions. Without it, the dashboard's. */
  declare filters: FigureFilters | undefined;

  /** Where figures come from, in place of our backend. */
  declare port: FiguresPort | undefined;

  /** A client made by the host, in place of `api` and `structure`. */
  declare client: Client | undefined;

  /** Texts that take the place of ours, by key. */
  declare strings: Partial<IndicatorStrings> | undefined;

  constructor() {
    super();
    this.view = 'number';
  }

  /** Reads the figure again. */
  async refresh(): Promise<void> {
    await this.#controller.refresh();
  }

  /** The name of the indicator, from where the rest follows. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('#heading')?.focus();
  }

  protected override updated(): void {
    const { states } = this.#internals;
    const { state } = this.#controller;
    states.clear();
    for (const name of this.#later?.statesOf(state) ?? [state.name]) states.add(name);
  }

  /** Waits for the words, so that an English page never shows a French figure first. */
  protected override async scheduleUpdate(): Promise<void> {
    await this.#locale.ready;
    await super.scheduleUpdate();
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    const result = await super.getUpdateComplete();
    await this.#locale.ready;
    return this.isUpdatePending ? super.getUpdateComplete() : result;
  }

  get #question(): Question {
    const frame = this.#frame.value;
    const isPublic = this.publishableKey !== undefined;
    return {
      indicator: this.indicator,
      view: this.view,
      from: this.from ?? frame?.from,
      to: this.to ?? frame?.to,
      by: (this.by ?? '').split(/[\s,]+/).filter(Boolean),
      compare: isPublic ? undefined : (this.compare ?? frame?.compare),
      filters: this.filters ?? frame?.filters ?? {},
      key: this.publishableKey,
    };
  }

  /** The nearest that says: the element itself, the dashboard around it, the provider. */
  get #port(): PortSource | undefined {
    const frame = this.#frame.value;
    const isOwn = this.client !== undefined || this.api != null || Boolean(this.structure);
    if (!this.port && !isOwn && frame) return frame.port;
    return portOf(this.port ?? this.#source.source);
  }

  /** What reads and shows a figure comes while the client does. */
  async #reader(): Promise<ReadFigure> {
    const [{ Later, readFigure }] = await Promise.all([import('./later/later.ts'), this.#locale.loadAll()]);
    this.#later ??= new Later(this, {
      strings: () => this.#locale.strings,
      language: () => (this.#locale.language === 'en' ? 'en' : 'fr'),
      controller: this.#controller,
      adopt: (more) => adoptStyles(this.renderRoot as ShadowRoot, [base, styles, more].flat(3)),
    });
    return readFigure;
  }

  protected override render(): TemplateResult {
    const { state } = this.#controller;
    return html`<div
      class="root"
      part="box"
      lang=${this.#locale.language}
      role="group"
      aria-labelledby=${state.name === 'shown' ? 'heading' : nothing}
      aria-busy=${state.name === 'loading' ? 'true' : nothing}
    >
      ${this.#renderState()}
    </div>`;
  }

  #renderState(): TemplateResult {
    const { state } = this.#controller;
    const t = this.#locale.strings;
    if (state.name === 'loading' && (this.#port || this.#frame.value || this.#isAwaited))
      return html`<p class="quiet">${t.loadingFigure}</p>`;
    if (this.#later) return this.#later.render(state, this.#frame.value ? 3 : 2);
    return html`<div class="tight" role="alert">
      <h2 class="label" id="heading" part="heading" tabindex="-1">${t.notRead}</h2>
      <p>${t.notReadText}</p>
      <button type="button" part="action" @click=${() => this.refresh()}>${t.retry}</button>
    </div>`;
  }

  /** What is to say where figures come from has not been loaded yet. */
  get #isAwaited(): boolean {
    return this.closest('relais-provider:not(:defined), relais-dashboard:not(:defined)') !== null;
  }
}
