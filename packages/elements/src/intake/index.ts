export { Intake } from './intake.ts';
export { IntakeRecordedEvent } from './intake-events.ts';
export type { IntakeStrings } from './words/fr.ts';
