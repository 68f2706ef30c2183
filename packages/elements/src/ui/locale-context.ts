import { createContext } from '@lit/context';

/** Language of the screens (`undefined`: the page's), and the words a host has put in place of ours, by key, of whichever element. */
export interface Locale {
  readonly language: string | undefined;
  readonly strings: Readonly<Record<string, unknown>>;
}

// As in `contexts.ts`, and apart from them: the language is all that most elements ask for at first.
export const localeContext = createContext<Locale | undefined>(Symbol.for('relais-locale'));
