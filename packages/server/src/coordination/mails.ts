import type { ServiceContext } from '../core/context.ts';
import type { FoundMatter } from '../core/matter.ts';
import type { StructureView } from '../core/view.ts';

const HOUR_MS = 3_600_000;
/** What failed longer ago has been dealt with otherwise, or never will be. */
const REMEMBERED_MS = 30 * 24 * HOUR_MS;

/** Mails that were given up in the last month, and those that have tried to leave for an hour. */
export async function findStuckMails(context: ServiceContext, { structureId }: StructureView): Promise<FoundMatter[]> {
  const now = context.clock();
  const { count, since } = await context.store.db
    .selectFrom('mail')
    .select(({ fn }) => [
      fn.countAll<number | string>().as('count'),
      fn.min<number | string | null>('created_at').as('since'),
    ])
    .where('structure_id', '=', structureId)
    .where((is) =>
      is.or([
        is.and([is('state', '=', 'failed'), is('created_at', '>', now - REMEMBERED_MS)]),
        is.and([is('state', '=', 'queued'), is('attempts', '>', 0), is('created_at', '<', now - HOUR_MS)]),
      ]),
    )
    .executeTakeFirstOrThrow();
  return [{ kind: 'mailsStuck', count: Number(count), ...(since !== null && { since: Number(since) }) }];
}
