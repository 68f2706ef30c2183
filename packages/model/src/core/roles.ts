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
