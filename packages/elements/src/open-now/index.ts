export { OpenNowElement } from './open-now.ts';
export type { OpenNowStrings } from './words/fr.ts';
