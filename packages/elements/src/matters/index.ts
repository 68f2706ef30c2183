export { MattersElement } from './matters.ts';
export type { MatterLinks } from './screen.ts';
export type { MattersStrings } from './words/fr.ts';
