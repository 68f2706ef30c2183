/** What keeps SQLite from working, by the cause an operator can do something about. */
export type SqliteFault = 'locked' | 'memory' | 'read-only' | 'disk-error' | 'full' | 'unopenable' | 'damaged';

/** By SQLite's primary result code; see https://sqlite.org/rescode.html. */
const FAULTS: Readonly<Record<number, SqliteFault>> = {
  5: 'locked',
  6: 'locked',
  7: 'memory',
  8: 'read-only',
  10: 'disk-error',
  11: 'damaged',
  13: 'full',
  14: 'unopenable',
  15: 'locked',
  26: 'damaged',
};

/** The fault behind an error of `node:sqlite` or of SQLite's WebAssembly build; `undefined` for any other error. */
export function sqliteFault(error: unknown): SqliteFault | undefined {
  const code = resultCode(error);
  // The low byte is the primary code, the others say more of it.
  return code === undefined ? undefined : FAULTS[code & 0xff];
}

function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  const { errcode, resultCode } = error as { errcode?: unknown; resultCode?: unknown };
  return [errcode, resultCode].find((code) => typeof code === 'number');
}
