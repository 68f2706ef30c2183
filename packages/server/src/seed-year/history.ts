import { sha256 } from '#digest';
import type { Ask, Step } from './steps.ts';

/** What the structure had counted in its own spreadsheets before, from the first of January to the end of the month before its first one here. */
export interface DemoHistory {
  /** Name of the file. */
  readonly file: string;
  readonly counts: readonly { readonly indicator: string; readonly n: number; readonly of?: number }[];
}

const DAY_MS = 86_400_000;

/** The coordinator takes it over on the first day. @param date of that day */
export function historyOn(
  date: string,
  at: number,
  { ask, coordinator, history }: { readonly ask: Ask; readonly coordinator: string; readonly history: DemoHistory },
): Step {
  const to = new Date(Date.parse(`${date.slice(0, 7)}-01`) - DAY_MS).toISOString().slice(0, 10);
  const rows = history.counts.map(({ indicator, n, of }, place) => ({
    row: place + 2,
    cells: {
      indicator,
      from: `${to.slice(0, 4)}-01-01`,
      to,
      n: String(n),
      ...(of !== undefined && { of: String(of) }),
    },
  }));
  const file = { name: history.file, sha256: sha256(JSON.stringify(rows)) };
  return {
    at,
    act: async () => {
      await ask(coordinator, 'POST', '/history-imports', { kind: 'counts', file, rows });
      return [];
    },
  };
}
