import * as z from 'zod/mini';

/** Live message `reset`: openings or settings changed, or the reader is too far behind; ask for the list again. */
export const ResetMessage = z.object({ sequence: z.number() });
export type ResetMessage = z.infer<typeof ResetMessage>;
