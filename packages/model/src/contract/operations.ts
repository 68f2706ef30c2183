import { writeProblems } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import type { Role } from '../core/roles.ts';
import { SaveContract } from './contract.ts';
import * as routes from './routes.ts';

const contractKeepers = ['coordinator', 'structureAdmin'] as const satisfies readonly Role[];

/** Forty periods of six missions of many indicators. */
const LARGEST_CONTRACT = 1024 * 1024;

export const contractOperations = {
  readContract: {
    ...routes.readContract,
    summary: 'The contract of the ACI as the structure has typed it in: missions, targets, weights, amounts by period',
    access: { roles: contractKeepers },
    query: { version: 'An earlier version, a whole number; when absent the one in force' },
    problems: ['invalid-request', 'unauthenticated', 'forbidden', 'not-found'],
  },
  saveContract: {
    ...routes.saveContract,
    summary: 'Put the contract in force, made from the version named; refused when there is another one meanwhile',
    access: { roles: contractKeepers },
    body: SaveContract,
    largestBody: LARGEST_CONTRACT,
    problems: ['invalid-request', 'unauthenticated', 'forbidden', 'contract-changed', ...writeProblems],
  },
  readPayment: {
    ...routes.readPayment,
    summary:
      'Fixed + variable × attainment of each mission, as a help and never as a claim; what is hidden stays hidden, and is told as a range',
    access: { roles: contractKeepers },
    query: { on: 'A day of the period of validity wanted, `2026-11-30`, in Europe/Paris; when absent today' },
    problems: ['invalid-request', 'unauthenticated', 'forbidden', 'contract-silent'],
  },
} as const satisfies Record<string, Operation>;
