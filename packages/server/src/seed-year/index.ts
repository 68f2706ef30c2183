export type { DemandProfile } from './demand.ts';
export { liveThrough } from './year.ts';
export type { DemoActivity, DemoOpening, DemoProtocol, Year } from './year.ts';
