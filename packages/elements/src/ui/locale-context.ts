import { createContext } from '@lit/context';

/** The words of an element: French, the reference, and how to get those of every other language. */
export interface Vocabulary<Words> {
  /** All of them, or those said first. */
  readonly fr: Words;
  /** All of the French words, where `fr` holds but the first; the other languages come whole. */
  readonly whole?: () => Promise<Words>;
  readonly others: Readonly<Record<string, Fetch<Words>>>;
}

/** How the words of one language are had. One that the kit does not bring is told whose words are wanted. */
export type Fetch<Words> = (vocabulary: Vocabulary<Words>, tag: string) => Promise<Words>;

/** Language of the screens (`undefined`: the page's), and the words a host has put in place of ours, by key, of whichever element. */
export interface Locale {
  readonly language: string | undefined;
  readonly strings: Readonly<Record<string, unknown>>;
  /** Languages that the kit does not bring, by primary subtag. */
  readonly others?: Readonly<Record<string, <Words>(...asked: Parameters<Fetch<Words>>) => Promise<Words>>>;
}

// As in `contexts.ts`, and apart from them: the language is all that most elements ask for at first.
export const localeContext = createContext<Locale | undefined>(Symbol.for('relais-locale'));
