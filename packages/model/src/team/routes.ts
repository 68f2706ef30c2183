import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import { MemberReport, Team, TeamDeclaration } from './members.ts';
import { Readiness } from './readiness.ts';
import { OnCall, RosterView } from './roster.ts';
import { AskedQuiz, QuizResult } from './training.ts';

export const readTeam = {
  name: 'readTeam',
  method: 'GET',
  path: '/team',
  answer: { status: 200, type: JSON_TYPE, schema: Team },
} as const satisfies Route;

export const declareMembers = {
  name: 'declareMembers',
  method: 'POST',
  path: '/team/members',
  answer: { status: 200, type: JSON_TYPE, schema: MemberReport },
} as const satisfies Route;

export const endMembership = {
  name: 'endMembership',
  method: 'POST',
  path: '/team/members/{professional}/protocols/{protocol}/end',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;

export const recordAdhesion = {
  name: 'recordAdhesion',
  method: 'PUT',
  path: '/team/members/{professional}/protocols/{protocol}/adhesion',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;

export const issueCertificate = {
  name: 'issueCertificate',
  method: 'POST',
  path: '/team/members/{professional}/protocols/{protocol}/certificates',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;

export const readQuiz = {
  name: 'readQuiz',
  method: 'GET',
  path: '/protocols/{protocol}/quiz',
  answer: { status: 200, type: JSON_TYPE, schema: AskedQuiz },
} as const satisfies Route;

export const setQuiz = {
  name: 'setQuiz',
  method: 'PUT',
  path: '/protocols/{protocol}/quiz',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;

export const answerQuiz = {
  name: 'answerQuiz',
  method: 'POST',
  path: '/protocols/{protocol}/quiz/attempts',
  answer: { status: 200, type: JSON_TYPE, schema: QuizResult },
} as const satisfies Route;

export const readRoster = {
  name: 'readRoster',
  method: 'GET',
  path: '/team/roster',
  answer: { status: 200, type: JSON_TYPE, schema: RosterView },
} as const satisfies Route;

export const setRoster = {
  name: 'setRoster',
  method: 'PUT',
  path: '/team/roster',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;

export const changeRoster = {
  name: 'changeRoster',
  method: 'POST',
  path: '/team/roster/changes',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;

export const readOnCall = {
  name: 'readOnCall',
  method: 'GET',
  path: '/protocols/{protocol}/on-call',
  answer: { status: 200, type: JSON_TYPE, schema: OnCall },
} as const satisfies Route;

export const readReadiness = {
  name: 'readReadiness',
  method: 'GET',
  path: '/team/readiness',
  answer: { status: 200, type: JSON_TYPE, schema: Readiness },
} as const satisfies Route;

export const readDeclaration = {
  name: 'readDeclaration',
  method: 'GET',
  path: '/protocols/{protocol}/declaration',
  answer: { status: 200, type: JSON_TYPE, schema: TeamDeclaration },
} as const satisfies Route;
