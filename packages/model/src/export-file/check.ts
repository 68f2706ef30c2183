import * as z from 'zod/mini';

/** Kinds of files that are handed on: one export as the backend gives it, tables of several, a FHIR bundle of them, the activity report, a document of what is shown. */
export const ExportFileKind = z.enum(['json', 'csv', 'xlsx', 'fhir', 'report', 'pdf']);
export type ExportFileKind = z.infer<typeof ExportFileKind>;

/** What looking at a file has found: of what it carries sealed, and of what is seen in it. */
export const ExportFileCheck = z.object({
  kind: ExportFileKind,
  /** Of the export it was made of, by which the log names it; absent from files made before there was one. */
  exportId: z.optional(z.string()),
  /** Sealed here, and nothing of what it carries was changed. */
  sealed: z.boolean(),
  /** The log still passes through the row it was made at. */
  inLog: z.boolean(),
  /** What is seen in it is what it carries. */
  isIntact: z.boolean(),
  /** Rows and sentences that it carries and are not seen in it as they were sealed; the first twenty. */
  missing: z.array(z.string()),
  /** Rows that are seen in its tables, and that it does not carry; the first twenty. */
  added: z.array(z.string()),
});
export type ExportFileCheck = z.infer<typeof ExportFileCheck>;

/** Of what is sealed alone. */
export type ExportCheck = Pick<ExportFileCheck, 'sealed' | 'inLog'>;
