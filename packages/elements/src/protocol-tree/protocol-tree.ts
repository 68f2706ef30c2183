import type { CaseAnswer } from '@relais/sdk/protocol/tree';
import { nothing, type PropertyValues, type TemplateResult } from 'lit';
import { base } from '../ui/base.styles.ts';
import { RelaisErrorEvent } from '../ui/error-event.ts';
import { html } from '../ui/html.ts';
import type { Screen } from './screen.ts';
import type { ProtocolTreeStrings } from './words/fr.ts';
import { RelaisElement } from '../ui/relais-element.ts';

/**
 * Shows a care protocol as its decision tree: who is concerned, what is asked, which rules go before which, and what follows. It can
 * be printed on one page, walked through by keyboard and read as a list. « Essayer » lets answers be changed beside it: the path
 * lights up, and each alert and outcome says which answers and rules led there.
 *
 * Needs no backend: the host hands the protocol over. What is typed into a trial leaves the element in no event and is kept nowhere.
 *
 * @element relais-protocol-tree
 * @summary Draws a protocol, and lets it be tried.
 *
 * @fires {ProtocolNodeEvent} relais-protocol-node - A node was chosen. `detail.path` says which: `rules/7b`, `questionnaire/od.age`.
 * @fires {RelaisErrorEvent} relais-error - The protocol cannot be read (`invalid-protocol`, `invalid-json`), or a part could not be loaded.
 *
 * @csspart drawing - The tree, an SVG.
 * @csspart list - The same as a list.
 * @csspart action - A button.
 * @csspart trial - The form and the verdict of a trial.
 * @csspart verdict - What the answers of the trial come to.
 * @csspart example - The badge of what a doctor has to validate.
 *
 * @cssprop [--relais-color-accent] - Buttons, focus, the path of the trial.
 * @cssprop [--relais-color-on-accent] - Text on the accent.
 * @cssprop [--relais-color-text] - Text.
 * @cssprop [--relais-color-text-quiet] - Secondary text.
 * @cssprop [--relais-color-surface] - Ground.
 * @cssprop [--relais-color-surface-raised] - Ground of what stands out in it.
 * @cssprop [--relais-color-border] - Lines.
 * @cssprop [--relais-color-danger] - What is wrong.
 * @cssprop [--relais-color-alarm] - Urgency.
 * @cssprop [--relais-color-on-alarm] - Text on urgency.
 * @cssprop [--relais-color-success] - What ends well.
 * @cssprop [--relais-color-scheme=inherit] - `light`, `dark` or `light dark`; without it, the page's `color-scheme`.
 * @cssprop [--relais-font-family] - Font; `inherit` takes the page's.
 * @cssprop [--relais-max-inline-size=none] - Greatest width.
 * @cssprop [--relais-radius=10px] - Roundness of corners.
 *
 * @cssstate empty - There is no protocol.
 * @cssstate loading - The protocol is being read.
 * @cssstate failed - It cannot be read.
 * @cssstate ready - It is shown.
 * @cssstate trial - It is being tried.
 */
export class ProtocolTree extends RelaisElement {
  static override properties = {
    protocol: { attribute: false },
    answers: { attribute: false },
    view: {},
    trial: { type: Boolean, reflect: true },
    withoutTrial: { type: Boolean, attribute: 'without-trial' },
    language: {},
    strings: { attribute: false },
  };

  static override styles = [base];

  readonly #internals = this.attachInternals();
  #screen: Screen | undefined;
  #loading: Promise<void> | undefined;
  #hasFailed = false;

  /** The protocol (`relais-protocol/1`, or the FHIR Bundle of one), as an object or as JSON text. */
  declare protocol: unknown;

  /** Answers a trial begins with, by linkId: those of a counter-example, or of a case of the table. */
  declare answers: Readonly<Record<string, CaseAnswer>> | undefined;

  /** `tree` or `list`. Without it, the tree where there is room for it. */
  declare view: 'tree' | 'list' | undefined;

  /** Whether the trial is open. */
  declare trial: boolean;

  /** Leaves the button that opens the trial out. */
  declare withoutTrial: boolean;

  /** `fr` or `en`. Without it, the provider's, else the `lang` of the page. The protocol itself stays in its language. */
  declare language: string | undefined;

  /** Texts that take the place of ours, by key. */
  declare strings: Partial<ProtocolTreeStrings> | undefined;

  constructor() {
    super();
    this.trial = false;
    this.withoutTrial = false;
  }

  /** Brings a node into sight and gives it the focus: the path of one of the checker's findings. Whether there is such a node. */
  async reveal(path: string): Promise<boolean> {
    await this.updateComplete;
    return (await this.#screen?.reveal(path)) ?? false;
  }

  protected override update(changed: PropertyValues<this>): void {
    if (!this.#screen && this.#isGiven) this.#loading ??= this.#load();
    this.#screen?.prepare(changed);
    super.update(changed);
  }

  protected override updated(): void {
    this.#screen?.drawn();
    const { states } = this.#internals;
    states.clear();
    states.add(this.#state);
    if (this.#screen?.isTrying) states.add('trial');
  }

  /** Resolves once the protocol given last is shown, and the trial open. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const result = await super.getUpdateComplete();
    await this.#loading;
    await this.#screen?.settled();
    return this.isUpdatePending ? super.getUpdateComplete() : result;
  }

  get #isGiven(): boolean {
    return this.protocol !== undefined && this.protocol !== null && this.protocol !== '';
  }

  get #state(): 'empty' | 'loading' | 'failed' | 'ready' {
    if (this.#hasFailed) return 'failed';
    if (this.#screen) return this.#screen.state;
    return this.#isGiven ? 'loading' : 'empty';
  }

  /** What shows a protocol comes once there is one: a page may hold the tag long before. */
  async #load(): Promise<void> {
    this.#hasFailed = false;
    try {
      const { Screen } = await import('./screen.ts');
      this.#screen = new Screen(this, () => this.performUpdate());
      this.requestUpdate('protocol');
    } catch {
      this.#loading = undefined;
      this.#hasFailed = true;
      this.dispatchEvent(new RelaisErrorEvent({ code: 'not-loaded' }));
      this.requestUpdate();
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.#screen) return this.#screen.render();
    if (this.#hasFailed) return this.#renderFailure();
    if (!this.#isGiven) return nothing;
    return html`<div class="root" aria-busy="true">
      <div class="stack bones"><i></i><i></i></div>
    </div>`;
  }

  /** The words are in what could not be loaded, hence both languages. */
  #renderFailure(): TemplateResult {
    return html`<div class="root">
      <p role="alert">Le protocole n’a pas pu être affiché. <span lang="en">The protocol could not be shown.</span></p>
      <button type="button" part="action" @click=${() => (this.#loading = this.#load())}>
        Réessayer / <span lang="en">Try again</span>
      </button>
    </div>`;
  }
}
