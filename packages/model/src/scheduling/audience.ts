import * as z from 'zod/mini';

/** Audiences of an opening: the slot kinds of the national SAS platform (TRE_R314). */
export const Audience = z.enum(['PUBLIC', 'PRO', 'SNP', 'CPTS']);
export type Audience = z.infer<typeof Audience>;

/** Audiences anybody may search for; the others, and every reserved-seat label, need a professional role. */
export const publicAudiences: readonly Audience[] = ['CPTS', 'PUBLIC'];
