export { DoctorAnswerElement } from './doctor-answer.ts';
export { DoctorAnsweredEvent } from './doctor-answer-events.ts';
export type { DoctorAnswerStrings } from './words/fr.ts';
