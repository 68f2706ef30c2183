import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { Instant } from '../core/instant.ts';

/** What a structure brings from elsewhere: entries of its log of actions, or counts of periods that are over or under way. */
export const HistoryKind = z.enum(['actions', 'counts']);
export type HistoryKind = z.infer<typeof HistoryKind>;

/** What a column of a file of actions may be. */
export const HistoryActionColumn = z.enum([
  'on',
  'kind',
  'mission',
  'title',
  'sheet',
  'reached',
  'attendees',
  'evidence',
]);
export type HistoryActionColumn = z.infer<typeof HistoryActionColumn>;

/**
 * What a column of a file of counts may be. `from`: the first day, or a whole period (`2025`, `03/2025`, `T1 2025`), `to` being empty then.
 * `n`: what is counted, above the line of a share, or the minutes of a median; `of`: below the line, or how many there are of a median.
 */
export const HistoryCountColumn = z.enum(['indicator', 'from', 'to', 'n', 'of']);
export type HistoryCountColumn = z.infer<typeof HistoryCountColumn>;

export const HistoryColumn = z.enum([...HistoryActionColumn.options, ...HistoryCountColumn.options]);
export type HistoryColumn = z.infer<typeof HistoryColumn>;

/** Why a line is not taken. */
export const HistoryFault = z.enum([
  'missing',
  'not-a-date',
  'too-early',
  'to-come',
  'inverted',
  'too-long',
  'unknown-kind',
  'unknown-mission',
  'unknown-indicator',
  'not-a-count',
  'negative',
  'too-large',
  'more-than-all',
  'not-a-share',
  'twice-in-file',
  /** Another line of the file, or a count taken over before, is of some of the same days. */
  'overlaps',
  'already-there',
]);
export type HistoryFault = z.infer<typeof HistoryFault>;

/** A line that was not taken: its number in the file, the column and why. Nothing of what it said. */
export const RefusedHistoryRow = z.object({ row: z.int(), column: HistoryColumn, reason: HistoryFault });
export type RefusedHistoryRow = z.infer<typeof RefusedHistoryRow>;

/** The file it comes from. Its name is for people, and stands in no event; what it holds is told by its hash. */
export const HistoryFile = Exactly({
  name: z.string().check(z.minLength(1), z.maxLength(200), z.regex(/^[^\p{Cc}\p{Cf}\p{Cs}]+$/u)),
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});
export type HistoryFile = z.infer<typeof HistoryFile>;

const Cell = z.string().check(z.maxLength(600));
const Place = z.int().check(z.minimum(1), z.maximum(10_000_000));

/** More of them hold a structure's lock longer than whoever books should wait. */
export const LARGEST_HISTORY = 2000;

/** A line of a file as it is written there, by what its columns are. `row`: its number in the file. */
export const HistoryActionRow = z.object({ row: Place, cells: z.partialRecord(HistoryActionColumn, Cell) });
export type HistoryActionRow = z.infer<typeof HistoryActionRow>;

export const HistoryCountRow = z.object({ row: Place, cells: z.partialRecord(HistoryCountColumn, Cell) });
export type HistoryCountRow = z.infer<typeof HistoryCountRow>;

/** `POST …/history-imports`. */
export const ImportHistory = z.discriminatedUnion('kind', [
  Exactly({
    kind: z.literal('actions'),
    file: HistoryFile,
    rows: z.array(HistoryActionRow).check(z.minLength(1), z.maxLength(LARGEST_HISTORY)),
  }),
  Exactly({
    kind: z.literal('counts'),
    file: HistoryFile,
    rows: z.array(HistoryCountRow).check(z.minLength(1), z.maxLength(LARGEST_HISTORY)),
  }),
]);
export type ImportHistory = z.infer<typeof ImportHistory>;

/** Every good line is taken, and every other one is named. Without `import`, nothing was taken and nothing was written. */
export const HistoryReport = z.object({
  import: z.optional(z.string()),
  taken: z.int(),
  refused: z.array(RefusedHistoryRow),
});
export type HistoryReport = z.infer<typeof HistoryReport>;

/** What was taken over at once. Undone, none of it counts any more. */
export const HistoryImport = z.object({
  id: z.string(),
  kind: HistoryKind,
  file: z.object({ name: z.string(), sha256: z.string() }),
  taken: z.int(),
  refused: z.int(),
  importedBy: z.string(),
  importedAt: Instant,
  undoneBy: z.optional(z.string()),
  undoneAt: z.optional(Instant),
});
export type HistoryImport = z.infer<typeof HistoryImport>;

/** `GET …/history-imports`, the latest first. */
export const HistoryImportList = z.object({ imports: z.array(HistoryImport) });
export type HistoryImportList = z.infer<typeof HistoryImportList>;
