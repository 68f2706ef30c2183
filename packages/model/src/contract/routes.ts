import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import { KeptContract, SavedContract } from './contract.ts';
import { PaymentHelp } from './payment.ts';

export const readContract = {
  name: 'readContract',
  method: 'GET',
  path: '/settings/contract',
  answer: { status: 200, type: JSON_TYPE, schema: KeptContract },
} as const satisfies Route;

export const saveContract = {
  name: 'saveContract',
  method: 'PUT',
  path: '/settings/contract',
  answer: { status: 200, type: JSON_TYPE, schema: SavedContract },
} as const satisfies Route;

export const readPayment = {
  name: 'readPayment',
  method: 'GET',
  path: '/contract-payment',
  answer: { status: 200, type: JSON_TYPE, schema: PaymentHelp },
} as const satisfies Route;
