import type { Kysely } from 'kysely';
import type { Database } from '../../tables.ts';
import type { StructureRow } from '../db/store.ts';
import { DifferenceList } from './differences.ts';
import type { Difference } from './differences.ts';
import { FIRST_HASH, hashEvent, isPersonWhole, readEvent } from './event.ts';
import type { EventRow, ReadEvent } from './event.ts';
import type { Rebuild, RebuildKind } from './rebuild.ts';

const PAGE = 1000;

/** The first place where a structure's chain does not hold. `sequence` is the number the faulty row has or should have had. */
export interface BrokenChain {
  readonly structureId: string;
  readonly sequence: number;
  readonly reason: 'row-missing' | 'row-changed' | 'head-differs';
}

export interface VerifiedStructure {
  readonly structureId: string;
  readonly events: number;
  /** How many rows are not as the log makes them; the list holds the first hundred. */
  readonly differences: number;
}

export interface LogVerification {
  readonly ok: boolean;
  readonly structures: readonly VerifiedStructure[];
  readonly broken: readonly BrokenChain[];
  readonly differences: readonly Difference[];
}

/**
 * Walks the log of one structure, or of all: checks its chain of hashes, makes from it what the tables should hold, and compares. A row of the
 * log that was changed, removed or put in breaks the chain at that row; rows cut off its end are seen because the head remembers the last one.
 *
 * Log and tables are read one after the other: while somebody may write, `db` must be a `snapshot`.
 */
export async function verifyLogWith(
  kinds: readonly RebuildKind[],
  db: Kysely<Database>,
  structureId?: string,
): Promise<LogVerification> {
  const heads = await db
    .selectFrom('structure')
    .selectAll()
    .$if(structureId !== undefined, (query) => query.where('structure_id', '=', structureId ?? ''))
    .orderBy('structure_id')
    .execute();
  const structures: VerifiedStructure[] = [];
  const broken: BrokenChain[] = [];
  const differences: Difference[] = [];
  for (const head of heads) {
    const { fault, found } = await verifyStructure(kinds, db, head);
    structures.push({ structureId: head.structure_id, events: head.sequence, differences: found.count });
    if (fault) broken.push(fault);
    differences.push(...found.listed);
  }
  return { ok: broken.length === 0 && differences.length === 0, structures, broken, differences };
}

/** Where the chain is broken the rest of the log is compared all the same: what differs then says what was tampered with. */
async function verifyStructure(
  kinds: readonly RebuildKind[],
  db: Kysely<Database>,
  head: StructureRow,
): Promise<{ fault: BrokenChain | undefined; found: DifferenceList }> {
  const { structure_id: structureId } = head;
  const found = new DifferenceList(structureId);
  const rebuilds: Rebuild[] = [];
  for (const kind of kinds) rebuilds.push(await kind({ db, structureId, found }));
  const fault = await walkChain(db, head, (row) => {
    if (!isPersonWhole(row)) tellPerson(row, found);
    const event = readOrTell(row, found);
    if (event) for (const rebuild of rebuilds) rebuild.apply(row, event);
  });
  for (const rebuild of rebuilds) await rebuild.compare();
  return { fault, found };
}

/** What a row says of a person is not what its digest, which the chain goes over, was made of: changed, or taken away. */
function tellPerson({ sequence, person }: EventRow, found: DifferenceList): void {
  const stored = { person: person === null ? 'is not there any more' : 'was changed' };
  found.add({ table: 'event', id: String(sequence), log: null, stored });
}

/**
 * Walks the chain of a structure's log alone, up to where it ends now: rows are only ever added, so that nobody need wait for it.
 *
 * @param between awaited after each page
 */
export async function checkChain(
  db: Kysely<Database>,
  structureId: string,
  between: () => Promise<unknown>,
): Promise<BrokenChain | undefined> {
  const head = await db
    .selectFrom('structure')
    .selectAll()
    .where('structure_id', '=', structureId)
    .executeTakeFirstOrThrow();
  return walkChain(db, head, () => undefined, between);
}

/** A row that cannot be understood is a difference, and changes nothing. */
function readOrTell(row: EventRow, found: DifferenceList): ReadEvent | undefined {
  try {
    return readEvent(row);
  } catch {
    const stored = { data: 'cannot be understood' };
    found.add({ table: 'event', id: String(row.sequence), log: null, stored });
    return undefined;
  }
}

/** Hands over every row, and tells the first fault of the chain. */
async function walkChain(
  db: Kysely<Database>,
  head: StructureRow,
  visit: (row: EventRow) => void,
  between?: () => Promise<unknown>,
): Promise<BrokenChain | undefined> {
  let hash = FIRST_HASH;
  let sequence = 0;
  let fault: BrokenChain | undefined;
  const tell = (reason: BrokenChain['reason'], at: number) => {
    fault ??= { structureId: head.structure_id, sequence: at, reason };
  };
  for (;;) {
    const rows = await readPage(db, head, sequence);
    for (const row of rows) {
      if (row.sequence !== sequence + 1) tell('row-missing', sequence + 1);
      if (!fault && hashEvent(hash, row) !== row.hash) tell('row-changed', row.sequence);
      visit(row);
      ({ hash, sequence } = row);
    }
    if (rows.length < PAGE) break;
    await between?.();
  }
  if (sequence < head.sequence) tell('row-missing', sequence + 1);
  if (hash !== head.hash) tell('head-differs', sequence);
  return fault;
}

/** Rows up to the head only: those appended while we walk are of another verification. */
async function readPage(db: Kysely<Database>, head: StructureRow, after: number): Promise<EventRow[]> {
  return db
    .selectFrom('event')
    .selectAll()
    .where('structure_id', '=', head.structure_id)
    .where('sequence', '>', after)
    .where('sequence', '<=', head.sequence)
    .orderBy('sequence')
    .limit(PAGE)
    .execute();
}
