// What the rest of the package may know of runs.
export { ProtocolRun } from './protocol-run.ts';
export { RunAlertEvent, RunEndedEvent, RunStartedEvent } from './run-events.ts';
export type { ConsentPort, RunPicture, RunPort, RunResult } from './types.ts';
export type { ProtocolRunStrings } from './words/fr.ts';
export { tellRun } from './told-run.ts';
export type { ToldRun } from './told-run.ts';
