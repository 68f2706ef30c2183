import type { Subject } from '../core/subject.ts';
import { alertMail } from './alert-mail.ts';
import { sendMessages } from './alert-message.ts';
import { callOn } from './alerts.ts';
import { runWords } from './api-words.ts';
import { runFhir } from './fhir.ts';
import { closePhotographs } from './photographs.ts';
import { rebuildRuns } from './rebuild.ts';
import { runRoutes } from './routes.ts';
import { runsTopic } from './runs-topic.ts';
import { forgetSalts } from './satisfaction.ts';
import { followConsent } from './withdrawal.ts';

const LOOK_MS = 2000;
const DAY_MS = 86_400_000;

/** Runs of protocols: answers, alerts and who is called for them, how each ended; adverse events. */
export const run: Subject = {
  apiWords: runWords,
  routes: runRoutes,
  fhir: runFhir,
  topics: { runs: runsTopic },
  mails: { 'run.alert': alertMail },
  chores: [
    { every: LOOK_MS, run: callOn },
    { every: LOOK_MS, run: sendMessages },
    { every: DAY_MS, run: forgetSalts },
  ],
  reactions: (context) => ({
    'consent.recorded': async (writing, event) => {
      await followConsent(context, writing, event);
      await closePhotographs(writing, event);
    },
  }),
  rebuild: rebuildRuns,
};

export { runsBehind } from './behind.ts';
export { personOf } from './dimensions.ts';
export { protocolOfRun } from './evaluate.ts';
export { narrateRun } from './narrative.ts';
export { carerOf, delegatorsOf, ownRun, partIn } from './policy.ts';
export type { Carer } from './policy.ts';
export { lookAt } from './read.ts';
export type { Look } from './read.ts';
export { describeRun, findRun } from './store.ts';
export type { RunRow } from './store.ts';
