export { createDutyAnswers } from './answers.ts';
export type { DutyAnswersClient, DutyLink } from './answers.ts';
export { createDutyCalls } from './calls.ts';
export type { DutyCalls } from './calls.ts';
export { DutyTakenError } from './errors.ts';
