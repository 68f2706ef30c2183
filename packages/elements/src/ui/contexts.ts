import { createContext } from '@lit/context';
import type { ClientSource } from './client-source.ts';
import type { Session } from './session.ts';

// Symbol.for, so that two copies of the kit on one page understand each other.
export const clientContext = createContext<ClientSource | undefined>(Symbol.for('relais-client'));
export const sessionContext = createContext<Session | undefined>(Symbol.for('relais-session'));
