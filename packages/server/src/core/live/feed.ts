import { toInstant } from '@relais/model';
import { ruleTime } from '../context.ts';
import type { ServiceContext } from '../context.ts';
import { canBeRead } from '../log/event.ts';
import type { EventRow } from '../log/event.ts';
import { isImport, readEvents } from '../view.ts';
import type { StructureView } from '../view.ts';
import type { Following } from './topic.ts';

/** A reader further behind than this asks for everything again, which is shorter. */
const FURTHEST_BEHIND = 500;

/** `type` is the topic's name, or `reset`. */
export interface FeedMessage {
  readonly type: string;
  readonly data: { readonly sequence: number } & Readonly<Record<string, unknown>>;
}

/** Somebody who follows a structure: what, by topic, and the sequence they have been told up to. */
export interface FeedReader {
  readonly structureId: string;
  readonly followings: ReadonlyMap<string, Following>;
  position: number;
  /** Whether a row is the last that they hear of. */
  isLast(row: EventRow): boolean;
  /** Nothing is told any more. */
  end(): void;
  /** All that is told of one place in the log. */
  send(messages: readonly FeedMessage[]): void;
}

/**
 * What is told live, made from the log: whoever wrote, whichever backend, the readers of a structure are told what concerns them. Readers at the
 * same place who may see the same share one message.
 */
export class LiveFeed {
  readonly #context: ServiceContext;
  readonly #onError: (error: unknown) => void;
  readonly #readers = new Map<string, Set<FeedReader>>();
  readonly #busy = new Map<string, { again: boolean }>();
  #stopListening: (() => void) | undefined;

  constructor(context: ServiceContext, onError: (error: unknown) => void) {
    this.#context = context;
    this.#onError = onError;
  }

  get size(): number {
    let size = 0;
    for (const readers of this.#readers.values()) size += readers.size;
    return size;
  }

  /** Begins to tell a reader, first what has happened since its position. Returns the way to stop. */
  follow(reader: FeedReader): () => void {
    this.#stopListening ??= this.#context.store.listen((structureId) => this.wake(structureId));
    const readers = this.#readers.get(reader.structureId) ?? new Set();
    this.#readers.set(reader.structureId, readers.add(reader));
    this.wake(reader.structureId);
    return () => {
      readers.delete(reader);
      if (readers.size === 0 && this.#readers.get(reader.structureId) === readers)
        this.#readers.delete(reader.structureId);
    };
  }

  /** Looks whether a structure, or any, has something new for its readers. */
  wake(structureId?: string): void {
    const structures = structureId === undefined ? [...this.#readers.keys()] : [structureId];
    for (const structure of structures) {
      if (this.#readers.has(structure)) void this.#tell(structure);
    }
  }

  close(): void {
    this.#stopListening?.();
    this.#stopListening = undefined;
    this.#readers.clear();
  }

  /** One round at a time; what happens during a round gives another one. */
  async #tell(structureId: string): Promise<void> {
    const busy = this.#busy.get(structureId);
    if (busy) {
      busy.again = true;
      return;
    }
    const round = { again: true };
    this.#busy.set(structureId, round);
    try {
      while (round.again) {
        round.again = false;
        await this.#tellOnce(structureId);
      }
    } catch (error) {
      this.#onError(error);
    } finally {
      this.#busy.delete(structureId);
    }
  }

  async #tellOnce(structureId: string): Promise<void> {
    const view = await this.#context.views.read(structureId);
    const readers = this.#readers.get(structureId);
    if (!view || !readers) return;
    const round = new Round(this.#context, view);
    for (const reader of [...readers]) {
      if (reader.position === round.sequence) continue;
      try {
        if (await round.isLastFor(reader)) {
          reader.end();
          continue;
        }
        const messages = await round.messagesFor(reader);
        reader.position = round.sequence;
        if (messages.length > 0) reader.send(messages);
      } catch (error) {
        // The others are told all the same.
        this.#onError(error);
      }
    }
  }
}

/** One telling of a structure's readers, at one sequence: rows are read once for all at a place, messages made once for all who share them. */
class Round {
  readonly sequence: number;
  readonly #context: ServiceContext;
  readonly #view: StructureView;
  readonly #rows = new Map<number, Promise<readonly EventRow[] | undefined>>();
  readonly #messages = new Map<string, FeedMessage | undefined>();

  constructor(context: ServiceContext, view: StructureView) {
    this.#context = context;
    this.#view = view;
    this.sequence = view.sequence;
  }

  async isLastFor(reader: FeedReader): Promise<boolean> {
    const rows = await this.#rowsAfter(reader.position);
    return rows?.some((row) => reader.isLast(row)) ?? false;
  }

  async messagesFor({ position, followings }: Pick<FeedReader, 'position' | 'followings'>): Promise<FeedMessage[]> {
    const rows = await this.#rowsAfter(position);
    if (!rows) return [{ type: 'reset', data: { sequence: this.sequence } }];
    return [...followings].flatMap(([topic, following]) => {
      const key = JSON.stringify([position, topic, following.key]);
      if (!this.#messages.has(key)) this.#messages.set(key, this.#compose(topic, following, rows));
      return this.#messages.get(key) ?? [];
    });
  }

  #compose(type: string, following: Following, rows: readonly EventRow[]): FeedMessage | undefined {
    const said = following.compose(this.#view, rows);
    if (!said) return undefined;
    const at = toInstant(ruleTime(this.#context.clock()));
    return { type, data: { sequence: this.sequence, at, ...said } };
  }

  #rowsAfter(position: number): Promise<readonly EventRow[] | undefined> {
    const known = this.#rows.get(position) ?? this.#readAfter(position);
    this.#rows.set(position, known);
    return known;
  }

  /** Nothing when the reader must ask for everything again. */
  async #readAfter(position: number): Promise<readonly EventRow[] | undefined> {
    const behind = this.sequence - position;
    // A reader ahead of the log has read another one: the database was put back to an older state.
    if (behind < 0 || behind > FURTHEST_BEHIND) return undefined;
    const rows = await readEvents(this.#context.store.db, this.#view.structureId, position, behind);
    return rows.some(isImport) || !rows.every(canBeRead) ? undefined : rows;
  }
}
