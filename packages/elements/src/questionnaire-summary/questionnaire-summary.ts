import { nothing, type TemplateResult } from 'lit';
import { html } from '../ui/html.ts';
import type { Narrative } from '../questionnaire/index.ts';
import { QuestionnaireSummaryController } from './questionnaire-summary-controller.ts';
import { styles } from './questionnaire-summary.styles.ts';
import { RelaisElement } from '../ui/relais-element.ts';

type Paragraph = Narrative['paragraphs'][number];

/**
 * Shows what a `relais-questionnaire` says so far in sentences, as they will stand in a letter, and gives them to the host as
 * text. Follows every answer, in the language of the form; read aloud only when somebody goes there.
 *
 * @element relais-questionnaire-summary
 * @summary Tells the answers of a questionnaire in sentences.
 *
 * @attr {'comfortable' | 'compact'} [density=comfortable] - How close things stand: `compact` for a mouse and many rows. Without it, the provider's.
 *
 * @csspart narrative - The box around everything.
 * @csspart paragraph - What is said under one heading.
 * @csspart heading - The name of a group of questions.
 * @csspart text - Sentences, one for each answered question.
 * @csspart empty - What is shown while nothing is answered.
 *
 * @cssprop [--relais-color-text] - Text.
 * @cssprop [--relais-color-text-quiet] - What is shown while nothing is answered.
 * @cssprop [--relais-color-surface] - Ground.
 * @cssprop [--relais-color-border] - Lines.
 * @cssprop [--relais-color-scheme=inherit] - `light`, `dark` or `light dark`; without it, the page's `color-scheme`.
 * @cssprop [--relais-density=0] - The same as a number, from 0 (comfortable) to 1 (compact), for a page's styles.
 * @cssprop [--relais-font-family] - Font; `inherit` takes the page's.
 * @cssprop [--relais-max-inline-size=42em] - Greatest width.
 * @cssprop [--relais-radius=10px] - Roundness of corners.
 *
 * @cssstate unbound - There is no questionnaire to tell of.
 * @cssstate loading - The questionnaire is on its way.
 * @cssstate empty - Nothing is answered yet.
 * @cssstate ready - Something is told.
 */
export class QuestionnaireSummary extends RelaisElement {
  static override properties = {
    for: {},
    questionnaireElement: { attribute: false },
  };

  static override styles = styles;

  readonly #internals = this.attachInternals();
  readonly #controller = new QuestionnaireSummaryController(this);

  /** Id of the `relais-questionnaire` to tell of, in the same document or shadow root. */
  declare for: string | undefined;

  /** The `relais-questionnaire` to tell of, wherever it stands; wins over `for`. */
  declare questionnaireElement: Element | undefined;

  /** What is told, as plain text: each heading on its line, an empty line between paragraphs. Empty while nothing is answered. */
  get narrative(): string {
    return this.#controller.narrative?.text ?? '';
  }

  protected override updated(): void {
    const { states } = this.#internals;
    states.clear();
    states.add(this.#state);
  }

  /** Resolves once what the questionnaire says now is shown. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const result = await super.getUpdateComplete();
    await this.#controller.ready;
    return this.isUpdatePending ? super.getUpdateComplete() : result;
  }

  get #state(): 'unbound' | 'loading' | 'empty' | 'ready' {
    const { narrative, isBound } = this.#controller;
    if (!isBound) return 'unbound';
    if (!narrative) return 'loading';
    return narrative.paragraphs.length > 0 ? 'ready' : 'empty';
  }

  protected override render(): TemplateResult | typeof nothing {
    const { narrative } = this.#controller;
    if (this.#state === 'unbound') return nothing;
    if (!narrative)
      return html`<div class="root" part="narrative" aria-busy="true">
        <div class="stack bones"><i></i></div>
      </div>`;
    const { paragraphs, language, empty } = narrative;
    return html`<div class="root" part="narrative" lang=${language} aria-live="off">
      <div class="stack">
        ${paragraphs.length > 0 ? paragraphs.map(renderParagraph) : html`<p class="quiet" part="empty">${empty}</p>`}
      </div>
    </div>`;
  }
}

function renderParagraph({ heading, text, depth }: Paragraph): TemplateResult {
  return html`<div class="paragraph" part="paragraph" data-depth=${Math.min(depth, 4)}>
    ${heading ? renderHeading(heading, depth) : nothing} ${text ? html`<p part="text">${text}</p>` : nothing}
  </div>`;
}

/** The title of a form is a heading of the first level; its groups begin at the second. */
function renderHeading(heading: string, depth: number): TemplateResult {
  if (depth === 0) return html`<h2 part="heading">${heading}</h2>`;
  if (depth === 1) return html`<h3 part="heading">${heading}</h3>`;
  if (depth === 2) return html`<h4 part="heading">${heading}</h4>`;
  return html`<h5 part="heading">${heading}</h5>`;
}
