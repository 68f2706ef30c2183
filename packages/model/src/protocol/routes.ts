import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import { ImportedProtocol, ProtocolList, ProtocolRecord } from './record.ts';

export const listProtocols = {
  name: 'listProtocols',
  method: 'GET',
  path: '/protocols',
  answer: { status: 200, type: JSON_TYPE, schema: ProtocolList },
} as const satisfies Route;

export const readProtocol = {
  name: 'readProtocol',
  method: 'GET',
  path: '/protocols/{protocol}/versions/{version}',
  answer: { status: 200, type: JSON_TYPE, schema: ProtocolRecord },
} as const satisfies Route;

export const importProtocol = {
  name: 'importProtocol',
  method: 'POST',
  path: '/protocols',
  answer: { status: 201, type: JSON_TYPE, schema: ImportedProtocol },
} as const satisfies Route;

export const takeProtocolStep = {
  name: 'takeProtocolStep',
  method: 'POST',
  path: '/protocols/{protocol}/versions/{version}/steps',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;

export const switchProtocolMode = {
  name: 'switchProtocolMode',
  method: 'PUT',
  path: '/protocols/{protocol}/versions/{version}/mode',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;

export const reviewProtocol = {
  name: 'reviewProtocol',
  method: 'POST',
  path: '/protocols/{protocol}/versions/{version}/reviews',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;

export const planActivation = {
  name: 'planActivation',
  method: 'POST',
  path: '/protocols/{protocol}/activations',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;

export const endActivation = {
  name: 'endActivation',
  method: 'PUT',
  path: '/protocols/{protocol}/activations/{activation}/end',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;

export const setParameter = {
  name: 'setParameter',
  method: 'POST',
  path: '/protocols/{protocol}/parameters',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;
