import type { Client, ClientOptions } from '@relais/sdk';
import type { PageBackend } from '@relais/server/page';
import { openDevice } from '../../../stories/support/devices.ts';
import { openKeptBackend, type KeptOptions } from '../../../stories/support/kept-backend.ts';
import { checklist, englishChecklist, NOW, settings, territory } from './structure.ts';

const opened: PageBackend[] = [];

/** The real backend in this page, with the fixture's structure and nobody in it. */
export async function openBackend(options: Partial<KeptOptions> = {}): Promise<PageBackend> {
  const structures = [{ settings, territory, checklists: [checklist, englishChecklist] }];
  const backend = await openKeptBackend({ structures, now: NOW, ...options });
  opened.push(backend);
  return backend;
}

/** A device of its own: its storage is its memory. */
export function openClient(backend: PageBackend, options: Partial<ClientOptions> = {}): Client {
  return openDevice(backend, settings.id, { api: 'https://relais.test', ...options });
}

/** A network that carries everything but the live stream. */
export function withoutLive(backend: PageBackend): (request: Request) => Promise<Response> {
  const silence = new Promise<Response>(() => undefined);
  return (request) => (request.url.includes('/events?') ? silence : backend.fetch(request));
}

afterEach(async () => {
  for (const backend of opened.splice(0)) await backend.close();
});
