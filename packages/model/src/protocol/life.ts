import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { PlainDate } from '../core/instant.ts';
import { ProtocolText } from './evidence.ts';
import { canBeFound, namedSignatureShape } from './signature.ts';

export const ProtocolState = z.enum([
  'draft',
  'validated',
  'filed',
  'active',
  'refused',
  'closedWithoutAction',
  'withdrawn',
]);
export type ProtocolState = z.infer<typeof ProtocolState>;

/** A version enters a state. `from` is the day it does, which may be ahead of the day it was decided. */
export const ProtocolStep = Exactly({
  state: ProtocolState,
  ...namedSignatureShape,
  from: PlainDate,
  reason: z.optional(ProtocolText),
}).check(canBeFound);
export type ProtocolStep = z.infer<typeof ProtocolStep>;

/** The steps of one version in a structure, in order. Before the first it is a draft. */
export const ProtocolLife = z.array(ProtocolStep);
export type ProtocolLife = z.infer<typeof ProtocolLife>;
