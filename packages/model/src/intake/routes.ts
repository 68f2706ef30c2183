import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import { ExplainedSlots, IntakeReceipt, KnownRequests, SeatProposal } from './intakes.ts';

export const recordIntake = {
  name: 'recordIntake',
  method: 'POST',
  path: '/intakes',
  answer: { status: 201, type: JSON_TYPE, schema: IntakeReceipt },
} as const satisfies Route;

export const searchKnown = {
  name: 'searchKnown',
  method: 'POST',
  path: '/intakes/search',
  answer: { status: 200, type: JSON_TYPE, schema: KnownRequests },
} as const satisfies Route;

export const proposeSeat = {
  name: 'proposeSeat',
  method: 'POST',
  path: '/seat-proposals',
  answer: { status: 201, type: JSON_TYPE, schema: SeatProposal },
} as const satisfies Route;

export const explainSlots = {
  name: 'explainSlots',
  method: 'GET',
  path: '/explained-slots',
  answer: { status: 200, type: JSON_TYPE, schema: ExplainedSlots },
} as const satisfies Route;
