import { ContextProvider } from '@lit/context';
import type { Client, ComparisonKind } from '@relais/sdk';
import { type TemplateResult } from 'lit';
import { framesContext, type FiguresFrame, type FiguresPort } from '../indicator/index.ts';
import { base } from '../ui/base.styles.ts';
import { RelaisErrorEvent } from '../ui/error-event.ts';
import { html } from '../ui/html.ts';
import type { Board } from './shared/boards.ts';
import type { DashboardScreen } from './screen.ts';
import type { DashboardStrings } from './words/fr.ts';
import { RelaisElement } from '../ui/relais-element.ts';

/**
 * Figures of a structure side by side, with one period, comparison and filters for all of them: boards that are ready made, boards a structure makes
 * by choosing indicators, and whatever `relais-indicator` a page puts inside. What is shown is taken away as a file that can be verified later.
 *
 * @element relais-dashboard
 * @summary Figures side by side, with period, filters and export.
 *
 * @slot - Figures of the page's own (`relais-indicator`), which follow the period and the filters.
 *
 * @fires {BoardsChangeEvent} relais-boards-change - The structure's own boards have changed: `detail.boards` has all of them, to be kept where no server does.
 * @fires {DashboardChangeEvent} relais-dashboard-change - Something else is looked at: `detail.hash` shows it again.
 * @fires {FigureExportEvent} relais-figure-export - What is shown was handed on as a file. `detail.file` is its name.
 * @fires {FigureLineEvent} relais-figure-line - Somebody wants to see the visit or the run behind a line of a figure.
 * @fires {RelaisErrorEvent} relais-error - Something could not be read; the element says so.
 *
 * @attr {'comfortable' | 'compact'} [density=comfortable] - How close things stand.
 *
 * @csspart box - The box around everything.
 * @csspart heading - The name of the board.
 * @csspart toolbar - Board, period, comparison and filters.
 * @csspart field - One of them.
 * @csspart control - What is chosen or typed in.
 * @csspart advice - What the figures of the territory speak for.
 * @csspart tiles - The figures.
 * @csspart action - The main button of a dialog.
 * @csspart dialog - A sentence, a check, a board being made.
 * @csspart notice - What has to be known.
 *
 * @cssprop [--relais-color-accent] - Buttons, links, focus, pictures.
 * @cssprop [--relais-color-on-accent] - Text on the accent.
 * @cssprop [--relais-color-text] - Text.
 * @cssprop [--relais-color-text-quiet] - Secondary text.
 * @cssprop [--relais-color-surface] - Ground.
 * @cssprop [--relais-color-surface-raised] - Ground of what stands out in it.
 * @cssprop [--relais-color-border] - Lines.
 * @cssprop [--relais-color-border-control] - Edges of controls.
 * @cssprop [--relais-color-danger] - What went wrong.
 * @cssprop [--relais-color-warning] - A figure that is old.
 * @cssprop [--relais-color-success] - A file that is intact.
 * @cssprop [--relais-color-scheme=inherit] - `light`, `dark` or `light dark`; without it, the page's `color-scheme`.
 * @cssprop [--relais-font-family] - Font; `inherit` takes the page's.
 * @cssprop [--relais-max-inline-size=none] - Greatest width.
 * @cssprop [--relais-radius=10px] - Roundness of corners.
 * @cssprop [--relais-density=0] - How close things stand, from 0 (comfortable) to 1 (compact).
 *
 * @cssstate loading - Indicators are being read.
 * @cssstate ready - Figures are shown.
 * @cssstate failed - They could not be read.
 */
export class Dashboard extends RelaisElement {
  static override properties = {
    board: {},
    indicators: {},
    from: {},
    to: {},
    compare: {},
    inUrl: { type: Boolean, attribute: 'in-url' },
    api: {},
    structure: {},
    language: {},
    boards: { attribute: false },
    port: { attribute: false },
    client: { attribute: false },
    strings: { attribute: false },
  };

  static override styles = [base];

  readonly #internals = this.attachInternals();
  readonly #frame = new ContextProvider(this, { context: framesContext });
  #screen: DashboardScreen | undefined;
  #loading: Promise<void> | undefined;
  #hasFailed = false;

  /**
   * The board shown first: `live`, `protocols`, `access`, `pathways`, `contract`, `territory`, `load`, `opening`, the id of one of the structure's own or of `boards`, or
   * `none` for what the page puts inside alone.
   */
  declare board: string;

  /** Figures in place of a board: `SNP-01 SNP-04:trend SNP-04:bars:practice`. */
  declare indicators: string | undefined;

  /** First day of the period shown first, `2026-01-01`. Without it, what suits the board. */
  declare from: string | undefined;

  /** Last day, included. */
  declare to: string | undefined;

  /** `previous` or `sameLastYear`: what is compared with at first. */
  declare compare: ComparisonKind | undefined;

  /** Keeps what is looked at in the address of the page, after `#`, so that it can be sent and come back to. */
  declare inUrl: boolean;

  /** Address of the backend, before `/api/v1`; empty for the page's own origin. Without it, the provider's. */
  declare api: string | undefined;

  /** Id of the structure. Without it, the provider's. */
  declare structure: string | undefined;

  /** `fr` or `en`. Without it, the provider's, else the `lang` of the page. */
  declare language: string | undefined;

  /** Boards the page brings, beside those that the server keeps for the structure. */
  declare boards: readonly Board[];

  /** Where figures come from, in place of our backend. */
  declare port: FiguresPort | undefined;

  /** A client made by the host, in place of `api` and `structure`. */
  declare client: Client | undefined;

  /** Texts that take the place of ours, by key. */
  declare strings: Partial<DashboardStrings> | undefined;

  constructor() {
    super();
    this.board = 'live';
    this.inUrl = false;
    this.boards = [];
    // Nothing is asked for before it is known for which period.
    this.#frame.setValue({ from: undefined, to: undefined, compare: undefined, filters: {}, port: undefined });
  }

  /** The name of the board, from where the rest follows. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('#heading')?.focus();
  }

  /** For the figures inside: ours, and those of the page. */
  give(frame: FiguresFrame): void {
    this.#frame.setValue(frame);
  }

  protected override firstUpdated(): void {
    this.#loading = this.#load();
  }

  protected override updated(): void {
    const { states } = this.#internals;
    states.clear();
    states.add(this.#hasFailed ? 'failed' : (this.#screen?.status ?? 'loading'));
  }

  /** Resolves once what draws it is there, and the words of the language. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const result = await super.getUpdateComplete();
    await this.#loading;
    await this.#screen?.ready;
    return this.isUpdatePending ? super.getUpdateComplete() : result;
  }

  async #load(): Promise<void> {
    this.#hasFailed = false;
    try {
      const { DashboardScreen } = await import('./screen.ts');
      this.#screen = new DashboardScreen(this);
    } catch {
      this.#hasFailed = true;
      this.dispatchEvent(new RelaisErrorEvent({ code: 'not-loaded' }));
    }
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    return html`${this.#screen?.render() ?? this.#renderFirst()}`;
  }

  /** The words are in what could not be loaded, hence both languages. */
  #renderFirst(): TemplateResult {
    if (!this.#hasFailed)
      return html`<div class="root" aria-busy="true">
        <div class="stack bones"><i></i><i></i><i></i></div>
      </div>`;
    return html`<div class="root">
      <p role="alert">
        Le tableau de bord n’a pas pu être affiché. <span lang="en">The dashboard could not be shown.</span>
      </p>
      <button type="button" part="action" @click=${() => (this.#loading = this.#load())}>
        Réessayer / <span lang="en">Try again</span>
      </button>
    </div>`;
  }
}
