import type { ReactiveController, ReactiveElement } from 'lit';
import { Consumer } from './consumer.ts';
import { localeContext, type Fetch, type Vocabulary } from './locale-context.ts';

/** What a host element says of its language; `undefined` leaves it to the provider, then to the page. */
export interface Localized<Words> extends ReactiveElement {
  language: string | undefined;
  strings: Partial<Words> | undefined;
}

/**
 * Owns: which language is spoken and its words, the host's replacements laid over them. The host owns when it renders: before
 * `ready` it would show French first.
 */
export class LocaleController<Words extends object> implements ReactiveController {
  language = 'fr';
  strings: Words;
  ready: Promise<void> = Promise.resolve();

  readonly #host: Localized<Words>;
  readonly #vocabulary: Vocabulary<Words>;
  readonly #loaded: Map<string, Words>;
  readonly #provided: Consumer<typeof localeContext> | undefined;
  #laid: readonly unknown[] = [];
  #asked: Asked | undefined;

  constructor(host: Localized<Words>, vocabulary: Vocabulary<Words>) {
    this.#host = host;
    this.#vocabulary = vocabulary;
    this.strings = vocabulary.fr;
    this.#loaded = loadedOf(vocabulary);
    this.#provided = new Consumer(host, localeContext, () => this.#resolve());
    host.addController(this);
  }

  hostConnected(): void {
    if (this.#asked?.hasFailed) this.#asked = undefined;
    this.#resolve();
  }

  /** Takes up a changed `language` or `strings` of the host. */
  hostUpdate(): void {
    this.#resolve();
  }

  /**
   * Brings the words that are not said first, and lets the language that is wanted arrive: until then the first words are
   * spoken. Rejects when the French ones cannot be fetched.
   */
  async loadAll(): Promise<void> {
    const { fr, whole } = this.#vocabulary;
    if (whole && this.#loaded.get('fr') === fr) this.#loaded.set('fr', await whole());
    this.#resolve();
    let awaited: Promise<void>;
    do {
      awaited = this.ready;
      await awaited;
    } while (awaited !== this.ready);
  }

  #resolve(): void {
    // A consumer made for an element that is already in its provider calls back before it is there itself.
    const provided = this.#provided?.value;
    const wanted = (this.#host.language ?? provided?.language ?? pageLanguage(this.#host)).split('-')[0]!;
    const words = this.#loaded.get(wanted);
    const others: Readonly<Record<string, Fetch<Words>>> = { ...provided?.others, ...this.#vocabulary.others };
    if (this.#asked?.language !== wanted) this.#asked = undefined;
    if (words) this.#speak(wanted, words);
    else if (Object.hasOwn(others, wanted) && !this.#asked?.hasFailed)
      this.#asked ??= this.#load(wanted, others[wanted]!);
    else this.#speak('fr', this.#loaded.get('fr')!);
  }

  /** The same words stay the same object: what is drawn again when they change would be at every update. */
  #speak(language: string, words: Words): void {
    this.language = language;
    const layers = [words, this.#provided?.value?.strings, this.#host.strings];
    if (layers.every((layer, index) => layer === this.#laid[index])) return;
    this.#laid = layers;
    this.strings = Object.assign({}, ...layers) as Words;
  }

  /**
   * A language that cannot be fetched is spoken in French rather than not at all, and not asked for at every update: only once
   * another has been wanted, or the element is put into the page again.
   */
  #load(language: string, fetch: Fetch<Words>): Asked {
    const asked: Asked = { language, hasFailed: false };
    this.ready = fetch(this.#vocabulary, this.#host.localName)
      .then((words) => void this.#loaded.set(language, words))
      .catch(() => void (asked.hasFailed = true))
      .finally(() => {
        this.#resolve();
        this.#host.requestUpdate();
      });
    return asked;
  }
}

/** A language that is on its way, or could not be fetched. */
interface Asked {
  readonly language: string;
  hasFailed: boolean;
}

/** Words are loaded once for all elements of a kind. */
const known = new WeakMap<object, Map<string, unknown>>();

function loadedOf<Words>(vocabulary: Vocabulary<Words>): Map<string, Words> {
  const loaded = known.get(vocabulary) ?? new Map<string, unknown>([['fr', vocabulary.fr]]);
  known.set(vocabulary, loaded);
  return loaded as Map<string, Words>;
}

/** The nearest `lang` around the element, through shadow roots. */
export function pageLanguage(element: Element): string {
  const holder = element.closest('[lang]');
  if (holder) return holder.getAttribute('lang') || 'fr';
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? pageLanguage(root.host) : 'fr';
}
