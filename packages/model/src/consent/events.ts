import * as z from 'zod/mini';
import { DocumentImported } from '../core/document.ts';
import { Instant } from '../core/instant.ts';
import {
  ConsentChannel,
  ConsentCode,
  ConsentDecision,
  ConsentFormat,
  ConsentMethod,
  GiverCapacity,
  ReferralReason,
} from './codes.ts';

/** A proof was kept: its digest, so that the log says what it was, and what is counted. Nobody's name and no reason in words. */
export const ConsentRecordedEvent = z.object({
  hash: z.string(),
  code: ConsentCode,
  decision: ConsentDecision,
  method: ConsentMethod,
  channel: ConsentChannel,
  confirmedAt: Instant,
  givers: z.array(GiverCapacity),
  format: z.optional(ConsentFormat),
  language: z.optional(z.string()),
  protocol: z.optional(z.object({ id: z.string(), version: z.string() })),
  referral: z.optional(ReferralReason),
  /** Of `reuseForSteering`: whether the patient objects from this row on, all that was decided before taken into account. */
  objects: z.optional(z.boolean()),
});

const AccessOpened = z.object({ code: ConsentCode });
/** `proof`: what closed it. */
const AccessClosed = z.object({ proof: z.string() });
const Nothing = z.object({});

export const consentEvents = {
  'consent-texts.imported': DocumentImported,
  'consent.recorded': ConsentRecordedEvent,
  'consent.read': z.object({ proofs: z.int() }),
  'consent-access.opened': AccessOpened,
  'consent-access.read': z.object({ open: z.boolean() }),
  'consent-access.closed': AccessClosed,
  'consent-reading.created': Nothing,
  'consent-reading.done': z.object({ wantsToTalk: z.boolean() }),
  'consent-code.sent': Nothing,
  'consent-code.checked': z.object({ right: z.boolean() }),
} as const;
