export type { DemandProfile } from './demand.ts';
export { liveThrough } from './year.ts';
export type { DemoActivity, Year } from './year.ts';
