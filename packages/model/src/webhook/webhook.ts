import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { Instant } from '../core/instant.ts';

/** Where a structure's software is told. Longer ones are not known to any server. */
export const WebhookTarget = Exactly({
  address: z.string().check(z.minLength(1), z.maxLength(2000)),
});
export type WebhookTarget = z.infer<typeof WebhookTarget>;

/**
 * `waiting`: something is to be told, and nothing speaks against it. `failing`: it was tried, and is tried again by itself. `paused`: it is not
 * tried any more until somebody says so; everything waits.
 */
export const WebhookState = z.enum(['idle', 'waiting', 'failing', 'paused']);
export type WebhookState = z.infer<typeof WebhookState>;

/** Answer of `GET …/webhook`; without `hook` no software is told. */
export const WebhookReport = z.object({
  now: Instant,
  hook: z.optional(
    z.object({
      address: z.string(),
      /** Since when this address and its secret hold. */
      since: Instant,
      state: WebhookState,
      /** Number of the last that was to be told; 0 while there was none. */
      lastSequence: z.int(),
      /** How many wait. */
      waiting: z.int(),
      /** The last that was told. */
      delivered: z.optional(z.object({ sequence: z.int(), at: Instant })),
      failure: z.optional(
        z.object({
          since: Instant,
          attempts: z.int(),
          /** `answered-503`, `too-slow`, `unreachable`… */
          code: z.string(),
          /** Absent of one that is paused. */
          nextAttempt: z.optional(Instant),
        }),
      ),
    }),
  ),
});
export type WebhookReport = z.infer<typeof WebhookReport>;

/** Answer of `POST …/webhook`: the secret is said this once and kept by nobody. */
export const NewWebhook = z.object({ address: z.string(), since: Instant, secret: z.string() });
export type NewWebhook = z.infer<typeof NewWebhook>;

/** What is sent: ids alone. Whoever may read the run asks for it. Numbers of one webhook begin with 1 and leave none out. */
export const WebhookMessage = z.object({
  type: z.literal('run.ended'),
  /** When it happened, not when it is sent. */
  timestamp: Instant,
  data: z.object({ structure: z.string(), run: z.string(), sequence: z.int() }),
});
export type WebhookMessage = z.infer<typeof WebhookMessage>;
