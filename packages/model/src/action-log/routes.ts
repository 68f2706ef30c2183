import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import { Action, ActionList } from './actions.ts';

export const listActions = {
  name: 'listActions',
  method: 'GET',
  path: '/actions',
  answer: { status: 200, type: JSON_TYPE, schema: ActionList },
} as const satisfies Route;

export const declareAction = {
  name: 'declareAction',
  method: 'POST',
  path: '/actions',
  answer: { status: 201, type: JSON_TYPE, schema: Action },
} as const satisfies Route;
