import type { ServiceContext } from '../core/context.ts';
import { checkChain } from '../core/log/verify.ts';
import type { FoundMatter } from '../core/matter.ts';
import type { StructureView } from '../core/view.ts';

const DAY_MS = 86_400_000;
/** A check is due before anybody is told that it is. */
const DUE_MS = 6 * DAY_MS;
const LATE_MS = 7 * DAY_MS;
/** Between two pages of a log: what people ask goes first. */
const PAUSE_MS = 20;

/** Walks the chain of every log that was not walked for six days. What its rows make of the tables is `relais verify-log`'s to compare. */
export async function checkLogs(context: ServiceContext): Promise<void> {
  const { db } = context.store;
  const due = context.clock() - DUE_MS;
  const structures = await db
    .selectFrom('structure')
    .leftJoin('log_check', 'log_check.structure_id', 'structure.structure_id')
    .select(['structure.structure_id', 'log_check.checked_at'])
    .execute();
  for (const { structure_id, checked_at } of structures) {
    if (checked_at !== null && checked_at > due) continue;
    const fault = await checkChain(db, structure_id, () => new Promise((go) => setTimeout(go, PAUSE_MS)));
    const found = { checked_at: context.clock(), broken_at: fault?.sequence ?? null };
    await db
      .insertInto('log_check')
      .values({ structure_id, ...found })
      .onConflict((conflict) => conflict.column('structure_id').doUpdateSet(found))
      .execute();
  }
}

/** A log that is not whole, or that nobody has checked for a week. */
export async function findLogMatters(context: ServiceContext, { structureId }: StructureView): Promise<FoundMatter[]> {
  const { db } = context.store;
  const check = await db.selectFrom('log_check').selectAll().where('structure_id', '=', structureId).executeTakeFirst();
  if (check?.broken_at != null) return [{ kind: 'logBroken', count: 1, since: check.checked_at }];
  const since = check?.checked_at ?? (await firstRowAt(context, structureId));
  if (since === undefined || since > context.clock() - LATE_MS) return [];
  return [{ kind: 'logUnchecked', count: 1, since }];
}

async function firstRowAt({ store }: ServiceContext, structureId: string): Promise<number | undefined> {
  const row = await store.db
    .selectFrom('event')
    .select('at')
    .where('structure_id', '=', structureId)
    .where('sequence', '=', 1)
    .executeTakeFirst();
  return row?.at;
}
