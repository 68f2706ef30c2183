import { keyOf } from '@relais/engine/waiting-list';
import { isBirthDate, toInstant } from '@relais/model';
import type {
  EntryAction,
  EntryReceipt,
  EntrySource,
  EventPerson,
  Flag,
  ListRule,
  WaitingEntry,
  WaitingList,
} from '@relais/model';
import type { Kysely } from 'kysely';
import { ANONYMOUS_ACTOR } from '../core/actors.ts';
import type { ServiceContext } from '../core/context.ts';
import { chunksOf } from '../core/db/chunks.ts';
import { invalid } from '../core/http/parse.ts';
import { canonicalJson } from '../core/log/canonical.ts';
import { ProblemError } from '../core/problem.ts';
import type { Answer, IdempotentRequest } from '../core/write/answers.ts';
import { writeOnce } from '../core/write/write.ts';
import type { Writing } from '../core/write/write.ts';
import { todayIn } from '../scheduling/index.ts';
import type { Database } from '../tables.ts';
import { publicPriority, requireCode, requireList, requireOpenList } from './settings-document.ts';
import type { WaitingEntryRow } from './tables.ts';

/** A list nobody can look through is none. */
export const MOST_WAITING = 20_000;
const PAGE = 200;

/** Somebody who is to be on a list. */
export interface NewEntry {
  readonly id: string;
  readonly list: string;
  readonly priority: string;
  readonly source: EntrySource;
  readonly from?: string | undefined;
  readonly rule?: ListRule | undefined;
  /** Milliseconds since the epoch; now when absent. */
  readonly addedAt?: number | undefined;
  readonly familyName?: string | undefined;
  readonly givenName?: string | undefined;
  readonly birthDate?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly longTermIllness?: Flag | undefined;
  readonly fragile?: Flag | undefined;
  /** By which they are known again where names are not known. */
  readonly pseudonym?: string | undefined;
}

/** Part of the entries of a list, in their order, and how many there are in all. */
interface EntriesPart {
  readonly count: number;
  readonly entries: WaitingEntry[];
  readonly next?: string;
}

/** Those who wait, by priority, then who was first. `after`: the entry to go on after. */
export async function listEntries(
  db: Kysely<Database>,
  structureId: string,
  list: WaitingList,
  after: string | undefined,
): Promise<EntriesPart> {
  // All are put in order by three small columns; only those that are shown are read whole.
  const rows = await db
    .selectFrom('waiting_entry')
    .select(['id', 'priority', 'added_at'])
    .where('structure_id', '=', structureId)
    .where('list', '=', list.code)
    .where('status', '=', 'waiting')
    .execute();
  const rank = new Map(list.priorities.map((priority) => [priority.code, priority.rank]));
  const rankOf = ({ priority }: Pick<WaitingEntryRow, 'priority'>) => rank.get(priority) ?? Infinity;
  rows.sort(
    (one, other) => compare(rankOf(one), rankOf(other)) || one.added_at - other.added_at || compare(one.id, other.id),
  );
  return readPart(db, structureId, rows, after);
}

/** Those who have left, the last first. */
export async function listLeft(
  db: Kysely<Database>,
  structureId: string,
  { code }: WaitingList,
  after: string | undefined,
): Promise<EntriesPart> {
  const rows = await db
    .selectFrom('waiting_entry')
    .select(['id', 'left_at'])
    .where('structure_id', '=', structureId)
    .where('list', '=', code)
    .where('status', '=', 'left')
    .execute();
  rows.sort((one, other) => (other.left_at ?? 0) - (one.left_at ?? 0) || compare(one.id, other.id));
  return readPart(db, structureId, rows, after);
}

async function readPart(
  db: Kysely<Database>,
  structureId: string,
  ordered: readonly { readonly id: string }[],
  after: string | undefined,
): Promise<EntriesPart> {
  const from = after === undefined ? 0 : ordered.findIndex(({ id }) => id === after) + 1;
  const ids = ordered.slice(from, from + PAGE).map(({ id }) => id);
  const page = new Map((await readEntries(db, structureId, ids)).map((row) => [row.id, row]));
  const entries = ids.flatMap((id) => page.get(id) ?? []).map(present);
  const last = ids.at(-1);
  const isMore = from + PAGE < ordered.length && last !== undefined;
  return { count: ordered.length, entries, ...(isMore && { next: last }) };
}

async function readEntries(
  db: Kysely<Database>,
  structureId: string,
  ids: readonly string[],
): Promise<WaitingEntryRow[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom('waiting_entry')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('id', 'in', ids)
    .execute();
}

function compare<T extends number | string>(one: T, other: T): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

export async function countWaiting(db: Kysely<Database>, structureId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('waiting_entry')
    .select(({ fn }) => ['list', fn.countAll<number | string>().as('waiting')])
    .where('structure_id', '=', structureId)
    .where('status', '=', 'waiting')
    .groupBy('list')
    .execute();
  return new Map(rows.map(({ list, waiting }) => [list, Number(waiting)]));
}

interface AddCommand {
  readonly structureId: string;
  readonly list: string;
  readonly actor: string;
  /** With the priority of the list's public inscription when absent. */
  readonly entry: Omit<NewEntry, 'list' | 'priority'> & { readonly priority?: string };
}

/** Puts somebody on a list. The same id again, from the same person, is the same entry. */
export function addEntry(
  context: ServiceContext,
  key: IdempotentRequest,
  { structureId, list: code, actor, entry }: AddCommand,
): Promise<Answer> {
  return writeOnce(context, structureId, key, async (writing) => {
    const list = requireList(writing.documents, code);
    const isPublic = actor === ANONYMOUS_ACTOR;
    const usual = publicPriority(list);
    if (isPublic && usual === undefined) throw new ProblemError('not-found');
    const priority = requireCode(list.priorities, 'priority', entry.priority ?? usual ?? '');
    refuseBirthDate(writing, entry.birthDate);
    const known = await findEntry(writing.trx, structureId, entry.id);
    if (known && known.created_by !== actor) throw new ProblemError('entry-known');
    const row = toRow(writing, { ...entry, list: code, priority }, actor);
    const listed = known ?? (await findPerson(writing, code, row.person_key));
    // The public is told the same of somebody who is on the list already: who is on it is nobody's business.
    if (listed) {
      if (!known && !isPublic) throw new ProblemError('already-listed');
      return async () => {
        if (isPublic && !known) await keepLaterContact(writing, listed, row);
        return { body: isPublic ? { list: code } : toReceipt(listed) };
      };
    }
    requireOpenList(writing.documents, code);
    await refuseFull(writing, code);
    return async () => {
      await insert(writing, [row]);
      return { body: isPublic ? { list: code } : toReceipt(row) };
    };
  });
}

/** Whoever writes herself down again may have another number: it stands beside the first, which an impostor cannot replace. */
async function keepLaterContact(writing: Writing, listed: WaitingEntryRow, { phone, email }: WaitingEntryRow) {
  const later = {
    later_phone: phone === listed.phone ? listed.later_phone : phone,
    later_email: email === null || email === listed.email ? listed.later_email : email,
  };
  if (later.later_phone === listed.later_phone && later.later_email === listed.later_email) return;
  await update(writing, { ...listed, ...later, revision: listed.revision + 1, updated_at: writing.at });
  const data = { list: listed.list };
  writing.record({ type: 'waiting-entry.contact-added', subject: listed.id, actor: ANONYMOUS_ACTOR, data });
}

async function update({ trx }: Writing, { structure_id: structureId, id, ...columns }: WaitingEntryRow): Promise<void> {
  await trx
    .updateTable('waiting_entry')
    .set(columns)
    .where('structure_id', '=', structureId)
    .where('id', '=', id)
    .execute();
}

/** Does what somebody at the desk has decided, on the entry as they saw it. */
export function actOnEntry(
  context: ServiceContext,
  key: IdempotentRequest,
  command: { structureId: string; entryId: string; action: EntryAction; actor: string },
): Promise<Answer> {
  const { structureId, entryId, action, actor } = command;
  return writeOnce(context, structureId, key, async (writing) => {
    const row = await findEntry(writing.trx, structureId, entryId);
    if (!row) throw new ProblemError('not-found');
    const isRight = row.revision === action.revision && (row.status === 'left') === (action.kind === 'return');
    if (!isRight) throw new ProblemError('entry-changed', { revision: row.revision });
    const list = requireList(writing.documents, row.list);
    if (action.kind === 'return') await refuseDouble(writing, row);
    const change = changeOf(list, action, writing.at);
    return async () => {
      const changed = { ...row, ...change.columns, revision: row.revision + 1, updated_at: writing.at };
      await update(writing, changed);
      writing.record({ ...change.event, subject: row.id, actor } as Parameters<Writing['record']>[0]);
      return { body: toReceipt(changed) };
    };
  });
}

/** Who is to be back on a list may be there by another entry meanwhile. @throws {ProblemError} `not-found`, `already-listed`, `list-full` */
async function refuseDouble(writing: Writing, { list, person_key: person }: WaitingEntryRow): Promise<void> {
  // Erased since: nobody knows any more who it was.
  if (person === '') throw new ProblemError('not-found');
  if (await findPerson(writing, list, person)) throw new ProblemError('already-listed');
  await refuseFull(writing, list);
}

/** @throws {ProblemError} `list-full` */
export async function refuseFull(
  { trx, structureId }: Pick<Writing, 'trx' | 'structureId'>,
  list: string,
  added = 1,
): Promise<void> {
  const { waiting } = await trx
    .selectFrom('waiting_entry')
    .select(({ fn }) => fn.countAll<number | string>().as('waiting'))
    .where('structure_id', '=', structureId)
    .where('list', '=', list)
    .where('status', '=', 'waiting')
    .executeTakeFirstOrThrow();
  if (Number(waiting) + added > MOST_WAITING) throw new ProblemError('list-full');
}

function changeOf(list: WaitingList, action: EntryAction, at: number) {
  const { code } = list;
  switch (action.kind) {
    case 'leave': {
      const outcome = requireCode(list.outcomes, 'outcome', action.outcome);
      const columns = { status: 'left' as const, outcome, left_at: at };
      return { columns, event: { type: 'waiting-entry.left', data: { list: code, outcome } } };
    }
    case 'prioritise': {
      const priority = requireCode(list.priorities, 'priority', action.priority);
      return { columns: { priority }, event: { type: 'waiting-entry.prioritised', data: { list: code, priority } } };
    }
    case 'return':
      return {
        columns: { status: 'waiting' as const, outcome: null, left_at: null },
        event: { type: 'waiting-entry.returned', data: { list: code } },
      };
  }
}

/** Writes new entries with an event each. */
export async function insert(writing: Writing, rows: readonly WaitingEntryRow[], person?: EventPerson): Promise<void> {
  for (const chunk of chunksOf(rows)) await writing.trx.insertInto('waiting_entry').values(chunk).execute();
  for (const row of rows) {
    writing.record({
      type: 'waiting-entry.added',
      subject: row.id,
      actor: row.created_by,
      data: {
        ...{ list: row.list, priority: row.priority, source: row.source, addedAt: toInstant(row.added_at) },
        ...(row.came_from !== null && { from: row.came_from }),
        ...(row.rule !== null && { listRule: JSON.parse(row.rule) as ListRule }),
      },
      ...(person && { person }),
    });
  }
}

export function toRow({ structureId, at }: Writing, entry: NewEntry, actor: string): WaitingEntryRow {
  const { familyName, givenName, birthDate, pseudonym } = entry;
  const isNamed = familyName !== undefined && givenName !== undefined && birthDate !== undefined;
  return {
    structure_id: structureId,
    id: entry.id,
    list: entry.list,
    revision: 1,
    status: 'waiting',
    priority: entry.priority,
    source: entry.source,
    came_from: entry.from ?? null,
    rule: entry.rule ? canonicalJson(entry.rule) : null,
    added_at: Math.floor((entry.addedAt ?? at) / 1000) * 1000,
    person_key: isNamed ? keyOf({ familyName, givenName, birthDate }) : (pseudonym ?? entry.id),
    family_name: familyName ?? null,
    given_name: givenName ?? null,
    birth_date: birthDate ?? null,
    phone: entry.phone ?? null,
    email: entry.email ?? null,
    later_phone: null,
    later_email: null,
    long_term_illness: entry.longTermIllness ?? 'unknown',
    fragile: entry.fragile ?? 'unknown',
    outcome: null,
    left_at: null,
    created_by: actor,
    created_at: at,
    updated_at: at,
  };
}

/** Somebody who waits on a list already. */
export function findPerson(
  { trx, structureId }: Writing,
  list: string,
  personKey: string,
): Promise<WaitingEntryRow | undefined> {
  return trx
    .selectFrom('waiting_entry')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('list', '=', list)
    .where('person_key', '=', personKey)
    .where('status', '=', 'waiting')
    .executeTakeFirst();
}

function findEntry(db: Kysely<Database>, structureId: string, id: string): Promise<WaitingEntryRow | undefined> {
  return db
    .selectFrom('waiting_entry')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('id', '=', id)
    .executeTakeFirst();
}

function toReceipt({ id, revision, status }: WaitingEntryRow): EntryReceipt {
  return { id, revision, status };
}

/** @throws {ProblemError} `invalid-request` */
function refuseBirthDate(writing: Writing, birthDate: string | undefined): void {
  if (birthDate === undefined || isBirthDate(birthDate, todayIn(writing.documents, writing.now))) return;
  throw invalid({ path: 'birthDate', message: 'is not a date of birth', accepted: 'a date of the last 130 years' });
}

function present(row: WaitingEntryRow): WaitingEntry {
  return {
    ...{ id: row.id, revision: row.revision, list: row.list, status: row.status, priority: row.priority },
    ...{ source: row.source, addedAt: toInstant(row.added_at) },
    ...(row.rule !== null && { rule: JSON.parse(row.rule) as ListRule }),
    ...{ longTermIllness: row.long_term_illness, fragile: row.fragile },
    ...(row.family_name !== null && { familyName: row.family_name }),
    ...(row.given_name !== null && { givenName: row.given_name }),
    ...(row.birth_date !== null && { birthDate: row.birth_date }),
    ...(row.phone !== null && { phone: row.phone }),
    ...(row.email !== null && { email: row.email }),
    ...(row.later_phone !== null && { laterPhone: row.later_phone }),
    ...(row.later_email !== null && { laterEmail: row.later_email }),
    ...(row.outcome !== null && { outcome: row.outcome }),
    ...(row.left_at !== null && { leftAt: toInstant(row.left_at) }),
  };
}
