import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import { StructureSettings } from './settings.ts';
import { StructureInfo } from './structure.ts';

export const describeStructure = {
  name: 'describeStructure',
  method: 'GET',
  path: '',
  answer: { status: 200, type: JSON_TYPE, schema: StructureInfo, tagged: true },
} as const satisfies Route;

export const readSettings = {
  name: 'readSettings',
  method: 'GET',
  path: '/settings',
  answer: { status: 200, type: JSON_TYPE, schema: StructureSettings, tagged: true },
} as const satisfies Route;

export const importSettings = {
  name: 'importSettings',
  method: 'PUT',
  path: '/settings',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;
