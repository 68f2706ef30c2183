import type { Subject } from '../core/subject.ts';
import { contractWords } from './api-words.ts';
import { contractDocument } from './contract.ts';
import { contractRoutes } from './routes.ts';

/** The contract of the ACI as the structure has typed it in, and what it would bring by the figures: a help, and a claim on nobody. */
export const contract: Subject = {
  apiWords: contractWords,
  documents: [contractDocument],
  routes: contractRoutes,
};
