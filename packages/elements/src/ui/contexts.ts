import { createContext } from '@lit/context';
import type { ClientSource } from './client-source.ts';
import type { Session } from './session.ts';

/** Language of the screens (`undefined`: the page's), and the words a host has put in place of ours, by key, of whichever element. */
export interface Locale {
  readonly language: string | undefined;
  readonly strings: Readonly<Record<string, unknown>>;
}

// Symbol.for, so that two copies of the kit on one page understand each other.
export const clientContext = createContext<ClientSource | undefined>(Symbol.for('relais-client'));
export const localeContext = createContext<Locale | undefined>(Symbol.for('relais-locale'));
export const sessionContext = createContext<Session | undefined>(Symbol.for('relais-session'));
