import { checkSlot } from '@relais/engine';
import { toInstant } from '@relais/model';
import type { AvailabilityMessage, ResetMessage } from '@relais/model';
import { ruleTime } from '../core/context.ts';
import type { ServiceContext } from '../core/context.ts';
import { canBeRead, readSeatChange } from '../booking/seat-events.ts';
import type { SeatEntry } from '../booking/seat-events.ts';
import type { SlotSearch } from './slot-list.ts';
import { isImport, readEvents } from '../core/view.ts';
import type { StructureView } from '../core/view.ts';

/** A reader further behind than this asks for the list again, which is shorter. */
const FURTHEST_BEHIND = 500;

export type FeedMessage =
  | { readonly type: 'availability'; readonly data: AvailabilityMessage }
  | { readonly type: 'reset'; readonly data: ResetMessage };

/** Somebody who follows a structure: what they may see, and the sequence they have been told up to. */
export interface FeedReader {
  readonly structureId: string;
  readonly search: Pick<SlotSearch, 'audience' | 'label'>;
  position: number;
  send(message: FeedMessage): void;
}

/**
 * Live availability, made from the log: whoever wrote, whichever backend, its readers are told what is left of the slots that changed. Readers at
 * the same place who may see the same share one message.
 */
export class AvailabilityFeed {
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
    const { sequence } = view;
    const messages = new Map<string, FeedMessage | undefined>();
    for (const reader of [...readers]) {
      if (reader.position === sequence) continue;
      const { audience, label } = reader.search;
      const key = JSON.stringify([reader.position, audience, label]);
      if (!messages.has(key)) messages.set(key, await this.#compose(view, sequence, reader));
      const message = messages.get(key);
      reader.position = message?.data.sequence ?? sequence;
      if (message) reader.send(message);
    }
  }

  async #compose(
    view: StructureView,
    sequence: number,
    { position, search }: FeedReader,
  ): Promise<FeedMessage | undefined> {
    const reset = { type: 'reset', data: { sequence } } as const;
    // A reader ahead of the log has read another one: the database was put back to an older state.
    if (position > sequence || sequence - position > FURTHEST_BEHIND) return reset;
    const rows = await readEvents(this.#context.store.db, view.structureId, position, sequence - position);
    if (rows.some(isImport) || !rows.every(canBeRead)) return reset;
    const changed = rows
      .map(readSeatChange)
      .flatMap(({ freed, taken }) => [freed, taken].filter((seat) => seat !== undefined));
    const slots = this.#countLeft(view, changed, search);
    if (slots.length === 0) return undefined;
    const at = toInstant(ruleTime(this.#context.clock()));
    return { type: 'availability', data: { sequence, at, slots } };
  }

  /** What is left of each changed slot for this reader; slots it may not see are left out. */
  #countLeft(
    view: StructureView,
    changed: readonly SeatEntry[],
    search: FeedReader['search'],
  ): AvailabilityMessage['slots'] {
    const { territory } = view.documents;
    if (!territory) return [];
    const now = ruleTime(this.#context.clock());
    const criteria = { ...search, now, occupancy: view.seats.taken(now) };
    const keys = new Map(
      changed.map(({ practiceId, startMs }) => [`${practiceId}|${startMs}`, { practiceId, startMs }]),
    );
    return [...keys.values()].flatMap(({ practiceId, startMs }) => {
      const check = checkSlot(territory, { practiceId, start: startMs }, criteria);
      if (!check.ok && check.reason === 'unknown') return [];
      return [{ practiceId, start: toInstant(startMs), remaining: check.ok ? check.slot.remaining : 0 }];
    });
  }
}
