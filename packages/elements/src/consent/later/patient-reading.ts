import type { ConsentText } from '@relais/sdk/consent/parts';
import { nothing, type ReactiveElement, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { directionOf } from '../shared/reading.ts';
import type { View } from '../shared/types.ts';

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
    const { t } = view;
    const { text } = this.#reader;
    if (!text) return html`<p>${t.textMissing}</p>`;
    const ideas = text.points.flatMap((point) => point.ideas);
    const idea = ideas[this.#at] ?? { title: t.readAll, text: t.readAllHelp };
    const isEnd = this.#at >= ideas.length;
    const voice = voiceFor(text.language);
    return html`<div
      class="reading"
      lang=${isEnd ? view.language : text.language}
      dir=${directionOf(isEnd ? 'fr' : text.language)}
    >
      <p class="quiet progress" lang=${view.language} dir="ltr">
        ${isEnd ? text.title : t.ideaOf(this.#at + 1, ideas.length)}
      </p>
      <h2 id="idea" tabindex="-1">${idea.title}</h2>
      <p class="idea">${idea.text}</p>
      ${
        voice && !isEnd
          ? html`<button type="button" part="action" lang=${view.language} @click=${() => speak(idea, voice)}>
              ${t.readAloud}
            </button>`
          : nothing
      }
      <div class="actions" lang=${view.language}>
        <button type="button" part="action" ?disabled=${this.#at === 0} @click=${() => this.#go(this.#at - 1)}>
          ${t.previous}
        </button>
        ${
          isEnd
            ? html`<button type="button" class="primary" part="action" @click=${() => this.#finish()}>
                ${t.haveRead}
              </button>`
            : html`<button type="button" class="primary" part="action" @click=${() => this.#go(this.#at + 1)}>
                ${t.next}
              </button>`
        }
      </div>
      ${this.#renderLanguages(view, text)}
      <div class="asides" lang=${view.language} dir="ltr">
        <button type="button" class="link" part="action" @click=${() => this.#talk()}>${t.wantsToTalk}</button>
        ${
          this.#reader.leave
            ? html`<button type="button" class="link" part="action" @click=${() => this.#leave()}>
                ${t.giveBack}
              </button>`
            : nothing
        }
      </div>
    </div>`;
  }

  #renderLanguages({ t, language }: View, text: ConsentText): TemplateResult | typeof nothing {
    const { texts } = this.#reader;
    if (texts.length < 2) return nothing;
    const names = new Intl.DisplayNames([language], { type: 'language' });
    return html`<label class="field" lang=${language} dir="ltr">
      <span>${t.textChoice}</span>
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
            html`<option ?selected=${one.language === text.language && one.format === text.format}>
              ${`${names.of(one.language) ?? one.language} · ${t.formats[one.format]}`}
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
