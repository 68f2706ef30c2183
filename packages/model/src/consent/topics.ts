import * as z from 'zod/mini';
import type { LiveTopic } from '../core/live.ts';

/** Live message: an access has ended. Nothing of whose, nor why. */
export const ConsentAccessMessage = z.object({ sequence: z.number(), access: z.string() });
export type ConsentAccessMessage = z.infer<typeof ConsentAccessMessage>;

export const consentTopics = {
  consentAccess: {
    summary: 'The end of an access, told to who holds its link',
    // Nobody signs in: the token of the link, as for the access itself, is checked against the one that is named.
    access: { public: true },
    query: {
      access: 'Of the topic `consentAccess`: id of the access whose link is sent; when absent the topic is refused',
    },
    message: ConsentAccessMessage,
  },
} as const satisfies Record<string, LiveTopic>;
