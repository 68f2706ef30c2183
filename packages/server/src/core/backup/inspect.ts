import { toInstant } from '@relais/model';
import type { Instant } from '@relais/model';
import type { Kysely } from 'kysely';
import { checkContents, checkPages, readMigrations, refuseNewer } from '../db/check.ts';
import { openReadOnlyStore } from '../db/node-sqlite.ts';
import type { Database } from '../../tables.ts';
import type { Store } from '../db/store.ts';
import { OperatorError } from '../operator-error.ts';

/** What is in a database file, for whoever wonders whether it is the right one. */
export interface Inspection {
  readonly structures: readonly InspectedStructure[];
}

interface InspectedStructure {
  readonly structureId: string;
  /** Events in its log, and the hash of the last one, which anchors all of them. */
  readonly events: number;
  readonly hash: string;
  /** Null when nothing has happened yet. */
  readonly lastEventAt: Instant | null;
}

/**
 * Checks a database that nobody writes to, every page of it, and tells what is in it.
 * @throws {DatabaseDamagedError} @throws {DatabaseNewerError}
 */
export async function inspectDatabase(
  path: string,
  further: (store: Store) => Promise<void> = () => Promise.resolve(),
): Promise<Inspection> {
  const store = openReadOnlyStore(path);
  try {
    await checkPages(store.db, Infinity);
    await refuseNewer(store.db);
    if ((await readMigrations(store.db)).length === 0) throw new OperatorError(`${path} is not a database of Relais.`);
    await checkContents(store.db);
    await further(store);
    return { structures: await readStructures(store.db) };
  } finally {
    await store.close();
  }
}

async function readStructures(db: Kysely<Database>): Promise<InspectedStructure[]> {
  const rows = await db
    .selectFrom('structure')
    .leftJoin('event', (join) =>
      join
        .onRef('event.structure_id', '=', 'structure.structure_id')
        .onRef('event.sequence', '=', 'structure.sequence'),
    )
    .select(['structure.structure_id', 'structure.sequence', 'structure.hash', 'event.at'])
    .orderBy('structure.structure_id')
    .execute();
  return rows.map(({ structure_id: structureId, sequence: events, hash, at }) => ({
    structureId,
    events,
    hash,
    lastEventAt: at === null ? null : toInstant(at),
  }));
}
