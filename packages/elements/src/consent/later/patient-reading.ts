import type { ConsentFormat, ConsentText } from '@relais/sdk/consent/parts';
import { nothing, type ReactiveElement, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { directionOf } from '../shared/reading.ts';
import type { View } from '../shared/types.ts';
import { readerWords } from './reader-words.ts';

interface Idea {
  readonly title: string;
  readonly text: string;
}

/** Who reads, and what becomes of it. */
export interface Reader {
  readonly texts: readonly ConsentText[];
  readonly text: ConsentText | undefined;
  choose(text: ConsentText): void;
  /** All of it has been read. */
  finish(): void;
  /** The reader wants to talk to somebody. */
  talk(): void;
  /** Gives the screen back, where it is somebody else's. */
  leave?(): void;
  /** What gets the focus once it is drawn. */
  focus(selector: string): void;
}

/** Owns: what the patient reads by herself, one idea a screen, and the voice that reads it to her. */
export class PatientReading {
  readonly #host: ReactiveElement;
  readonly #reader: Reader;
  #at = 0;

  constructor(host: ReactiveElement, reader: Reader) {
    this.#host = host;
    this.#reader = reader;
  }

  start(): void {
    this.#at = 0;
    // Voices come in their own time.
    speech()?.addEventListener('voiceschanged', () => this.#host.requestUpdate(), { once: true });
  }

  /** Nobody is there to listen any more. */
  stop(): void {
    hush();
  }

  render(view: View): TemplateResult {
    const { text } = this.#reader;
    if (!text) return html`<p>${view.t.textMissing}</p>`;
    const { words, lang } = readerWords(text, view);
    const ideas = text.points.flatMap((point) => point.ideas);
    const idea = ideas[this.#at] ?? { title: words.readAll, text: words.readAllHelp };
    const isEnd = this.#at >= ideas.length;
    const voice = voiceFor(text.language);
    return html`<div class="reading" lang=${lang} dir=${directionOf(lang)}>
      <p class="quiet progress">
        ${isEnd ? sealed(text, text.title) : html`<bdi>${words.ideaOf(this.#at + 1, ideas.length)}</bdi>`}
      </p>
      <h2 id="idea" tabindex="-1">${isEnd ? idea.title : sealed(text, idea.title)}</h2>
      <p class="idea">${isEnd ? idea.text : sealed(text, idea.text)}</p>
      ${
        voice && !isEnd
          ? html`<button type="button" part="action" @click=${() => speak(idea, voice)}>${words.readAloud}</button>`
          : nothing
      }
      <div class="actions">
        <button type="button" part="action" ?disabled=${this.#at === 0} @click=${() => this.#go(this.#at - 1)}>
          ${words.previous}
        </button>
        ${
          isEnd
            ? html`<button type="button" class="primary" part="action" @click=${() => this.#finish()}>
                ${words.haveRead}
              </button>`
            : html`<button type="button" class="primary" part="action" @click=${() => this.#go(this.#at + 1)}>
                ${words.next}
              </button>`
        }
      </div>
      ${this.#renderLanguages(words.textChoice, view, text)}
      <div class="asides">
        <button type="button" class="link" part="action" @click=${() => this.#talk()}>${words.wantsToTalk}</button>
        ${
          this.#reader.leave
            ? html`<button type="button" class="link" part="action" @click=${() => this.#leave()}>
                ${words.giveBack} ${text.words ? renderForProfessional(view) : nothing}
              </button>`
            : nothing
        }
      </div>
    </div>`;
  }

  /** Each language by its own name: who looks for hers may read no other. */
  #renderLanguages(label: string, { t }: View, text: ConsentText): TemplateResult | typeof nothing {
    const { texts } = this.#reader;
    if (texts.length < 2) return nothing;
    return html`<label class="field">
      <span>${label}</span>
      <select
        @change=${(event: Event) => {
          const chosen = texts[(event.target as HTMLSelectElement).selectedIndex];
          hush();
          this.#at = 0;
          if (chosen) this.#reader.choose(chosen);
        }}
      >
        ${texts.map(
          (one) =>
            html`<option lang=${one.language} ?selected=${one.language === text.language && one.format === text.format}>
              ${nameOf(one, texts, t.formats)}
            </option>`,
        )}
      </select>
    </label>`;
  }

  #go(at: number): void {
    hush();
    this.#at = at;
    this.#reader.focus('#idea');
    this.#host.requestUpdate();
  }

  #finish(): void {
    hush();
    this.#reader.finish();
  }

  #talk(): void {
    hush();
    this.#reader.talk();
  }

  #leave(): void {
    hush();
    this.#reader.leave?.();
  }
}

/** Whoever takes the screen back need not read the patient’s language. */
function renderForProfessional({ t, language }: View): TemplateResult {
  return html`<span lang=${language} dir=${directionOf(language)}>${t.giveBack}</span>`;
}

/** What the text says, in its own language whatever stands around it. Translated by the page, it would no longer be what is proven to have been shown. */
function sealed({ language }: ConsentText, said: string): TemplateResult {
  return html`<span class="sealed" translate="no" lang=${language} dir=${directionOf(language)}>${said}</span>`;
}

/** A form is said where the language alone would not tell one text from another. */
function nameOf(
  { language, format }: ConsentText,
  texts: readonly ConsentText[],
  formats: Readonly<Record<ConsentFormat, string>>,
): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return texts.filter((one) => one.language === language).length > 1 ? `${name} · ${formats[format]}` : name;
}

/** A voice of the device itself: others send what they read to somebody's server. */
function voiceFor(language: string): SpeechSynthesisVoice | undefined {
  return speech()
    ?.getVoices()
    .find((voice) => voice.localService && voice.lang.slice(0, 2) === language.slice(0, 2));
}

function speak({ title, text }: Idea, voice: SpeechSynthesisVoice): void {
  hush();
  const said = new SpeechSynthesisUtterance(`${title}. ${text}`);
  said.voice = voice;
  said.lang = voice.lang;
  speechSynthesis.speak(said);
}

function hush(): void {
  speech()?.cancel();
}

/** Some browsers have none. */
function speech(): SpeechSynthesis | undefined {
  return (window as { speechSynthesis?: SpeechSynthesis }).speechSynthesis;
}
