// What the rest of the package may know of letters.
export { LetterElement } from './letter.ts';
export { LetterHandedEvent } from './letter-events.ts';
export type { LetterPort } from './letter-controller.ts';
export type { LetterStrings } from './words/fr.ts';
