import { parseOfferFragment, type Client } from '@relais/sdk';
import type { PageBackend } from '@relais/server/page';
import { openDevice } from '../support/devices.ts';

/** A telephone that nobody has signed in at. */
export function createPatientClient(backend: PageBackend, link: string): Client {
  return openDevice(backend, parseOfferFragment(link)?.structureId ?? 'rives-de-lorme');
}
