import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { Reasons } from '../structure/index.ts';

/** What a structure decides about booking. Its reasons take the place of those of the structure's own settings. */
export const BookingSettings = Exactly({
  formatVersion: z.literal('relais-booking/1'),
  reasons: Reasons,
});
export type BookingSettings = z.infer<typeof BookingSettings>;
