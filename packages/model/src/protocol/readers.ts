import type { Role } from '../core/roles.ts';

/** Who works with protocols or answers for them. There is nothing of patients in one. */
export const protocolReaders = [
  'delegate',
  'delegator',
  'slotProvider',
  'coordinator',
  'structureAdmin',
  'dpo',
  'integration',
] as const satisfies readonly Role[];
