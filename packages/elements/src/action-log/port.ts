import type { Action, ActionList, DeclareAction } from '@relais/sdk';
import type { ActionPeriod } from '@relais/sdk/action-log';
import type { HistoryPort } from './history/port.ts';

/** What keeps actions: our backend, or whatever a host has in its place. What fails is said by the `code` of an error. */
export interface ActionLogPort {
  /** Milliseconds since the epoch, by the clock that days go by. */
  now(): number;
  list(period: ActionPeriod): Promise<ActionList>;
  declare(action: DeclareAction): Promise<Action>;
  /** What was taken over from files, where that can be done. */
  readonly history?: HistoryPort | undefined;
}
