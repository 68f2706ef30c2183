import type { Client } from '@relais/sdk';
import type { Session } from './session.ts';

export interface ClientSettings {
  readonly api: string;
  readonly structure: string;
  readonly language: string;
}

/** A client that is made on first use, so that a page loads the SDK only when somebody acts. */
export interface ClientSource {
  /** Absent when the host has made the client. */
  readonly settings?: ClientSettings;
  load(): Promise<Client>;
}

/** The same client for every caller; a load that failed is tried again by the next one. */
export function createClientSource(settings: ClientSettings, { getToken, getPerson }: Session = {}): ClientSource {
  return loadOnce(settings, async (language) => {
    const { createClient } = await import('./client.ts');
    return createClient({ ...settings, language, ...(getToken && { getToken }), ...(getPerson && { getPerson }) });
  });
}

/** How a client is made, once for all who ask for it. */
export function loadOnce(settings: ClientSettings, make: (language: 'fr' | 'en') => Promise<Client>): ClientSource {
  let loading: Promise<Client> | undefined;
  return {
    settings,
    load: () =>
      (loading ??= make(settings.language === 'en' ? 'en' : 'fr').catch((error: unknown) => {
        loading = undefined;
        throw error;
      })),
  };
}

/** A client the host has made. */
export function givenClient(client: Client): ClientSource {
  return { load: () => Promise.resolve(client) };
}
