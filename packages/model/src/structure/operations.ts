import { documentProblems, languageParameter } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import { StructureSettings } from './settings.ts';
import * as routes from './routes.ts';

export const structureOperations = {
  describeStructure: {
    ...routes.describeStructure,
    summary: 'What a picker needs to know of the structure',
    access: { public: true },
    query: { language: languageParameter },
    problems: ['invalid-request', 'unauthenticated'],
  },
  readSettings: {
    ...routes.readSettings,
    summary: 'The settings as they were imported, to be changed and put back',
    access: { roles: ['structureAdmin'] },
    problems: ['unauthenticated', 'forbidden', 'not-found'],
  },
  importSettings: {
    ...routes.importSettings,
    summary: 'Replace the settings, among them the sites that may book',
    access: { roles: ['structureAdmin'] },
    body: StructureSettings,
    problems: ['invalid-request', 'unauthenticated', 'forbidden', ...documentProblems],
  },
} as const satisfies Record<string, Operation>;
