import { MatterKind, operations, toInstant } from '@relais/model';
import type { Matter } from '@relais/model';
import { ruleTime } from '../core/context.ts';
import type { ServiceContext } from '../core/context.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import type { FoundMatter } from '../core/matter.ts';
import type { Subject } from '../core/subject.ts';
import { checkLogs, findLogMatters } from './log-check.ts';
import { findStuckMails } from './mails.ts';

const CHECK_MS = 600_000;

/** What those who answer for a structure have to look after: each subject says what of it needs a person. */
export const coordination: Subject = {
  routes: (context: ServiceContext, pipeline: Pipeline) => ({
    listMatters: pipeline.reads(operations.listMatters, async ({ view }) => ({
      now: toInstant(ruleTime(context.clock())),
      matters: together(await context.findMatters(view)),
    })),
  }),
  matters: async (context, view) => [
    ...(await findLogMatters(context, view)),
    ...(await findStuckMails(context, view)),
  ],
  chores: [{ every: CHECK_MS, run: checkLogs }],
};

/** One entry a kind, in the order of the kinds. */
function together(found: readonly FoundMatter[]): Matter[] {
  return MatterKind.options.flatMap((kind) => {
    const own = found.filter((one) => one.kind === kind && one.count > 0);
    if (own.length === 0) return [];
    const since = Math.min(...own.map((one) => one.since ?? Infinity));
    const count = own.reduce((sum, one) => sum + one.count, 0);
    return [{ kind, count, ...(since < Infinity && { since: toInstant(ruleTime(since)) }) }];
  });
}
