import { operations } from '@relais/model';
import type { WebhookTarget } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import { actorOf } from '../core/http/access.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { addressFaultWords, judgeAddress } from '../core/outgoing/judge-address.ts';
import type { MembersOf } from '../core/openapi/api-words.ts';
import type { Subject } from '../core/subject.ts';
import { writeOnce } from '../core/write/write.ts';
import { deliverAll } from './deliver.ts';
import { queueEnd } from './queue.ts';
import { rebuildWebhooks } from './rebuild.ts';
import { decideEnding, decideResuming, decideSetting, findStuck, readHook } from './settings.ts';

const LOOK_MS = 2000;

const members: MembersOf<{ WebhookTarget: WebhookTarget }> = {
  WebhookTarget: {
    address: 'By https and without user name or password, of a machine of the public internet',
  },
};

function webhookRoutes(context: ServiceContext, pipeline: Pipeline) {
  return {
    readWebhook: pipeline.reads(operations.readWebhook, ({ structureId }) => readHook(context, structureId)),
    setWebhook: pipeline.writes(operations.setWebhook, async ({ structureId, body: { address }, principal }, key) => {
      await judgeAddress(context, address, 'webhook-address-refused');
      return writeOnce(context, structureId, key, decideSetting(context, address, actorOf(principal)));
    }),
    endWebhook: pipeline.writes(operations.endWebhook, ({ structureId, principal }, key) =>
      writeOnce(context, structureId, key, decideEnding(actorOf(principal))),
    ),
    resumeWebhook: pipeline.writes(operations.resumeWebhook, ({ structureId, principal }, key) =>
      writeOnce(context, structureId, key, decideResuming(actorOf(principal))),
    ),
  };
}

/** Tells a structure's software that a run has ended. It reads the log's rows of runs, and nothing of theirs but ids. */
export const webhook: Subject = {
  apiWords: { members, problems: { 'webhook-address-refused': { addressFault: addressFaultWords } } },
  routes: webhookRoutes,
  reactions: (context) => ({ 'run.ended': queueEnd(context) }),
  chores: [{ every: LOOK_MS, run: deliverAll }],
  matters: (context, { structureId }) => findStuck(context, structureId),
  rebuild: rebuildWebhooks,
};
