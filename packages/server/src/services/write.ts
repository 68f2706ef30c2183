import type { Insertable, Transaction } from 'kysely';
import type { Database, DocumentKind, IdempotencyTable } from '../db/schema.ts';
import type { Asks, StructureRow, WriteGroup } from '../db/store.ts';
import { appendEvents } from '../log/event.ts';
import type { NewEvent, TimedEvent } from '../log/event.ts';
import { ruleTime } from './context.ts';
import type { ServiceContext } from './context.ts';
import { expireHolds } from './expiry.ts';
import { findAnswers, keepAnswers, keepRefusal, readAnswer, toAnswer, toAnswerRow } from './idempotency.ts';
import type { Answer, AnswerRow, IdempotentRequest, Outcome } from './idempotency.ts';
import { BookingBook } from './booking-book.ts';
import { HoldBook } from './hold-book.ts';
import { LedgerBook } from './ledger-book.ts';
import { DraftSeats } from './occupied.ts';
import { ProblemError, toProblemBody } from './problem.ts';
import { SeatBook } from './seat-book.ts';
import type { Documents } from './view.ts';

/** One writer's turn on a structure: what it sees, and where it says what it did. */
export interface Writing {
  readonly trx: Transaction<Database>;
  readonly structureId: string;
  readonly documents: Documents;
  /** Seats as they are after every writer before this one. */
  readonly seats: DraftSeats;
  /** The same seats as the database counts them. */
  readonly counts: SeatBook;
  readonly holds: HoldBook;
  readonly bookings: BookingBook;
  readonly ledger: LedgerBook;
  /** Exact instant, of events and ledger entries. */
  readonly at: number;
  /** The instant rules are asked at. */
  readonly now: number;
  /** The version of a document in force; 0 while there is none. */
  readonly versionOf: (kind: DocumentKind) => number;
  /** Puts another version of a document in force, for this structure's next writer and everybody after. */
  putInForce(kind: DocumentKind, version: number): void;
  record(event: NewEvent): void;
}

/**
 * A write in two steps. The decision reads, and refuses by throwing a `ProblemError`; what it returns then writes and refuses nothing any more,
 * so that a refusal never leaves half a write behind.
 */
export type Decide = (writing: Writing) => Promise<() => Promise<Outcome>>;

/** Decides and writes once for a key: the same request again gets the first one's answer. `asks` is what the decision is going to look for. */
export async function writeOnce(
  context: ServiceContext,
  structureId: string,
  request: IdempotentRequest,
  decide: Decide,
  asks: Asks = {},
): Promise<Answer> {
  const answer = await context.store.write(
    structureId,
    async (group) => {
      const draft = await draftOf(context, group, structureId);
      // Looked up under the lock: whichever backend was asked first has answered by now.
      const known = draft.answers.get(request.keyHash);
      if (known) return readAnswer(context, request, known);
      const outcome = await draft.turn((writing) => decideOrRefuse(decide, writing));
      draft.keep(toAnswerRow(structureId, request, outcome, context.clock()));
      return toAnswer(context, structureId, outcome, false);
    },
    { ...asks, requestKey: request.keyHash },
  );
  if (answer instanceof ProblemError) throw answer;
  return answer;
}

/** Keeps a refusal that needed no lock under its key. */
export async function refuseOnce(
  context: ServiceContext,
  structureId: string,
  request: IdempotentRequest,
  refusal: ProblemError,
): Promise<Answer> {
  return keepRefusal(context, structureId, request, toOutcome(refusal));
}

/** One transaction with its events, of work that has no key. */
export async function write<T>(
  context: ServiceContext,
  structureId: string,
  work: (writing: Writing) => Promise<T>,
): Promise<T> {
  return context.store.write(structureId, async (group) => (await draftOf(context, group, structureId)).turn(work));
}

async function decideOrRefuse(decide: Decide, writing: Writing): Promise<Outcome> {
  let apply: () => Promise<Outcome>;
  try {
    apply = await decide(writing);
  } catch (error) {
    if (error instanceof ProblemError) return toOutcome(error);
    throw error;
  }
  return apply();
}

function toOutcome(refusal: ProblemError): Outcome {
  return { status: refusal.status, body: toProblemBody(refusal) };
}

const drafts = new WeakMap<WriteGroup, Map<string, StructureDraft>>();

/** What a group remembers of a structure, made by the first of its writers that needs it. */
async function draftOf(context: ServiceContext, group: WriteGroup, structureId: string): Promise<StructureDraft> {
  const structures = drafts.get(group) ?? new Map<string, StructureDraft>();
  drafts.set(group, structures);
  const known = structures.get(structureId);
  if (known) return known;
  const draft = await StructureDraft.open(context, group, structureId);
  structures.set(structureId, draft);
  group.atEnd(() => draft.close());
  return draft;
}

/**
 * A structure as the writers of one group leave it to each other before it is committed. What all of them share (holds, seats, ledger, kept answers, the
 * log and its head) is written once, when the last of them is done. The group is kept whole or thrown away whole, and this with it.
 */
class StructureDraft {
  readonly #context: ServiceContext;
  readonly #group: WriteGroup;
  readonly #seats: DraftSeats;
  readonly #counts: SeatBook;
  readonly #holds: HoldBook;
  readonly #bookings: BookingBook;
  /** Answers that the keys of this group have got before. */
  readonly answers: ReadonlyMap<string, AnswerRow>;
  readonly #events: TimedEvent[] = [];
  readonly #kept: Insertable<IdempotencyTable>[] = [];
  #head: StructureRow;
  #documents: Documents;
  #ledger: LedgerBook;

  static async open(context: ServiceContext, group: WriteGroup, structureId: string): Promise<StructureDraft> {
    const head = group.lockedHead(structureId);
    const { documents, seats } = await context.views.readLocked(group.trx, head);
    const answers = await findAnswers(group.trx, structureId, group.asked(structureId, 'requestKey'), context.clock());
    return new StructureDraft(context, group, head, documents, new DraftSeats(seats), answers);
  }

  private constructor(
    context: ServiceContext,
    group: WriteGroup,
    head: StructureRow,
    documents: Documents,
    seats: DraftSeats,
    answers: ReadonlyMap<string, AnswerRow>,
  ) {
    this.#context = context;
    this.#group = group;
    this.#head = head;
    this.#documents = documents;
    this.#seats = seats;
    this.#counts = new SeatBook(group.trx, head.structure_id);
    const asked = (kind: string) => group.asked(head.structure_id, kind);
    this.#holds = new HoldBook(group.trx, head.structure_id, {
      token_hash: asked('holdToken'),
      client_hash: asked('holdClient'),
    });
    this.#bookings = new BookingBook(group.trx, head.structure_id, {
      persons: asked('person'),
      phones: asked('phone'),
      references: asked('reference'),
    });
    this.answers = answers;
    this.#ledger = new LedgerBook(group.trx, head.structure_id, documents.territory);
  }

  /** One writer's turn. Expired holds are erased first, so that the work sees none. */
  async turn<T>(work: (writing: Writing) => Promise<T>): Promise<T> {
    const head = this.#head;
    const writing = this.#openTurn();
    await expireHolds(writing);
    const result = await work(writing);
    if (this.#head !== head) await this.#readDocuments();
    return result;
  }

  /** Keeps an answer under its key, with the writes it tells of. */
  keep(answer: Insertable<IdempotencyTable>): void {
    this.#kept.push(answer);
  }

  /** Writes what the writers share. The log comes last: whatever can fail has been done by then. */
  async close(): Promise<void> {
    const { trx } = this.#group;
    await this.#holds.save();
    await this.#bookings.save();
    await this.#counts.save();
    await this.#ledger.save();
    await keepAnswers(trx, this.#kept);
    const rows = await appendEvents(trx, this.#head, this.#events);
    if (rows.length === 0) return;
    const { structure_id: structureId } = this.#head;
    this.#group.afterCommit(() => {
      this.#context.views.committed(structureId, rows);
      this.#context.store.announce(structureId);
    });
  }

  #openTurn(): Writing {
    const at = this.#context.clock();
    return {
      trx: this.#group.trx,
      structureId: this.#head.structure_id,
      documents: this.#documents,
      seats: this.#seats,
      counts: this.#counts,
      holds: this.#holds,
      bookings: this.#bookings,
      ledger: this.#ledger,
      at,
      now: ruleTime(at),
      versionOf: (kind) => this.#head[`${kind}_version`],
      putInForce: (kind, version) => {
        this.#head = { ...this.#head, [`${kind}_version`]: version };
      },
      record: (event) => {
        this.#events.push({ ...event, at });
        this.#seats.apply(event);
      },
    };
  }

  /** After an import: another territory may share otherwise, so that the ledger is opened anew on what has been written so far. */
  async #readDocuments(): Promise<void> {
    await this.#ledger.save();
    this.#documents = await this.#context.views.loadDocuments(this.#group.trx, this.#head);
    this.#ledger = new LedgerBook(this.#group.trx, this.#head.structure_id, this.#documents.territory);
  }
}
