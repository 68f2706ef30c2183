import type { Role } from '../core/roles.ts';

/** Who treats patients, and reads what came with them. */
export const visitClinicians = ['slotProvider'] as const satisfies readonly Role[];

/** Who sees the list of the day: the front desk too, which says who has come. */
export const visitReaders = [...visitClinicians, 'secretary'] as const satisfies readonly Role[];

/** Who answers for visits being closed, without reading whose they are. */
export const visitOverseers = ['coordinator', 'structureAdmin'] as const satisfies readonly Role[];
