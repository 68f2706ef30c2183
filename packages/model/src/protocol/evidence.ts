import * as z from 'zod/mini';
import { PlainDate } from '../core/instant.ts';
import { Key, Written } from '../core/written.ts';

/** Whether a published text says so, or whether it is an example that a doctor has to validate. */
export const EvidenceStatus = z.enum(['sourced', 'illustrative']);
export type EvidenceStatus = z.infer<typeof EvidenceStatus>;

export const ProtocolKey = Key.check(z.maxLength(80));
/** Read on screens, in letters and on prescriptions. */
export const ProtocolText = Written(4000);

/** Where a statement of a protocol comes from. `source` is a key of its `sources`. */
export const evidenceShape = { status: EvidenceStatus, source: z.optional(ProtocolKey) };

/** Who answers for something, by name, and since when. */
export const signatureShape = { by: ProtocolText, on: PlainDate };

/** Days on which something holds, both included; without an end, until further notice. */
export const validityShape = { validFrom: PlainDate, validTo: z.optional(PlainDate) };
