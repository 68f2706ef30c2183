import { composeFeedback } from '@relais/sdk/visit';
import type { Visit } from '@relais/sdk/visit';
import { nothing } from 'lit';
import type { DialogContent } from '../ui/dialog/dialog-controller.ts';
import type { Drawn } from '../ui/dialog/form-dialog.ts';
import { areaField } from '../ui/fields/typed.ts';
import { button } from '../ui/flow/screens.ts';
import { html } from '../ui/html.ts';
import type { Desk } from './desk.ts';
import { entryReasonOf } from './telling.ts';

/** The text for the treating doctor, ready to be copied or printed. */
export function openFeedback(desk: Desk, visit: Visit): void {
  desk.dialog.open(new FeedbackDialog(desk, visit));
}

class FeedbackDialog implements Drawn {
  readonly #desk: Desk;
  readonly #visit: Visit;
  #note = '';
  #trouble: string | undefined;

  constructor(desk: Desk, visit: Visit) {
    this.#desk = desk;
    this.#visit = visit;
  }

  draw(): DialogContent {
    const { t } = this.#desk;
    return {
      title: t.feedbackTitle,
      content: html`<div class="stack">
        <p>${t.feedbackText}</p>
        ${areaField(t, {
          id: 'note',
          label: t.note,
          need: 'optional',
          value: this.#note,
          type: (text) => {
            this.#note = text;
            this.#desk.redraw();
          },
          longest: 2000,
        })}
        <p class="letter" id="letter" role="region" aria-label=${t.letter} tabindex="0">${this.#text}</p>
        ${this.#trouble ? html`<p class="notice refusal" role="alert">${this.#trouble}</p>` : nothing}
      </div>`,
      actions: html`${button(t.copy, () => this.#copy(), 'primary')} ${button(t.print, () => this.#print())}`,
    };
  }

  get #text(): string {
    const { settings, place } = this.#desk;
    const visit = this.#visit;
    const site = place.sites.find(({ id }) => id === visit.siteId)?.name ?? place.structure;
    return composeFeedback({
      visit,
      settings: settings ?? { finalReasons: [], redirections: [] },
      structure: place.structure,
      place: site,
      reason: entryReasonOf(this.#desk, visit.reason),
      timeZone: place.timezone,
      note: this.#note,
    });
  }

  async #copy(): Promise<void> {
    const { t } = this.#desk;
    try {
      await navigator.clipboard.writeText(this.#text);
    } catch {
      this.#fail(t.notCopied);
      return;
    }
    await this.#given('copied', t.copied);
  }

  /** In a window of its own: the page around us is not ours to hide. */
  async #print(): Promise<void> {
    const { t } = this.#desk;
    const sheet = open('', '_blank', 'popup');
    if (!sheet) return this.#fail(t.notCopied);
    const text = sheet.document.createElement('pre');
    text.textContent = this.#text;
    sheet.document.title = t.feedbackTitle;
    sheet.document.body.replaceChildren(text);
    sheet.print();
    sheet.close();
    await this.#given('printed', t.given['printed'] ?? '');
  }

  #fail(trouble: string): void {
    this.#trouble = trouble;
    this.#desk.redraw();
  }

  async #given(channel: 'copied' | 'printed', said: string): Promise<void> {
    const { dialog } = this.#desk;
    try {
      await this.#desk.send(this.#visit, { kind: 'feedback', channel });
    } catch (error) {
      const { refusals, refused } = this.#desk.t;
      const { code = 'unexpected' } = error as { readonly code?: string };
      // The text has been taken all the same: what is not counted is said.
      return this.#fail(refusals[code] ?? refused(code));
    }
    if (dialog.about === this) dialog.close();
    await this.#desk.done(said);
  }
}
