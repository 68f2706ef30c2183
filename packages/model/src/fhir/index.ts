export type * from './datatypes.ts';
export * from './questionnaire.ts';
export type * from './questionnaire-response.ts';
export type { Reading, ReadingFault } from './read.ts';
export * from './read-questionnaire.ts';
export type * from './value-set.ts';
