export { checks, sign } from './checks.ts';
export { critical } from './critical.ts';
export { en } from './messages-en.ts';
export { fr } from './messages-fr.ts';
export { searchOptions, valueSets } from './option-sets.ts';
export type { ExpansionRequest, Terminology } from './option-sets.ts';
export { resumeFrom } from './resume.ts';
