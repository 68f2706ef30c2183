export { createStructure } from './structure.ts';
export type { Structure } from './structure.ts';
