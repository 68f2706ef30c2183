import * as z from 'zod/mini';
import { Exactly, LocalizedText } from '../core/exactly.ts';

/** Reasons for the visit a person may choose from: code and label, one at least. */
export const Reasons = z.array(Exactly({ code: z.string(), label: LocalizedText })).check(z.minLength(1));
export type Reasons = z.infer<typeof Reasons>;
