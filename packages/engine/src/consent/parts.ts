// What a page needs to ask: no schema comes along, and nothing that judges.
export { fillText, TextIncompleteError } from './fill-text.ts';
export type { TextValues } from './fill-text.ts';
export type { ProofGap } from './judge-proof.ts';
export type { ConsentQuestion, ConsentStanding, ConsentState, TextVersion } from './standing.ts';
