import * as z from 'zod/mini';

/** Who a professional is for the backend; the glossary gives the French term of each. */
export const Role = z.enum([
  'secretary',
  'dispatcher',
  'delegate',
  'delegator',
  'slotProvider',
  'coordinator',
  'structureAdmin',
  'dpo',
  'integration',
]);
export type Role = z.infer<typeof Role>;

/** Audiences of an opening: the slot kinds of the national SAS platform (TRE_R314). */
export const Audience = z.enum(['PUBLIC', 'PRO', 'SNP', 'CPTS']);
export type Audience = z.infer<typeof Audience>;

/** Audiences anybody may search for; the others, and every reserved-seat label, need a professional role. */
export const publicAudiences: readonly Audience[] = ['CPTS', 'PUBLIC'];
