import type { Role } from '../core/roles.ts';

/** Clinicians who may take a call that is theirs alone to take. */
export const callingClinicians = ['slotProvider'] as const satisfies readonly Role[];

/** Who sees the people on the board, and works on it. */
export const deskReaders = ['secretary', 'dispatcher', ...callingClinicians] as const satisfies readonly Role[];
