import * as z from 'zod/mini';
import { Instant, PlainDate } from '../core/instant.ts';
import { PracticeRegime, ProtocolKind } from '../protocol/index.ts';
import { Missing } from './missing.ts';

/** Whether somebody can run a protocol now, and if not, why. */
export const ProtocolReadiness = z.object({
  protocol: z.string(),
  title: z.string(),
  kind: ProtocolKind,
  version: z.optional(z.string()),
  regime: z.optional(PracticeRegime),
  ready: z.boolean(),
  missing: z.array(Missing),
  /** Last day of the certificate, where it ends within sixty days. */
  renewBy: z.optional(PlainDate),
});
export type ProtocolReadiness = z.infer<typeof ProtocolReadiness>;

/** Answer of `GET …/team/readiness`: first what can be run, then by title. */
export const Readiness = z.object({
  sequence: z.number(),
  at: Instant,
  /** By whose clock the structure lives. */
  timezone: z.string(),
  protocols: z.array(ProtocolReadiness),
});
export type Readiness = z.infer<typeof Readiness>;
