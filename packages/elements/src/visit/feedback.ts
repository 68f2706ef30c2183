import { composeFeedback } from '@relais/sdk/visit';
import type { Visit } from '@relais/sdk/visit';
import { nothing } from 'lit';
import type { DialogContent } from '../ui/dialog/dialog-controller.ts';
import type { Drawn } from '../ui/dialog/form-dialog.ts';
import { areaField } from '../ui/fields/typed.ts';
import { button } from '../ui/flow/screens.ts';
import { html } from '../ui/html.ts';
import type { Desk } from './desk.ts';
import type { LetterPart } from './letter-part.ts';
import { entryReasonOf } from './telling.ts';

/** The text for the treating doctor, ready to be sent as a letter, copied or printed. */
export function openFeedback(desk: Desk, visit: Visit): void {
  desk.dialog.open(new FeedbackDialog(desk, visit));
}

class FeedbackDialog implements Drawn {
  readonly #desk: Desk;
  readonly #opened: Visit;
  #note = '';
  #request = '';
  #letter: LetterPart | undefined;
  #hasNoLetter = false;
  #trouble: string | undefined;

  constructor(desk: Desk, visit: Visit) {
    this.#desk = desk;
    this.#opened = visit;
    void this.#openLetter();
  }

  /** As it stands: it may be corrected while this is open. */
  get #visit(): Visit {
    return this.#desk.find(this.#opened.id) ?? this.#opened;
  }

  /** What calls the backend for letters comes once somebody writes one. */
  async #openLetter(): Promise<void> {
    this.#hasNoLetter = false;
    try {
      const { LetterPart } = await import('./letter-part.ts');
      this.#letter = new LetterPart(this.#desk, {
        visit: () => this.#visit,
        written: () => ({ note: this.#note, request: this.#request }),
        close: (said) => this.#close(said),
      });
      await this.#letter.load();
    } catch {
      this.#hasNoLetter = true;
      this.#desk.redraw();
    }
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
        ${areaField(t, {
          id: 'request',
          label: t.letterRequest,
          need: 'optional',
          value: this.#request,
          type: (text) => {
            this.#request = text;
            this.#desk.redraw();
          },
          longest: 1000,
        })}
        ${this.#renderLetter()}
        <p class="letter" id="letter" role="region" aria-label=${t.letter} tabindex="0">${this.#text}</p>
        ${this.#trouble ? html`<p class="notice refusal" role="alert">${this.#trouble}</p>` : nothing}
      </div>`,
      actions: html`${this.#letter?.renderMain() ?? nothing}
      ${button(t.copy, () => this.#copy(), this.#letter?.leads ? '' : 'primary')}
      ${button(t.print, () => this.#print())}`,
    };
  }

  #renderLetter(): unknown {
    const { t } = this.#desk;
    if (this.#hasNoLetter)
      return html`<div class="notice" part="notice" role="alert">
        <p>${t.letterFailed}</p>
        ${button(t.retry, () => this.#openLetter(), 'link')}
      </div>`;
    return this.#letter?.render() ?? html`<p class="quiet" role="status">${t.letterOpening}</p>`;
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
      request: this.#request,
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
    try {
      await this.#desk.send(this.#visit, { kind: 'feedback', channel });
    } catch (error) {
      const { refusals, refused } = this.#desk.t;
      const { code = 'unexpected' } = error as { readonly code?: string };
      // The text has been taken all the same: what is not counted is said.
      return this.#fail(refusals[code] ?? refused(code));
    }
    await this.#close(said);
  }

  async #close(said: string): Promise<void> {
    const { dialog } = this.#desk;
    if (dialog.about === this) dialog.close();
    await this.#desk.done(said);
  }
}
