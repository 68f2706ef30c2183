import * as z from 'zod/mini';
import type { LiveTopic } from '../core/live.ts';

/** Live message: these runs are not as they were. Ids alone: whoever has a part in one asks for it. */
export const RunsMessage = z.object({ sequence: z.number(), runs: z.array(z.string()) });
export type RunsMessage = z.infer<typeof RunsMessage>;

export const runTopics = {
  runs: {
    summary: 'Runs that have changed: started, an alert, an answer to it, an end',
    access: { roles: ['delegate', 'delegator'], partial: true },
    message: RunsMessage,
  },
} as const satisfies Record<string, LiveTopic>;
