import { createClient, type Client, type ClientOptions } from '@relais/sdk';
import { createPageBackend, type PageBackend, type PageBackendOptions } from '@relais/server/page';
import initialize from '@sqlite.org/sqlite-wasm';
import { checklist, englishChecklist, NOW, settings, territory } from './structure.ts';

type Sqlite = NonNullable<PageBackendOptions['loadSqlite']>;

// One WebAssembly module for all the databases of a test file.
const sqlite = initialize() as unknown as ReturnType<Sqlite>;
const opened: PageBackend[] = [];

/** The real backend in this page, with the fixture's structure and nobody in it. */
export async function openBackend(options: Partial<PageBackendOptions> = {}): Promise<PageBackend> {
  const backend = await createPageBackend({
    structures: [{ settings, territory, checklists: [checklist, englishChecklist] }],
    now: NOW,
    loadSqlite: () => sqlite,
    ...options,
  });
  opened.push(backend);
  return backend;
}

/** A device of its own: its storage is its memory. */
export function openClient(backend: PageBackend, options: Partial<ClientOptions> = {}): Client {
  return createClient({
    api: 'https://relais.test',
    structure: settings.id,
    fetch: backend.fetch,
    now: () => backend.now(),
    storage: 'memory',
    sleep: hurry,
    ...options,
  });
}

/** A network that carries everything but the live stream. */
export function withoutLive(backend: PageBackend): (request: Request) => Promise<Response> {
  const silence = new Promise<Response>(() => undefined);
  return (request) => (request.url.includes('/events?') ? silence : backend.fetch(request));
}

/** Pauses between tries are skipped; the time a single try may take is not. */
const hurry: NonNullable<ClientOptions['sleep']> = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds >= 10_000 ? milliseconds : 0);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });

afterEach(async () => {
  for (const backend of opened.splice(0)) await backend.close();
});
