import type { Insertable } from 'kysely';
import type { IdempotencyTable } from '../tables.ts';
import type { Asks, StructureRow, WriteGroup } from '../db/store.ts';
import { appendEvents } from '../log/event.ts';
import type { TimedEvent } from '../log/event.ts';
import { ruleTime } from '../context.ts';
import type { ServiceContext } from '../context.ts';
import { findAnswers, keepAnswers, keepOutcome, readAnswer, toAnswer, toAnswerRow } from './answers.ts';
import type { Answer, Done, IdempotentRequest, Outcome } from './answers.ts';
import type { AnswerRow } from './kept-answers.ts';
import { ProblemError, toProblemBody } from '../problem.ts';
import { loadDocuments } from '../documents.ts';
import type { Documents } from '../documents.ts';
import { isImport } from '../view.ts';
import type { StructureView } from '../view.ts';
import type { Book, BookKind, Writing } from './writing.ts';

export type { Book, BookContext, BookKind, Writing } from './writing.ts';

/**
 * A write in two steps. The decision reads, and refuses by throwing a `ProblemError`; what it returns then writes and refuses nothing any more,
 * so that a refusal never leaves half a write behind.
 */
export type Decide = (writing: Writing) => Promise<() => Promise<Done>>;

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
      const outcome = await draft.turn((writing) => decideOrRefuse(decide, writing, request.doneStatus));
      if (outcome instanceof ProblemError) return outcome;
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
  return keepOutcome(context, structureId, request, toOutcome(refusal));
}

/** Keeps an answer that was read without the lock under its key. */
export async function answerOnce(
  context: ServiceContext,
  structureId: string,
  request: IdempotentRequest,
  body: Done['body'],
): Promise<Answer> {
  return keepOutcome(context, structureId, request, { status: request.doneStatus, body });
}

/** One transaction with its events, of work that has no key. */
export async function write<T>(
  context: ServiceContext,
  structureId: string,
  work: (writing: Writing) => Promise<T>,
): Promise<T> {
  return context.store.write(structureId, async (group) => (await draftOf(context, group, structureId)).turn(work));
}

/** What is to be kept under the key; the refusal itself where it says when to come back: who does so, under the same key, is judged anew. */
async function decideOrRefuse(decide: Decide, writing: Writing, doneStatus: number): Promise<Outcome | ProblemError> {
  let apply: () => Promise<Done>;
  try {
    apply = await decide(writing);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.extension.retryAfter === undefined ? toOutcome(error) : error;
  }
  return { status: doneStatus, ...(await apply()) };
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
 * A structure as the writers of one group leave it to each other before it is committed. What all of them share (their books, kept answers, the log and
 * its head) is written once, when the last of them is done. The group is kept whole or thrown away whole, and this with it.
 */
class StructureDraft {
  readonly #context: ServiceContext;
  readonly #group: WriteGroup;
  readonly #view: StructureView;
  /** Answers that the keys of this group have got before. */
  readonly answers: ReadonlyMap<string, AnswerRow>;
  readonly #books = new Map<BookKind<Book>, Book>();
  readonly #events: TimedEvent[] = [];
  readonly #kept: Insertable<IdempotencyTable>[] = [];
  readonly #head: StructureRow;
  #documents: Documents;

  static async open(context: ServiceContext, group: WriteGroup, structureId: string): Promise<StructureDraft> {
    const head = group.lockedHead(structureId);
    const view = await context.views.readLocked(group.trx, head);
    const answers = await findAnswers(group.trx, structureId, group.asked(structureId, 'requestKey'), context.clock());
    return new StructureDraft(context, group, head, view, answers);
  }

  private constructor(
    context: ServiceContext,
    group: WriteGroup,
    head: StructureRow,
    view: StructureView,
    answers: ReadonlyMap<string, AnswerRow>,
  ) {
    this.#context = context;
    this.#group = group;
    this.#head = head;
    this.#view = view;
    this.#documents = view.documents;
    this.answers = answers;
  }

  /** One writer's turn. */
  async turn<T>(work: (writing: Writing) => Promise<T>): Promise<T> {
    const before = this.#events.length;
    const result = await work(this.#openTurn());
    if (this.#events.slice(before).some(isImport)) await this.#readDocuments();
    // What follows is decided by the documents that are now in force. What a reaction records may be followed in its turn.
    const following = this.#openTurn();
    for (let index = before; index < this.#events.length; index += 1) {
      const event = this.#events[index]!;
      for (const react of this.#context.reactionsTo(event.type)) await react(following, event);
    }
    return result;
  }

  /** Keeps an answer under its key, with the writes it tells of. */
  keep(answer: Insertable<IdempotencyTable>): void {
    this.#kept.push(answer);
  }

  /** Writes what the writers share. The log comes last: whatever can fail has been done by then. */
  async close(): Promise<void> {
    const { trx } = this.#group;
    await this.#saveBooks();
    await keepAnswers(trx, this.#kept);
    const rows = await appendEvents(trx, this.#head, this.#events, this.#context.random);
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
      at,
      now: ruleTime(at),
      open: (kind) => this.#open(kind),
      record: (event) => {
        this.#events.push({ ...event, at });
        for (const book of this.#books.values()) book.note?.(event);
      },
    };
  }

  #open<B extends Book>(kind: BookKind<B>): B {
    const known = this.#books.get(kind);
    // A kind makes books of its own type only.
    if (known) return known as B;
    const { structure_id: structureId } = this.#head;
    const asked = (what: string) => this.#group.asked(structureId, what);
    const book = kind({ trx: this.#group.trx, structureId, documents: this.#documents, view: this.#view, asked });
    for (const event of this.#events) book.note?.(event);
    this.#books.set(kind, book);
    return book;
  }

  async #saveBooks(): Promise<void> {
    for (const book of this.#books.values()) await book.save();
  }

  /** After an import: the books are opened anew on what has been written so far, for another territory may share otherwise. */
  async #readDocuments(): Promise<void> {
    await this.#saveBooks();
    this.#books.clear();
    this.#documents = await loadDocuments(this.#group.trx, this.#head.structure_id);
  }
}
