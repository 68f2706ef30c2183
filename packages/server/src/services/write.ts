import type { Transaction } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { StructureRow, WriteGroup } from '../db/store.ts';
import { appendEvents } from '../log/event.ts';
import type { NewEvent } from '../log/event.ts';
import { ruleTime } from './context.ts';
import type { ServiceContext } from './context.ts';
import { expireHolds } from './expiry.ts';
import { answerOnce, keepAnswer, keepRefusal, toAnswer } from './idempotency.ts';
import type { Answer, IdempotentRequest, Outcome } from './idempotency.ts';
import { LedgerBook } from './ledger-book.ts';
import { DraftSeats } from './occupied.ts';
import { ProblemError, toProblemBody } from './problem.ts';
import { isImport } from './view.ts';
import type { Documents } from './view.ts';

/** One writer's turn on a structure: what it sees, and where it says what it did. */
export interface Writing {
  readonly trx: Transaction<Database>;
  readonly structureId: string;
  /** An import changes its versions before the turn ends. */
  head: StructureRow;
  readonly documents: Documents;
  /** Seats as they are after every writer before this one. */
  readonly seats: DraftSeats;
  readonly ledger: LedgerBook;
  /** Exact instant, of events and ledger entries. */
  readonly at: number;
  /** The instant rules are asked at. */
  readonly now: number;
  record(event: NewEvent): void;
  /** Adds a statement that waits for no other and may go out together with the last ones. */
  atEnd(end: () => Promise<void>): void;
}

/**
 * A write in two steps. The decision reads, and refuses by throwing a `ProblemError`; what it returns then writes and refuses nothing any more,
 * so that a refusal never leaves half a write behind.
 */
export type Decide = (writing: Writing) => Promise<() => Promise<Outcome>>;

/** Decides and writes once for a key: the same request again gets the first one's answer. */
export async function writeOnce(
  context: ServiceContext,
  structureId: string,
  request: IdempotentRequest,
  decide: Decide,
): Promise<Answer> {
  return answerOnce(context, structureId, request, () =>
    write(context, structureId, async (writing) => {
      const outcome = await decideOrRefuse(decide, writing);
      writing.atEnd(() => keepAnswer(writing.trx, structureId, request, outcome, writing.at));
      return toAnswer(context, structureId, outcome, false);
    }),
  );
}

/** Keeps a refusal that needed no lock under its key. */
export async function refuseOnce(
  context: ServiceContext,
  structureId: string,
  request: IdempotentRequest,
  refusal: ProblemError,
): Promise<Answer> {
  const outcome = { status: refusal.status, body: toProblemBody(refusal) };
  return answerOnce(context, structureId, request, async () => {
    await keepRefusal(context, structureId, request, outcome);
    return toAnswer(context, structureId, outcome, false);
  });
}

/** One transaction with its events. Expired holds are erased first, so that the work sees none. */
export async function write<T>(
  context: ServiceContext,
  structureId: string,
  work: (writing: Writing) => Promise<T>,
): Promise<T> {
  return context.store.write(structureId, async (trx, head, group) => {
    const events: NewEvent[] = [];
    const last: (() => Promise<void>)[] = [];
    const writing = await openWriting(context, trx, head, group, { events, last });
    await expireHolds(writing);
    const result = await work(writing);
    const ends = [() => writing.ledger.save(), () => closeWriting(context, writing, group, events), ...last];
    await Promise.all(ends.map((end) => end()));
    return result;
  });
}

async function decideOrRefuse(decide: Decide, writing: Writing): Promise<Outcome> {
  let apply: () => Promise<Outcome>;
  try {
    apply = await decide(writing);
  } catch (error) {
    if (error instanceof ProblemError) return { status: error.status, body: toProblemBody(error) };
    throw error;
  }
  return apply();
}

async function openWriting(
  context: ServiceContext,
  trx: Transaction<Database>,
  head: StructureRow,
  group: WriteGroup,
  { events, last }: { readonly events: NewEvent[]; readonly last: (() => Promise<void>)[] },
): Promise<Writing> {
  const { documents, seats } = await draftOf(context, trx, head, group);
  const at = context.clock();
  return {
    trx,
    structureId: head.structure_id,
    head,
    documents,
    seats,
    ledger: new LedgerBook(trx, head.structure_id, documents.territory),
    at,
    now: ruleTime(at),
    record: (event) => events.push(event),
    atEnd: (end) => last.push(end),
  };
}

/** What one structure looks like inside a group that is not committed yet. */
interface Draft {
  documents: Documents;
  readonly seats: DraftSeats;
}

const drafts = new WeakMap<WriteGroup, Map<string, Draft>>();

async function draftOf(
  context: ServiceContext,
  trx: Transaction<Database>,
  head: StructureRow,
  group: WriteGroup,
): Promise<Draft> {
  const structures = drafts.get(group) ?? new Map<string, Draft>();
  drafts.set(group, structures);
  const known = structures.get(head.structure_id);
  if (known) return known;
  const view = await context.views.readLocked(trx, head);
  const draft = { documents: view.documents, seats: new DraftSeats(view.seats) };
  structures.set(head.structure_id, draft);
  return draft;
}

/** Appends the events and lets the next writer of the group, then everybody, see them. */
async function closeWriting(
  context: ServiceContext,
  writing: Writing,
  group: WriteGroup,
  events: readonly NewEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const { trx, structureId } = writing;
  const { head, rows } = await appendEvents(trx, writing.head, writing.at, events);
  const draft = await draftOf(context, trx, head, group);
  const documents = rows.some(isImport) ? await context.views.loadDocuments(trx, head) : draft.documents;
  // Nothing can fail any more, and undo the rows: only now may the next writer of the group go on from them.
  group.heads.set(structureId, head);
  draft.documents = documents;
  for (const row of rows) draft.seats.apply(row);
  group.afterCommit(() => {
    context.views.committed(structureId, rows);
    context.store.announce(structureId);
  });
}
