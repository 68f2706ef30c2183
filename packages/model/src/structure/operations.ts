import { JSON_TYPE, languageParameter, writeProblems } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import { StructureSettings } from './settings.ts';
import { StructureInfo } from './structure.ts';

export const structureOperations = {
  describeStructure: {
    method: 'GET',
    path: '',
    summary: 'What a picker needs to know of the structure',
    access: { public: true },
    query: { language: languageParameter },
    answer: { status: 200, type: JSON_TYPE, schema: StructureInfo, tagged: true },
    problems: ['invalid-request'],
  },
  readSettings: {
    method: 'GET',
    path: '/settings',
    summary: 'The settings as they were imported, to be changed and put back',
    access: { roles: ['structureAdmin'] },
    answer: { status: 200, type: JSON_TYPE, schema: StructureSettings },
    problems: ['unauthenticated', 'forbidden', 'not-found'],
  },
  importSettings: {
    method: 'PUT',
    path: '/settings',
    summary: 'Replace the settings, among them the sites that may book',
    access: { roles: ['structureAdmin'] },
    body: StructureSettings,
    answer: { status: 204, type: JSON_TYPE },
    problems: ['invalid-request', 'unauthenticated', 'forbidden', ...writeProblems],
  },
} as const satisfies Record<string, Operation>;
