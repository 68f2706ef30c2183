export type * from './datatypes.ts';
export * from './questionnaire.ts';
export type * from './questionnaire-response.ts';
export * from './read.ts';
export type * from './value-set.ts';
