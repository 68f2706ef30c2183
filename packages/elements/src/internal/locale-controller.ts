import { ContextConsumer } from '@lit/context';
import type { ReactiveController, ReactiveElement } from 'lit';
import { fr, type Strings } from '../translations/fr.ts';
import { localeContext } from './contexts.ts';

/** What a host element says of its language; `undefined` leaves it to the provider, then to the page. */
export interface Localized extends ReactiveElement {
  language: string | undefined;
  strings: Partial<Strings> | undefined;
}

/** Every language but the reference, loaded when asked for. */
const LOADERS: Readonly<Record<string, () => Promise<Strings>>> = {
  en: () => import('../translations/en.ts').then(({ en }) => en),
};
const loaded = new Map<string, Strings>([['fr', fr]]);

/**
 * Owns: which language is spoken and its words, the host's replacements laid over them. The host owns when it renders: before
 * `ready` it would show French first.
 */
export class LocaleController implements ReactiveController {
  language = 'fr';
  strings: Strings = fr;
  ready: Promise<void> = Promise.resolve();

  readonly #host: Localized;
  readonly #provided: ContextConsumer<typeof localeContext, Localized>;

  constructor(host: Localized) {
    this.#host = host;
    this.#provided = new ContextConsumer(host, {
      context: localeContext,
      subscribe: true,
      callback: () => this.#resolve(),
    });
    host.addController(this);
  }

  hostConnected(): void {
    this.#resolve();
  }

  /** Takes up a changed `language` or `strings` of the host. */
  hostUpdate(): void {
    this.#resolve();
  }

  #resolve(): void {
    const wanted = (this.#host.language ?? this.#provided.value?.language ?? pageLanguage(this.#host)).slice(0, 2);
    const words = loaded.get(wanted);
    if (words) this.#speak(wanted, words);
    else if (Object.hasOwn(LOADERS, wanted)) this.#load(wanted);
    else this.#speak('fr', fr);
  }

  #speak(language: string, words: Strings): void {
    this.language = language;
    this.strings = { ...words, ...this.#provided.value?.strings, ...this.#host.strings };
  }

  /** A language that cannot be fetched is spoken in French rather than not at all. */
  #load(language: string): void {
    this.ready = LOADERS[language]!()
      .then((words) => void loaded.set(language, words))
      .catch(() => this.#speak('fr', fr))
      .finally(() => this.#host.requestUpdate());
  }
}

/** The nearest `lang` around the element, through shadow roots. */
export function pageLanguage(element: Element): string {
  const holder = element.closest('[lang]');
  if (holder) return holder.getAttribute('lang') || 'fr';
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? pageLanguage(root.host) : 'fr';
}
