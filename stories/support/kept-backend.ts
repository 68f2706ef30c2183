import { createPageBackend, type PageBackend, type PageBackendOptions, type PageCopy } from '@relais/server/page';

export type KeptOptions = Omit<PageBackendOptions, 'loadSqlite' | 'copyOf'>;

let sqlite: Promise<never> | undefined;
const kept = new Map<string, Promise<PageCopy>>();

/**
 * A backend with what `begin` puts in it, which is done once a page: whoever asks the same again gets a copy.
 *
 * @param key tells one beginning from another with the same options
 */
export async function openKeptBackend(
  options: KeptOptions,
  key = '',
  begin?: (backend: PageBackend) => Promise<void>,
): Promise<PageBackend> {
  const name = JSON.stringify([options, key]);
  const copy = kept.get(name) ?? keep();
  kept.set(name, copy);
  return createPageBackend({ ...options, loadSqlite, copyOf: await copy, structures: [] });

  async function keep(): Promise<PageCopy> {
    const backend = await createPageBackend({ ...options, loadSqlite });
    await begin?.(backend);
    const made = await backend.copy();
    await backend.close();
    return made;
  }
}

/** One WebAssembly module for all the databases of a page. */
function loadSqlite(): Promise<never> {
  sqlite ??= import('@sqlite.org/sqlite-wasm').then(({ default: initialize }) => initialize() as never);
  return sqlite;
}
