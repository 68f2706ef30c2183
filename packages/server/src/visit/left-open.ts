import type { Kysely } from 'kysely';
import { ruleTime } from '../core/context.ts';
import type { ServiceContext } from '../core/context.ts';
import type { FoundMatter } from '../core/matter.ts';
import type { StructureView } from '../core/view.ts';
import { todayIn } from '../scheduling/index.ts';
import type { Database } from '../tables.ts';
import { listLeftOpen } from './rows.ts';
import type { FoundVisit } from './rows.ts';
import { visitSettingsDocument } from './settings-document.ts';

/** Visits that should be over and that nobody has closed. A structure that has decided nothing of its visits closes none, and none is missing. */
export function findLeftOpen(
  db: Kysely<Database>,
  { structureId, documents }: Pick<StructureView, 'structureId' | 'documents'>,
  now: number,
): Promise<FoundVisit[]> {
  const { leftOpenMinutes } = documents.of(visitSettingsDocument) ?? {};
  if (leftOpenMinutes === undefined) return Promise.resolve([]);
  return listLeftOpen(db, structureId, { now, today: todayIn(documents, now), leftOpenMinutes });
}

export async function findVisitMatters(context: ServiceContext, view: StructureView): Promise<FoundMatter[]> {
  const found = await findLeftOpen(context.store.db, view, ruleTime(context.clock()));
  const [oldest] = found;
  const since = oldest && (oldest.booking?.start_at ?? oldest.row.created_at);
  return [{ kind: 'visitsLeftOpen', count: found.length, ...(since !== undefined && { since }) }];
}
