import type { Kysely } from 'kysely';
import type { Database } from '../tables.ts';
import { Batch } from './db/batch.ts';
import { findHead, findHeads } from './db/store.ts';
import type { Store, StructureRow } from './db/store.ts';
import { loadDocuments } from './documents.ts';
import type { Documents } from './documents.ts';
import { canBeRead } from './log/event.ts';
import type { EventRow } from './log/event.ts';

const DAY_MS = 86_400_000;
/** A view further behind than this is read again from the tables instead of from the log. */
const FURTHEST_BEHIND = 1000;
/** What ended longer ago is of no interest to anybody who asks now. */
const REMEMBERED_MS = 2 * DAY_MS;

/** What a subject keeps in memory of each structure: loaded from its tables, then kept up to date from the log. */
export interface Projection<State> {
  /** @param since milliseconds since the epoch: what ended before it may be left out */
  load(db: Kysely<Database>, structureId: string, since: number): Promise<State>;
  apply(state: State, row: EventRow): void;
  /** Drops what ended before `since`. */
  forget(state: State, since: number): void;
}

/**
 * What a structure looks like at one sequence of its log: its documents and what the subjects keep of it, in memory. It is exact, not a cache that may be
 * stale: before each use the head's sequence is read and the events since are applied, whichever backend wrote them.
 */
export interface StructureView {
  readonly structureId: string;
  readonly sequence: number;
  readonly documents: Documents;
  of<State>(projection: Projection<State>): State;
}

/** The views of one backend. */
export class StructureViews {
  readonly #store: Store;
  readonly #projections: readonly Projection<unknown>[];
  readonly #views = new Map<string, MutableView>();
  readonly #loading = new Map<string, Promise<MutableView | undefined>>();
  readonly #heads: Batch<string, StructureRow | undefined>;

  constructor(store: Store, projections: readonly Projection<unknown>[]) {
    this.#store = store;
    this.#projections = projections;
    this.#heads = new Batch({
      gather: () => store.gather(),
      run: async (structureIds) => {
        const heads = await findHeads(store.db, [...new Set(structureIds)]);
        return structureIds.map((structureId) => heads.get(structureId));
      },
    });
  }

  /** The structure as it is now; `undefined` when there is none of this id. */
  async read(structureId: string): Promise<StructureView | undefined> {
    const view = await this.#known(structureId);
    if (!view) return undefined;
    const seen = view.sequence;
    const head = await this.#heads.ask(structureId);
    if (!head) return undefined;
    // Meanwhile the view may have gone further than this head; it cannot have been further before the head was read.
    if (head.sequence >= seen && (view.sequence > head.sequence || isOfHistory(view, head))) {
      return this.#follow(view, head);
    }
    this.forget(structureId);
    return this.#known(structureId);
  }

  /** The structure at a head that a writer has just locked; read through the writer's own transaction. */
  async readLocked(db: Kysely<Database>, head: StructureRow): Promise<StructureView> {
    const known = this.#views.get(head.structure_id);
    if (known && isOfHistory(known, head) && (await advance(db, known, head))) return known;
    const view = await this.#loadView(db, head);
    // Nothing is newer than a locked head: a view that is further has seen what the log no longer holds.
    this.#views.set(head.structure_id, view);
    return view;
  }

  /** Applies rows this backend has just committed, so that nobody need read them again. */
  committed(structureId: string, rows: readonly EventRow[]): void {
    const view = this.#views.get(structureId);
    if (view && !rows.some(isImport)) applyRows(view, rows);
  }

  /** Makes the next reader load the structure again. */
  forget(structureId: string): void {
    this.#views.delete(structureId);
  }

  async #known(structureId: string): Promise<MutableView | undefined> {
    return this.#views.get(structureId) ?? this.#once(structureId, () => this.#load(structureId));
  }

  /**
   * Brings a view to a head, or further; however many ask for it, the rows are read once. Loading that is under way may have begun before the
   * head was there, the one after it has not: two rounds are enough.
   */
  async #follow(view: MutableView, head: StructureRow): Promise<MutableView | undefined> {
    let current: MutableView | undefined = view;
    for (let round = 0; round < 2 && current && current.sequence < head.sequence; round += 1) {
      const behind: MutableView = current;
      current = await this.#once(view.structureId, () => this.#catchUp(behind, head));
    }
    return current;
  }

  async #catchUp(view: MutableView, head: StructureRow): Promise<MutableView | undefined> {
    return (await advance(this.#store.db, view, head)) ? this.#put(view) : this.#load(view.structureId);
  }

  /** One piece of loading per structure at a time: whoever comes meanwhile gets what it brings. */
  async #once(structureId: string, load: () => Promise<MutableView | undefined>): Promise<MutableView | undefined> {
    const running = this.#loading.get(structureId);
    if (running) return running;
    const loading = load().finally(() => this.#loading.delete(structureId));
    this.#loading.set(structureId, loading);
    return loading;
  }

  async #load(structureId: string): Promise<MutableView | undefined> {
    const view = await this.#store.snapshot(async (trx) => {
      const head = await findHead(trx, structureId);
      return head && this.#loadView(trx, head);
    });
    return view && this.#put(view);
  }

  /** Keeps the view, or the one that is further already. */
  #put(view: MutableView): MutableView {
    const known = this.#views.get(view.structureId);
    if (known && known !== view && known.sequence > view.sequence) return known;
    this.#views.set(view.structureId, view);
    return view;
  }

  async #loadView(db: Kysely<Database>, head: StructureRow): Promise<MutableView> {
    const { structure_id: structureId } = head;
    const since = (await latestInstant(db, structureId)) - REMEMBERED_MS;
    const documents = await loadDocuments(db, structureId);
    const states = new Map<Projection<unknown>, unknown>();
    for (const projection of this.#projections) states.set(projection, await projection.load(db, structureId, since));
    return new MutableView(head, documents, states);
  }
}

/**
 * Applies the rows between a view and a head. False when it must be loaded instead: too far behind, documents changed, rows gone, or somebody has
 * made them unreadable, which `verify-log` tells and which must not keep anybody from a seat.
 */
async function advance(db: Kysely<Database>, view: MutableView, head: StructureRow): Promise<boolean> {
  if (view.sequence >= head.sequence) return true;
  const rows = await readEvents(db, view.structureId, view.sequence, FURTHEST_BEHIND);
  if (rows.length >= FURTHEST_BEHIND || rows.some(isImport) || !rows.every(canBeRead)) return false;
  applyRows(view, rows);
  return view.sequence >= head.sequence;
}

class MutableView implements StructureView {
  readonly structureId: string;
  sequence: number;
  /** Of the row of the log at `sequence`. */
  hash: string;
  readonly documents: Documents;
  readonly #states: ReadonlyMap<Projection<unknown>, unknown>;

  constructor(head: StructureRow, documents: Documents, states: ReadonlyMap<Projection<unknown>, unknown>) {
    this.structureId = head.structure_id;
    this.sequence = head.sequence;
    this.hash = head.hash;
    this.documents = documents;
    this.#states = states;
  }

  of<State>(projection: Projection<State>): State {
    const known = this.#states.get(projection);
    if (known === undefined) throw new TypeError('This projection is none of those the views were made with');
    // A projection loads states of its own type only.
    return known as State;
  }

  apply(row: EventRow): void {
    for (const [projection, state] of this.#states) projection.apply(state, row);
    this.sequence = row.sequence;
    this.hash = row.hash;
    if (row.sequence % FURTHEST_BEHIND !== 0) return;
    for (const [projection, state] of this.#states) projection.forget(state, row.at - REMEMBERED_MS);
  }
}

/** False once the log itself has gone back, as after a restored backup or a replica promoted a little too early. */
function isOfHistory(view: MutableView, head: StructureRow): boolean {
  return view.sequence < head.sequence || (view.sequence === head.sequence && view.hash === head.hash);
}

/** Rows of the log after a sequence, oldest first. */
export async function readEvents(
  db: Kysely<Database>,
  structureId: string,
  after: number,
  limit: number,
): Promise<EventRow[]> {
  return db
    .selectFrom('event')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(limit)
    .execute();
}

export function isImport(row: Pick<EventRow, 'type'>): boolean {
  return row.type.endsWith('.imported');
}

/** Two readers may bring the same rows: only the next in line counts. */
function applyRows(view: MutableView, rows: readonly EventRow[]): void {
  for (const row of rows) if (row.sequence === view.sequence + 1) view.apply(row);
}

/** The clock of the log is used, so that none is needed here. */
async function latestInstant(db: Kysely<Database>, structureId: string): Promise<number> {
  const last = await db
    .selectFrom('event')
    .select('at')
    .where('structure_id', '=', structureId)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.at ?? 0;
}
