import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import { PaperGaps } from './papers.ts';

export const readPaperGaps = {
  name: 'readPaperGaps',
  method: 'GET',
  path: '/papers',
  answer: { status: 200, type: JSON_TYPE, schema: PaperGaps },
} as const satisfies Route;

export const printPaper = {
  name: 'printPaper',
  method: 'GET',
  path: '/papers/{paper}/{language}',
  answer: { status: 200, type: 'application/pdf' },
} as const satisfies Route;
