import { factsOf, Figures, usualRules, withoutPatient } from '@relais/engine/indicators';
import type { FactRecord } from '@relais/engine/indicators';
import type { CompiledTerritory } from '@relais/engine';
import type { FigureRules } from '@relais/model';
import type { Documents } from '../core/documents.ts';
import type { Store } from '../core/db/store.ts';
import { Objections } from '../core/log/objections.ts';
import { figureSettingsDocument, loadRules } from '../figure-rules/index.ts';
import { territoryDocument } from '../scheduling/index.ts';
import type { StructureView } from '../core/view.ts';
import { foldInto, leavesOutAt, placedIn, readRecord, toLogged, Words } from './fold.ts';
import type { LeavesOut } from './fold.ts';
import { OpenedSeats } from './open-seats.ts';
import {
  allRecords,
  findFirstDay,
  findLogEnd,
  findState,
  keepRecords,
  loadRecords,
  readCounted,
  START,
} from './records.ts';
import type { Position } from './records.ts';

const PAGE = 1000;
/** Rows that whoever asks waits for; more are taken in behind them. */
const AWAITED = 3000;
/** Changed records in memory at most. */
const KEPT_AT_ONCE = 20_000;

/**
 * Follows the log of one structure. Its records stand in the database; who asks for figures has their facts in memory. Pages are taken in with a pause
 * between them, so that nobody who books waits behind figures.
 */
export class Follower {
  readonly #store: Store;
  readonly #structureId: string;
  #position: Position = START;
  /** Instant of the last event that was taken in. */
  #asOf: number | undefined;
  readonly #changed = new Map<string, FactRecord>();
  /** Of those to be kept: the row with which somebody began to object. */
  readonly #withheldAt = new Map<string, number>();
  #figures: Figures | undefined;
  #words = new Words();
  #territory: CompiledTerritory | undefined;
  #opened: OpenedSeats | undefined;
  #rules: FigureRules = usualRules;
  /** Of the settings they are of; 0 while there are none. */
  #rulesVersion = 0;
  #queue: Promise<unknown> = Promise.resolve();
  #isKnown = false;
  /** How often the records had been made anew when it began to follow. */
  #made = 0;

  constructor(store: Store, structureId: string) {
    this.#store = store;
    this.#structureId = structureId;
  }

  get position(): Position {
    return this.#position;
  }

  get asOf(): number | undefined {
    return this.#asOf;
  }

  /** Whether rows up to this one are still to be taken in here, or records were made anew since; not of what it has never looked at. */
  isBehind(sequence: number, made: number): boolean {
    return this.#isKnown && (this.#position.sequence < sequence || this.#made !== made);
  }

  /** Figures as far as the log is, or nearly: how many rows are still to be taken in. */
  async read(view: StructureView): Promise<{ readonly figures: Figures; readonly behind: number }> {
    return this.#alone(async () => {
      await this.#open(view.documents.of(territoryDocument));
      await this.#judgeBy(view.documents);
      await this.#load();
      const end = await findLogEnd(this.#store.db, this.#structureId);
      if (end.sequence - this.#position.sequence <= AWAITED) await this.#takeUpTo(end);
      // Read once more where somebody has begun to object.
      return { figures: await this.#load(), behind: Math.max(0, end.sequence - this.#position.sequence) };
    });
  }

  /** Takes in what has come, and keeps it. */
  async catchUp(): Promise<void> {
    for (;;) {
      const isDone = await this.#alone(async () => {
        await this.#know();
        const end = await findLogEnd(this.#store.db, this.#structureId);
        const isEnd = await this.#takePage(end);
        if (isEnd || this.#changed.size >= KEPT_AT_ONCE) await this.#keep();
        return isEnd && this.#isKnown;
      });
      if (isDone) return;
      await pause();
    }
  }

  /** What has changed since it was last kept stays to be kept; facts are read again when somebody asks. */
  forgetFigures(): void {
    this.#figures = undefined;
    this.#words = new Words();
  }

  /** One piece of work at a time. */
  async #alone<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #know(): Promise<void> {
    if (this.#isKnown) return;
    const { made, ...position } = await findState(this.#store.db, this.#structureId);
    this.#position = position;
    this.#made = made;
    this.#isKnown = true;
  }

  async #open(territory: CompiledTerritory | undefined): Promise<void> {
    if (territory === this.#territory) return;
    const since = await findFirstDay(this.#store.db, this.#structureId);
    if (since === undefined) return;
    this.#territory = territory;
    this.#opened = territory && new OpenedSeats(territory, since);
  }

  /** What is counted and shown otherwise is counted anew, from the same records. */
  async #judgeBy(documents: Documents): Promise<void> {
    const version = documents.newestVersion(figureSettingsDocument.name);
    if (version === this.#rulesVersion) return;
    this.#rules = await loadRules(this.#store.db, this.#structureId, version);
    this.#rulesVersion = version;
    this.forgetFigures();
  }

  async #load(): Promise<Figures> {
    await this.#know();
    if (this.#figures) return this.#figures;
    const figures = new Figures({ rules: this.#rules, seatsOpened: (days) => this.#opened?.of(days) ?? [] });
    for await (const rows of allRecords(this.#store.db, this.#structureId)) {
      for (const { id, body } of rows) this.#put(figures, id, this.#changed.get(id) ?? readRecord(body));
      await pause();
    }
    for (const [id, record] of this.#changed) this.#put(figures, id, record);
    this.#figures = figures;
    return figures;
  }

  async #takeUpTo(end: Position): Promise<void> {
    while (!(await this.#takePage(end))) await pause();
  }

  /** @returns whether the end is reached */
  async #takePage(end: Position): Promise<boolean> {
    const { db } = this.#store;
    const after = this.#position.sequence;
    if (after >= end.sequence) return true;
    const rows = await readCounted(db, this.#structureId, { after, to: end.sequence, limit: PAGE });
    const events = rows.map(toLogged).filter((event) => event !== undefined);
    const touched = [...new Set(placedIn(events).map(({ record }) => record))];
    const stored = await loadRecords(
      db,
      this.#structureId,
      touched.filter((id) => !this.#changed.has(id)),
    );
    for (const [id, record] of stored) this.#changed.set(id, record);
    const last = rows.at(-1);
    const isEnd = rows.length < PAGE || !last;
    const position = isEnd ? end : { sequence: last.sequence, hash: last.hash };
    const objections = await Objections.load(db, this.#structureId);
    const leavesOut = leavesOutAt(objections, position.sequence);
    for (const id of foldInto(this.#changed, events, leavesOut)) {
      if (this.#figures) this.#put(this.#figures, id, this.#changed.get(id)!);
    }
    const begun = objections.begunIn(after, position.sequence);
    if (begun.size > 0) await this.#withhold(begun, leavesOut);
    this.#asOf = last?.at ?? this.#asOf;
    this.#position = position;
    return isEnd;
  }

  /** Takes the pseudonyms of those who have begun to object out of every record, and out of the facts in memory: these are read again. */
  async #withhold(begun: ReadonlyMap<string, number>, leavesOut: LeavesOut): Promise<void> {
    const patients = [...begun.keys()];
    for await (const rows of allRecords(this.#store.db, this.#structureId)) {
      for (const { id, body } of rows) {
        const isOfThem = !this.#changed.has(id) && patients.some((patient) => body.includes(patient));
        if (isOfThem) this.#changed.set(id, readRecord(body));
      }
      await pause();
    }
    // All that is kept with them is kept as of then, or a backend that has not heard of it yet might put a pseudonym back.
    const at = Math.max(...begun.values());
    for (const [id, record] of this.#changed) {
      this.#changed.set(id, withoutPatient(record, leavesOut));
      this.#withheldAt.set(id, at);
    }
    this.forgetFigures();
  }

  #put(figures: Figures, id: string, record: FactRecord): void {
    figures.book.put(id, this.#words.share(factsOf(id, record)));
    figures.takenOver.put(id, record);
  }

  async #keep(): Promise<void> {
    const known = await findState(this.#store.db, this.#structureId);
    const isKept = this.#changed.size === 0 && known.sequence >= this.#position.sequence;
    if (isKept && known.made === this.#made) return;
    const state = { ...this.#position, made: this.#made };
    const changed = [...this.#changed].map(
      ([id, record]) => [id, { record, changedAt: this.#withheldAt.get(id) }] as const,
    );
    if (!(await keepRecords(this.#store, this.#structureId, changed, state))) this.#beginAgain();
    this.#changed.clear();
    this.#withheldAt.clear();
  }

  /** Records were made anew, maybe of a shorter log: what was taken in since is taken in once more. */
  #beginAgain(): void {
    this.#isKnown = false;
    this.forgetFigures();
  }
}

/** Lets whatever else waits go first. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
