export { SupervisionElement } from './supervision.ts';
export type { SupervisionStrings } from './words/fr.ts';
