import * as z from 'zod/mini';
import type { ZodMiniType } from 'zod/mini';
import type { Access } from './operation.ts';

/** A subject that live readers may follow. Its messages are server-sent events of its name; their SSE id is `sequence`, by which a reader resumes. */
export interface LiveTopic {
  readonly summary: string;
  /** Who may hear it. Links open none, but for a topic that checks the token of its own. */
  readonly access: Omit<Access, 'link'>;
  /** What each parameter takes, and what holds when it is absent. */
  readonly query?: Readonly<Record<string, string>>;
  readonly message: ZodMiniType<{ readonly sequence: number }>;
}

/** Live message `reset`: openings or settings changed, or the reader is too far behind; ask for everything again. */
export const ResetMessage = z.object({ sequence: z.number() });
export type ResetMessage = z.infer<typeof ResetMessage>;
