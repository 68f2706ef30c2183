import type { CallbackAction } from '@relais/model';

/** What somebody has done at the desk, without the revision it was decided on: `act` takes that of the entry as it was shown. */
export type DeskAction = WithoutRevision<CallbackAction>;
type WithoutRevision<Action> = Action extends unknown ? Omit<Action, 'revision'> : never;
