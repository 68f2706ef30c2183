import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import { SessionInfo, SessionKey } from './session.ts';

export const readSession = {
  name: 'readSession',
  method: 'GET',
  path: '/session',
  answer: { status: 200, type: JSON_TYPE, schema: SessionInfo },
} as const satisfies Route;

export const readSessionKey = {
  name: 'readSessionKey',
  method: 'GET',
  path: '/session/key',
  answer: { status: 200, type: JSON_TYPE, schema: SessionKey },
} as const satisfies Route;

export const endSessions = {
  name: 'endSessions',
  method: 'POST',
  path: '/sessions/end',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;
