import { writeProblems } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import { Role } from '../core/roles.ts';
import * as routes from './routes.ts';
import { SessionsEnd } from './session.ts';

export const sessionOperations = {
  readSession: {
    ...routes.readSession,
    summary: 'Who is signed in, and as what; nobody is an answer, too',
    access: { public: true },
    problems: ['unauthenticated'],
  },
  readSessionKey: {
    ...routes.readSessionKey,
    summary: 'The key under which a device keeps what is unsent of whoever is signed in',
    access: { roles: Role.options, partial: true },
    problems: ['unauthenticated', 'forbidden'],
  },
  endSessions: {
    ...routes.endSessions,
    summary:
      'End the sessions of somebody in this structure, or of everybody: a telephone was lost, an account was used by another',
    access: { roles: ['structureAdmin'] },
    body: SessionsEnd,
    problems: ['invalid-request', 'unauthenticated', 'forbidden', ...writeProblems],
  },
} as const satisfies Record<string, Operation>;
