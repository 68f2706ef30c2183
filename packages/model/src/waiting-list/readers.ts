import type { Role } from '../core/roles.ts';
import { deskReaders } from '../desk/index.ts';

/** Who decides about lists: names, priorities, rules. They see numbers, and nobody's name. */
export const listDeciders = ['coordinator', 'structureAdmin'] as const satisfies readonly Role[];

/** Who sees how many wait on each list. */
export const listCounters = [...deskReaders, ...listDeciders] as const satisfies readonly Role[];
