import * as z from 'zod/mini';
import { Instant, PlainDate } from '../core/instant.ts';

/** What kind of thing went wrong. The list is ours. */
export const AdverseEventType = z.enum([
  'care',
  'medication',
  'identity',
  'organisation',
  'informationSystem',
  'other',
]);
export type AdverseEventType = z.infer<typeof AdverseEventType>;

/** `serious` is an événement indésirable grave (R.1413-67-1 of the Code de la santé publique), which is declared to the agency too. */
export const AdverseEventSeverity = z.enum(['minor', 'moderate', 'serious']);
export type AdverseEventSeverity = z.infer<typeof AdverseEventSeverity>;

export const AdverseEvent = z.object({
  id: z.string(),
  protocol: z.string(),
  run: z.optional(z.string()),
  type: AdverseEventType,
  severity: AdverseEventSeverity,
  occurredOn: PlainDate,
  declaredAt: Instant,
  declaredBy: z.string(),
  description: z.string(),
  done: z.string(),
  analysis: z.optional(z.string()),
  closedAt: z.optional(Instant),
});
export type AdverseEvent = z.infer<typeof AdverseEvent>;

/** What writing one comes to, without what was written. */
export const AdverseEventReceipt = z.object({ id: z.string(), declaredAt: Instant, closedAt: z.optional(Instant) });
export type AdverseEventReceipt = z.infer<typeof AdverseEventReceipt>;

/** Answer of `GET …/adverse-events`, the latest first. */
export const AdverseEvents = z.object({ events: z.array(AdverseEvent) });
export type AdverseEvents = z.infer<typeof AdverseEvents>;
