export { createDeclaring, listActions } from './actions.ts';
export type { ActionPeriod } from './actions.ts';
