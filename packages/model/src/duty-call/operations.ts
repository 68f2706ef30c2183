import { siteProblems, writeProblems } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import type { Role } from '../core/roles.ts';
import { DutyAnswers, DutyCallRequest, GivenDuty } from './requests.ts';
import * as routes from './routes.ts';

const planners = ['coordinator', 'structureAdmin'] as const satisfies readonly Role[];
const reads = ['unauthenticated', 'forbidden'] as const;

export const dutyCallOperations = {
  listDutyCalls: {
    ...routes.listDutyCalls,
    summary: 'Calls for duties with the answers of each volunteer, the newest first, and whom a new one may ask',
    access: { roles: planners },
    problems: reads,
  },
  listDutyRanges: {
    ...routes.listDutyRanges,
    summary: 'Ranges of the planning in force in the coming weeks, with who is on duty',
    access: { roles: planners },
    problems: reads,
  },
  openDutyCall: {
    ...routes.openDutyCall,
    summary: 'Ask volunteers who can be on duty; those who have an e-mail address get a link by mail',
    access: { roles: planners },
    body: DutyCallRequest,
    problems: [
      'invalid-request',
      ...reads,
      'duty-page-missing',
      'duty-range-gone',
      'duty-volunteer-gone',
      'too-many-duty-calls',
      ...writeProblems,
    ],
  },
  readDutyLink: {
    ...routes.readDutyLink,
    summary: 'The link of a volunteer whom no mail has reached, to be handed over',
    access: { roles: planners },
    problems: [...reads, 'not-found', 'duty-page-missing'],
  },
  giveDuty: {
    ...routes.giveDuty,
    summary: 'Put a volunteer on duty in a range of a call where nobody is; the same again gives the same',
    access: { roles: planners },
    body: GivenDuty,
    problems: [
      'invalid-request',
      ...reads,
      'not-found',
      'duty-range-gone',
      'duty-taken',
      'duty-volunteer-gone',
      ...writeProblems,
    ],
  },
  closeDutyCall: {
    ...routes.closeDutyCall,
    summary: 'Take no more answers; links still show how it stands',
    access: { roles: planners },
    problems: [...reads, 'not-found', ...writeProblems],
  },
  readDutyAnswer: {
    ...routes.readDutyAnswer,
    summary: 'The call behind the link of a volunteer; looking at it answers nothing',
    access: { link: 'dutyAnswer' },
    problems: [...reads, 'not-found'],
  },
  answerDutyCall: {
    ...routes.answerDutyCall,
    summary: 'Say of each range whether one can, until the call closes; later answers take the place of earlier ones',
    access: { link: 'dutyAnswer' },
    body: DutyAnswers,
    rateLimit: 'link',
    problems: ['invalid-request', ...reads, 'not-found', 'duty-call-closed', ...siteProblems, ...writeProblems],
  },
} as const satisfies Record<string, Operation>;
