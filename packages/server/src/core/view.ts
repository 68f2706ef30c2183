import { compileTerritory } from '@relais/engine';
import type { CompiledTerritory } from '@relais/engine';
import type { SeverityChecklist, StructureSettings, Territory } from '@relais/model';
import type { Kysely } from 'kysely';
import type { Database, DocumentKind } from '../tables.ts';
import { Batch } from './db/batch.ts';
import { findHead, findHeads } from './db/store.ts';
import type { Store, StructureRow } from './db/store.ts';
import type { EventRow } from './log/event.ts';
import { OccupiedSeats } from '../booking/occupied.ts';
import { canBeRead } from '../booking/seat-events.ts';

const DAY_MS = 86_400_000;
/** A view further behind than this is read again from the tables instead of from the log. */
const FURTHEST_BEHIND = 1000;

/** The documents in force. Each is absent until it is imported. */
export interface Documents {
  /** Changes whenever one of them does. */
  readonly version: string;
  /** Of the newest of each kind, which is the one in force. */
  readonly versions: Readonly<Partial<Record<DocumentKind, number>>>;
  readonly settings?: StructureSettings;
  readonly territory?: CompiledTerritory;
  /** The list that is answered, and its translations of the same version. */
  readonly checklists: readonly SeverityChecklist[];
}

/**
 * What a structure looks like at one sequence of its log: documents and occupied seats, kept in memory. It is exact, not a cache that may be
 * stale: before each use the head's sequence is read and the events since are applied, whichever backend wrote them.
 */
export interface StructureView {
  readonly structureId: string;
  readonly sequence: number;
  readonly documents: Documents;
  readonly seats: OccupiedSeats;
}

/** The views of one backend. */
export class StructureViews {
  readonly #store: Store;
  readonly #publicUrl: string | undefined;
  readonly #views = new Map<string, MutableView>();
  readonly #loading = new Map<string, Promise<MutableView | undefined>>();
  readonly #heads: Batch<string, StructureRow | undefined>;

  /** @param publicUrl where people reach this backend, to which a structure's relative addresses are completed */
  constructor(store: Store, publicUrl?: string) {
    this.#store = store;
    this.#publicUrl = publicUrl;
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

  /** The documents in force. */
  async loadDocuments(db: Kysely<Database>, structureId: string): Promise<Documents> {
    const documents = await loadDocuments(db, structureId);
    const { settings } = documents;
    return settings ? { ...documents, settings: completeAddress(settings, this.#publicUrl) } : documents;
  }

  async #loadView(db: Kysely<Database>, head: StructureRow): Promise<MutableView> {
    const [documents, seats] = await Promise.all([
      this.loadDocuments(db, head.structure_id),
      loadSeats(db, head.structure_id),
    ]);
    return { structureId: head.structure_id, sequence: head.sequence, hash: head.hash, documents, seats };
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

/** A page's address as the world sees it: one that is relative is on the backend itself. */
function completeAddress(settings: StructureSettings, publicUrl: string | undefined): StructureSettings {
  const { manageUrl } = settings;
  if (manageUrl === undefined || publicUrl === undefined || !URL.canParse(manageUrl, publicUrl)) return settings;
  return { ...settings, manageUrl: new URL(manageUrl, publicUrl).href };
}

interface MutableView extends StructureView {
  sequence: number;
  /** Of the row of the log at `sequence`. */
  hash: string;
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
  for (const row of rows) {
    if (row.sequence !== view.sequence + 1) continue;
    view.seats.apply(row);
    view.sequence = row.sequence;
    view.hash = row.hash;
    if (row.sequence % FURTHEST_BEHIND === 0) view.seats.forgetBefore(row.at - 2 * DAY_MS);
  }
}

async function loadDocuments(db: Kysely<Database>, structureId: string): Promise<Documents> {
  const newest = await db
    .selectFrom('document')
    .select(({ fn }) => ['kind', fn.max('version').as('version')])
    .where('structure_id', '=', structureId)
    .groupBy('kind')
    .execute();
  const versions = Object.fromEntries(newest.map(({ kind, version }) => [kind, version])) as Documents['versions'];
  const rows = await db
    .selectFrom('document')
    .select(['kind', 'body'])
    .where('structure_id', '=', structureId)
    .where((is) =>
      is.or([is('kind', '=', 'checklist'), ...newest.map(({ kind, version }) => is.and({ kind, version }))]),
    )
    .orderBy('version', 'desc')
    .execute();
  const bodyOf = (kind: DocumentKind) => rows.find((row) => row.kind === kind)?.body;
  const settings = bodyOf('settings');
  const territory = bodyOf('territory');
  const checklists = rows
    .filter((row) => row.kind === 'checklist')
    .map((row) => JSON.parse(row.body) as SeverityChecklist);
  return {
    version: newest
      .map(({ kind, version }) => `${kind}.${version}`)
      .sort()
      .join('-'),
    versions,
    ...(settings === undefined ? {} : { settings: JSON.parse(settings) as StructureSettings }),
    ...(territory === undefined ? {} : { territory: compileTerritory(JSON.parse(territory) as Territory) }),
    checklists: checklistsInForce(checklists),
  };
}

/** Every version of the severity checklist that was ever in force, newest first. */
export async function loadChecklists(db: Kysely<Database>, structureId: string): Promise<SeverityChecklist[]> {
  const rows = await db
    .selectFrom('document')
    .select('body')
    .where('structure_id', '=', structureId)
    .where('kind', '=', 'checklist')
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => JSON.parse(row.body) as SeverityChecklist);
}

/** Newest first in; out come the newest original and its translations. A translation of an older version is not shown. */
function checklistsInForce(newestFirst: readonly SeverityChecklist[]): SeverityChecklist[] {
  const original = newestFirst.find((list) => list.translationOf === undefined);
  if (!original) return [];
  const translations = newestFirst.filter(
    (list) => list.translationOf !== undefined && list.id === original.id && list.version === original.version,
  );
  return [original, ...translations];
}

/** Whether a list, once it is imported, stands where the other stood: originals follow each other, and translations of one version. */
export function takesPlaceOf(list: SeverityChecklist, other: SeverityChecklist): boolean {
  if (list.translationOf === undefined || other.translationOf === undefined) {
    return list.translationOf === other.translationOf;
  }
  return list.id === other.id && list.version === other.version && list.language === other.language;
}

async function loadSeats(db: Kysely<Database>, structureId: string): Promise<OccupiedSeats> {
  const seats = new OccupiedSeats();
  const [holds, bookings] = await Promise.all([
    db
      .selectFrom('hold')
      .select(['id', 'practice_id', 'start_at', 'expires_at'])
      .where('structure_id', '=', structureId)
      .execute(),
    db
      .selectFrom('booking')
      .select(['entry_id', 'practice_id', 'start_at'])
      .where('structure_id', '=', structureId)
      .where('start_at', '>', await oldestStart(db, structureId))
      .where('status', '=', 'confirmed')
      .execute(),
  ]);
  for (const hold of holds) seats.put(hold.practice_id, hold.start_at, hold.id, hold.expires_at);
  for (const booking of bookings) seats.put(booking.practice_id, booking.start_at, booking.entry_id, Infinity);
  return seats;
}

/** Slots that began two days before the newest event are of no interest; the clock of the log is used, so that none is needed here. */
async function oldestStart(db: Kysely<Database>, structureId: string): Promise<number> {
  const last = await db
    .selectFrom('event')
    .select('at')
    .where('structure_id', '=', structureId)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (last?.at ?? 0) - 2 * DAY_MS;
}
