import * as z from 'zod/mini';

/** The subject is the webhook's id. Its address may be a secret, and stands in no row. */
export const webhookEvents = {
  /** An address was given, with a secret of its own, in place of the former one where there was one. */
  'webhook.set': z.object({}),
  'webhook.ended': z.object({}),
  /** It is not tried any more; `code` is what it failed with last. */
  'webhook.paused': z.object({ code: z.string() }),
  'webhook.resumed': z.object({}),
} as const;
