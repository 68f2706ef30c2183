// The page that a patient opens on her own telephone: fetched there and nowhere else.
import type { ConsentReading, ConsentText } from '@relais/sdk/consent/parts';
import type { ConsentLink } from '@relais/sdk/consent';
import { adoptStyles, nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { styles as firstStyles } from '../shared/consent.styles.ts';
import { ConsentTalkRequestEvent } from '../shared/consent-events.ts';
import { directionOf, when } from '../shared/reading.ts';
import type { Asking, LinkHost, OwnScreens, View } from '../shared/types.ts';
import { styles } from './later.styles.ts';
import { consentsOf, linkOf, renderTrouble, troubleOf } from './link.ts';
import type { LinkTrouble } from './link.ts';
import { PatientReading } from './patient-reading.ts';
import type { Reader } from './patient-reading.ts';
import { readerWords } from './reader-words.ts';

/** Owns: the text that a link opens, and what its reader has said. To look changes nothing; pressing a button does. */
export class ReadingPage implements Reader, OwnScreens {
  readonly #host: LinkHost;
  readonly #consent: Pick<Asking, 'focusNext'>;
  readonly #reading: PatientReading;
  #link: ConsentLink | undefined;
  #found: ConsentReading | undefined;
  #chosen: ConsentText | undefined;
  #trouble: LinkTrouble | undefined;
  /** What was said last, for which there is a screen of its own. */
  #said: 'read' | 'talk' | undefined;
  #isUnsaid = false;

  constructor(host: LinkHost, consent: Pick<Asking, 'focusNext'>) {
    this.#host = host;
    this.#consent = consent;
    this.#reading = new PatientReading(host, this);
    adoptStyles(host.renderRoot as ShadowRoot, [...firstStyles, ...styles]);
  }

  get texts(): readonly ConsentText[] {
    return this.#found?.contents ?? [];
  }

  get text(): ConsentText | undefined {
    return this.#chosen ?? this.texts[0];
  }

  /** Shows what the address of the page names. */
  async open(): Promise<void> {
    this.#link = linkOf(this.#host, 'lecture');
    this.#found = this.#chosen = this.#said = undefined;
    this.#trouble = this.#link ? undefined : 'linkBroken';
    this.#host.requestUpdate();
    if (!this.#link) return;
    try {
      this.#found = await (await consentsOf(this.#host)).reading(this.#link);
      this.#reading.start();
      if (this.texts.length === 0) this.#trouble = 'linkExpired';
    } catch (error) {
      this.#trouble = troubleOf(error);
    }
    this.#host.requestUpdate();
  }

  choose(text: ConsentText): void {
    this.#chosen = text;
    this.#host.requestUpdate();
  }

  finish(): void {
    void this.#say('read');
  }

  talk(): void {
    void this.#say('talk');
  }

  focus(selector: string): void {
    this.#consent.focusNext = selector;
  }

  render(view: View): TemplateResult {
    const { t } = view;
    if (this.#trouble) return renderTrouble(view, this.#trouble, () => void this.open());
    if (!this.#found) return html`<p role="status">${t.loading}</p>`;
    if (this.#said) return this.#renderSaid(view, this.#said);
    const { readAt } = this.#found;
    return html`<div class="stack">
      ${readAt === undefined ? nothing : html`<p class="quiet">${t.readAlready(when(readAt, view.language))}</p>`}
      ${this.#reading.render(view)} ${this.#renderUnsaid(view)}
    </div>`;
  }

  async #say(what: 'read' | 'talk'): Promise<void> {
    if (!this.#link) return;
    this.#isUnsaid = false;
    try {
      await (await consentsOf(this.#host)).finishReading(this.#link, { wantsToTalk: what === 'talk' });
      this.#said = what;
      this.focus('#idea');
      if (what === 'talk') this.#host.dispatchEvent(new ConsentTalkRequestEvent());
    } catch (error) {
      if (troubleOf(error) === 'linkExpired') this.#trouble = 'linkExpired';
      else this.#isUnsaid = true;
    }
    this.#host.requestUpdate();
  }

  #renderSaid(view: View, said: 'read' | 'talk'): TemplateResult {
    const { words, lang } = readerWords(this.text, view);
    return html`<div class="reading" lang=${lang} dir=${directionOf(lang)}>
      <h2 id="idea" tabindex="-1">${said === 'talk' ? words.talkNoted : words.readNoted}</h2>
      <p>${said === 'talk' ? words.talkNotedHelp : words.readNotedHelp}</p>
      <div class="actions">
        <button type="button" part="action" @click=${() => this.#again()}>${words.readOnceMore}</button>
        ${
          said === 'talk'
            ? nothing
            : html`<button type="button" part="action" @click=${() => this.talk()}>${words.wantsToTalk}</button>`
        }
      </div>
    </div>`;
  }

  #renderUnsaid(view: View): TemplateResult | typeof nothing {
    if (!this.#isUnsaid) return nothing;
    const { words, lang } = readerWords(this.text, view);
    return html`<p class="notice" role="alert" lang=${lang} dir=${directionOf(lang)}>${words.notSaid}</p>`;
  }

  #again(): void {
    this.#said = undefined;
    this.#reading.start();
    this.focus('#idea');
    this.#host.requestUpdate();
  }

  close(): void {
    this.#reading.stop();
  }
}
