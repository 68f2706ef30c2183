import { createClient, parseOfferFragment, type Client } from '@relais/sdk';
import type { PageBackend } from '@relais/server/page';

/** A telephone that nobody has signed in at. */
export function createPatientClient(backend: PageBackend, link: string): Client {
  const ahead = backend.now() - Date.now();
  return createClient({
    api: 'https://relais.invalid',
    structure: parseOfferFragment(link)?.structureId ?? 'rives-de-lorme',
    fetch: (request) => backend.fetch(request),
    now: () => Date.now() + ahead,
    storage: 'memory',
  });
}
