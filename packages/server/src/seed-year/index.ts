export type { DemandProfile } from './demand.ts';
export { liveThrough } from './year.ts';
export type { DemoActivity, DemoProtocol, Year } from './year.ts';
