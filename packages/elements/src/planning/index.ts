export { PlanningElement } from './planning.ts';
export { PlanningPublishedEvent } from './planning-events.ts';
export type { PlanningStrings } from './words/fr.ts';
