import type { Subject } from '../core/subject.ts';
import { teamWords } from './api-words.ts';
import { findEndingTraining, renewalMail, remindOfRenewals } from './renewals.ts';
import { rebuildTeam } from './rebuild.ts';
import { teamRoutes } from './routes.ts';
import { teamTopic } from './team-topic.ts';

/** Who delegates, to whom, in which protocols; their training, and who can be called. */
export const team: Subject = {
  apiWords: teamWords,
  routes: teamRoutes,
  matters: findEndingTraining,
  topics: { team: teamTopic },
  mails: { 'team.renewal': renewalMail },
  chores: [{ every: 3_600_000, run: remindOfRenewals }],
  rebuild: rebuildTeam,
};

export { decideAdhesion, decideCertificate, decideDeclaration } from './members.ts';
export { readReadiness } from './read.ts';
export type { Moment } from './read.ts';
export { decideRoster, readOnCall, shiftsFor } from './roster.ts';
export { findPart, loadDelegators, loadMemberships } from './store.ts';
export { decideQuiz } from './training.ts';
