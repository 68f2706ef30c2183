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
  let loading: Promise<Client> | undefined;
  const load = async () => {
    const { createClient } = await import('./client.ts');
    const language = settings.language === 'en' ? 'en' : 'fr';
    return createClient({ ...settings, language, ...(getToken && { getToken }), ...(getPerson && { getPerson }) });
  };
  return {
    settings,
    load: () =>
      (loading ??= load().catch((error: unknown) => {
        loading = undefined;
        throw error;
      })),
  };
}

/** A client the host has made. */
export function givenClient(client: Client): ClientSource {
  return { load: () => Promise.resolve(client) };
}
