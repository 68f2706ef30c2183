import * as z from 'zod/mini';
import { PlainDate } from '../core/instant.ts';
import { ProtocolState } from './life.ts';

const version = { protocolVersion: z.string() };
const period = { validFrom: PlainDate, validTo: z.optional(PlainDate) };

/** A version is there. `signed`: its rules that are not proven and for which somebody has signed; who, its text says. */
export const ProtocolAdded = z.object({ ...version, sha256: z.string(), signed: z.array(z.string()) });
export type ProtocolAdded = z.infer<typeof ProtocolAdded>;

/** What happens to protocols; the subject of a row is the protocol's id. Who signed stands in the tables: a row holds no name. */
export const protocolEvents = {
  'protocol.added': ProtocolAdded,
  'protocol.step-taken': z.object({ ...version, state: ProtocolState, from: PlainDate }),
  'protocol.mode-switched': z.object({ ...version, mode: z.enum(['display', 'compute']) }),
  'protocol.reviewed': z.object({ ...version, paths: z.array(z.string()) }),
  'protocol.activation-planned': z.object({ activation: z.string(), reason: z.enum(['season', 'crisis']), ...period }),
  'protocol.activation-ended': z.object({ activation: z.string(), validTo: PlainDate }),
  'protocol.parameter-set': z.object({ parameter: z.string(), name: z.string(), value: z.number(), ...period }),
} as const;
