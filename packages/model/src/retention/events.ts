import * as z from 'zod/mini';
import { DocumentImported } from '../core/document.ts';
import { Instant } from '../core/instant.ts';

/** What has been erased: how many rows of one kind that had ended before an instant. */
export const RetentionErased = z.object({
  kind: z.enum([
    'callbacks',
    'intakes',
    'bookings',
    'visits',
    'waitingEntries',
    'photographs',
    'patients',
    'dutyCalls',
  ]),
  count: z.int(),
  before: Instant,
});
export type RetentionErased = z.infer<typeof RetentionErased>;

export const retentionEvents = {
  'retention.imported': DocumentImported,
  /** Its subject is the structure. */
  'retention.erased': RetentionErased,
} as const;
