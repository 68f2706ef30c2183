import { languageParameter, writeProblems } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import type { Role } from '../core/roles.ts';
import * as accountRoutes from './account-routes.ts';
import { CorrectLedger } from './accounts.ts';
import * as routes from './routes.ts';

/** Who shares the load: all of them see how, each may check the bookings behind what is theirs. */
export const ledgerMembers = [
  'slotProvider',
  'secretary',
  'coordinator',
  'structureAdmin',
] as const satisfies readonly Role[];
/** Who answers for the sharing, and may check any account. */
export const ledgerOverseers = ['coordinator', 'structureAdmin'] as const satisfies readonly Role[];
/** Who may correct accounts. */
export const ledgerCorrectors = ['coordinator'] as const satisfies readonly Role[];

const members = { roles: ledgerMembers, partial: true } as const;
const reads = ['invalid-request', 'unauthenticated', 'forbidden'] as const;
const account = {
  practice: 'Id of the practice whose account it is; when absent `volunteer` is needed',
  volunteer: 'Id of the volunteer whose account it is; when absent `practice` is needed',
};

export const allocationOperations = {
  readLedger: {
    ...routes.readLedger,
    summary: 'The account of every practice in the sharing of load',
    access: members,
    query: { language: languageParameter },
    problems: reads,
  },
  readVolunteerAccounts: {
    ...accountRoutes.readVolunteerAccounts,
    summary: 'The account of every volunteer, derived from who was on duty',
    access: members,
    query: { language: languageParameter },
    problems: reads,
  },
  listLedgerMovements: {
    ...accountRoutes.listLedgerMovements,
    summary: 'Bookings and corrections behind an account, the latest first, in parts; one’s own, or for overseers any',
    access: members,
    query: {
      ...account,
      after: 'Where the list goes on, as `next` of the part before said; when absent its beginning',
    },
    problems: [...reads, 'not-found'],
  },
  readLedgerCourse: {
    ...accountRoutes.readLedgerCourse,
    summary: 'An account week by week; one’s own, or for overseers any',
    access: members,
    query: account,
    problems: [...reads, 'not-found'],
  },
  listLedgerCorrections: {
    ...accountRoutes.listLedgerCorrections,
    summary: 'Corrections by hand in the running period: what they moved, why, and who signed them',
    access: members,
    problems: reads,
  },
  correctLedger: {
    ...accountRoutes.correctLedger,
    summary:
      'Correct accounts by hand, with a reason: what one practice is given is taken from another, or from all others',
    access: { roles: ledgerCorrectors },
    body: CorrectLedger,
    problems: [...reads, ...writeProblems],
  },
} as const satisfies Record<string, Operation>;
