import * as z from 'zod/mini';
import { PlainDate } from '../core/instant.ts';
import { HistoryKind } from './imports.ts';

/** A count of a period as the structure had it elsewhere. */
export const ImportedCount = z.object({
  indicator: z.string(),
  from: PlainDate,
  to: PlainDate,
  n: z.int(),
  of: z.optional(z.int()),
});
export type ImportedCount = z.infer<typeof ImportedCount>;

const file = { sha256: z.string(), refused: z.int() };

/** What was taken over, and what of it was undone. Their subject is the import; of actions, each is an event of its own that names it. */
export const historyEvents = {
  'history.actions-imported': z.object({ ...file, taken: z.int() }),
  'history.counts-imported': z.object({ ...file, counts: z.array(ImportedCount) }),
  'history.import-undone': z.object({ kind: HistoryKind }),
} as const;
