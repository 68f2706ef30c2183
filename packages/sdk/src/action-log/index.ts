export { declareAction, listActions } from './actions.ts';
export type { ActionPeriod } from './actions.ts';
