import { writeProblems } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import type { Role } from '../core/roles.ts';
import { Adhesion, MemberDeclaration, MemberEnd } from './members.ts';
import { Roster, RosterChange } from './roster.ts';
import * as routes from './routes.ts';
import { CertificateIssue, Quiz, QuizAttempt } from './training.ts';

const LARGEST_LIST = 1024 * 1024;
const carers = ['delegate', 'delegator'] as const satisfies readonly Role[];
const refusals = ['invalid-request', 'unauthenticated', 'forbidden', ...writeProblems] as const;

export const teamOperations = {
  readTeam: {
    ...routes.readTeam,
    summary:
      'Délégants and délégués by protocol, with their files; how many are engaged, and whose certificate ends soon',
    access: { roles: ['structureAdmin', 'delegator'] },
    problems: ['unauthenticated', 'forbidden'],
  },
  declareMembers: {
    ...routes.declareMembers,
    summary: 'Declare people in protocols; who is not a professional of the structure yet becomes one',
    access: { roles: ['structureAdmin'] },
    body: MemberDeclaration,
    largestBody: LARGEST_LIST,
    problems: refusals,
  },
  endMembership: {
    ...routes.endMembership,
    summary: 'Somebody leaves a protocol',
    access: { roles: ['structureAdmin'] },
    body: MemberEnd,
    problems: [...refusals, 'not-found'],
  },
  recordAdhesion: {
    ...routes.recordAdhesion,
    summary: 'Record when the commitment and the sworn statement were signed',
    access: { roles: ['structureAdmin'] },
    body: Adhesion,
    problems: [...refusals, 'not-declared'],
  },
  issueCertificate: {
    ...routes.issueCertificate,
    summary: 'Certify, by a doctor of the structure, that a délégué is trained',
    access: { roles: ['delegator'] },
    body: CertificateIssue,
    problems: [...refusals, 'not-declared', 'quiz-not-passed', 'not-own-signature'],
  },
  readQuiz: {
    ...routes.readQuiz,
    summary: 'The quiz of a protocol, without what is right',
    access: { roles: [...carers, 'structureAdmin'], partial: true },
    problems: ['unauthenticated', 'forbidden', 'not-found'],
  },
  setQuiz: {
    ...routes.setQuiz,
    summary: 'Replace the quiz of a protocol; who has passed the one before keeps that',
    access: { roles: ['delegator'] },
    body: Quiz,
    largestBody: 256 * 1024,
    problems: [...refusals, 'not-found'],
  },
  answerQuiz: {
    ...routes.answerQuiz,
    summary: 'Answer the quiz of a protocol',
    access: { roles: ['delegate'], partial: true },
    body: QuizAttempt,
    problems: [...refusals, 'not-found', 'not-declared', 'quiz-attempts-used'],
  },
  readRoster: {
    ...routes.readRoster,
    summary: 'Who can be called, when and by which number',
    access: { roles: [...carers, 'structureAdmin'] },
    query: {
      from: 'First instant; when absent now',
      to: 'Instant after the last, at most 100 days after `from`; when absent 31 days after it',
    },
    problems: ['invalid-request', 'unauthenticated', 'forbidden'],
  },
  setRoster: {
    ...routes.setRoster,
    summary: 'Say who can be called over a time; shifts of other times stay as they are',
    access: { roles: ['structureAdmin', 'delegator'] },
    body: Roster,
    largestBody: LARGEST_LIST,
    problems: refusals,
  },
  changeRoster: {
    ...routes.changeRoster,
    summary: 'Add shifts to the roster and take others out; all the rest stays as it is',
    access: { roles: ['structureAdmin', 'delegator'] },
    body: RosterChange,
    largestBody: LARGEST_LIST,
    problems: refusals,
  },
  readOnCall: {
    ...routes.readOnCall,
    summary: 'Who can be called for a protocol now, in the order they are called',
    access: { roles: [...carers, 'structureAdmin'], partial: true },
    problems: ['unauthenticated', 'forbidden', 'not-found'],
  },
  readReadiness: {
    ...routes.readReadiness,
    summary: 'Which protocols whoever asks can run now; for the others what is missing and who can mend it',
    access: { roles: carers, partial: true },
    problems: ['unauthenticated', 'forbidden'],
  },
  readDeclaration: {
    ...routes.readDeclaration,
    summary: 'The team of a protocol and every dated change of it, for the declaration to the agency',
    access: { roles: ['structureAdmin'] },
    problems: ['unauthenticated', 'forbidden', 'not-found'],
  },
} as const satisfies Record<string, Operation>;
