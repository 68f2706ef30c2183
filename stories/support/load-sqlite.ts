let sqlite: Promise<never> | undefined;

/** One WebAssembly module for the databases of all stages of a page. */
export function loadSqlite(): Promise<never> {
  sqlite ??= import('@sqlite.org/sqlite-wasm').then(({ default: initialize }) => initialize() as never);
  return sqlite;
}
