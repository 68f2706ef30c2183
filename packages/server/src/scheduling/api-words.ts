import { faultsSchema } from '../core/openapi/api-words.ts';
import type { ApiWords } from '../core/openapi/api-words.ts';

export const schedulingWords: ApiWords = { problems: { 'territory-invalid': { faults: faultsSchema } } };
