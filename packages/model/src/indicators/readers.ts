import type { Role } from '../core/roles.ts';

/** Who steers. They are no part of anybody's care: small numbers are hidden from them. */
export const figureReaders = ['coordinator', 'structureAdmin', 'dpo'] as const satisfies readonly Role[];

/** Who may see which rows of the log have made a line: two lists with a row in common are known to speak of one patient. */
export const lineRowReaders = ['structureAdmin', 'dpo'] as const satisfies readonly Role[];
