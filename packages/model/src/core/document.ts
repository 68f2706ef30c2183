import * as z from 'zod/mini';

/** A document came in force. `sha256` of its body as it is kept; rows of an earlier version do without. */
export const DocumentImported = z.object({ version: z.int(), sha256: z.optional(z.string()) });
export type DocumentImported = z.infer<typeof DocumentImported>;
