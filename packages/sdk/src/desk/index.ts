// The order of the rule and its reasons, for whoever draws the board.
export { explainPlace, isAwaitingDoctor, orderCallbacks, placeOf, sayMinutes, whyAway } from '@relais/engine/desk';
export type { AwayReason, QueueEntry, QueuePlace } from '@relais/engine/desk';

export { toQueueEntry } from './board.ts';
export type { Board, BoardState } from './board.ts';
export type { Change, ChangeEnd, ReturnedChange } from './changes.ts';
export { createDesk } from './desk.ts';
export type { DeskAction } from './action.ts';
export type { Desk } from './desk.ts';
export type { ReadOptions } from './read-options.ts';
