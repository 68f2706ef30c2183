export { TeamElement } from './team.ts';
export { RunRequestEvent, TeamChangeEvent } from './shared/team-events.ts';
export type { TeamStrings } from './words/fr.ts';
