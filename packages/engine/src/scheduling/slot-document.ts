import { toInstant } from '@relais/model';
import type { Slot } from '@relais/model';
import type { CompiledTerritory } from './compile.ts';
import { listSlots, presentSlot } from './slots.ts';
import type { ListedSlot, SlotQuery } from './slots.ts';

/** A slot list as a file: what was asked, what came, and a fingerprint to compare two programs by. */
export interface SlotDocument {
  readonly id?: string;
  readonly count: number;
  readonly sha256: string;
  readonly seats: number;
  readonly territory: string;
  readonly query: SlotQuery;
  readonly slots: readonly Slot[];
}

/** Lists the slots of a query as a document. `sha256` (hexadecimal, of UTF-8 text) is handed in: the engine has no cryptography of its own. */
export function listSlotDocument(
  compiled: CompiledTerritory,
  query: SlotQuery,
  sha256: (text: string) => string,
  id?: string,
): SlotDocument {
  const slots = listSlots(compiled, query);
  return {
    ...(id === undefined ? {} : { id }),
    count: slots.length,
    sha256: sha256(slotFingerprint(slots)),
    seats: slots.reduce((sum, slot) => sum + slot.capacity, 0),
    territory: compiled.territory.id ?? '',
    query,
    slots: slots.map((slot) => presentSlot(compiled, slot)),
  };
}

/** The text whose SHA-256 the reference lists carry: `start|practiceId|capacity|remaining`, one slot a line, no line end after the last. */
export function slotFingerprint(slots: readonly ListedSlot[]): string {
  return slots
    .map((slot) => [toInstant(slot.startMs), slot.practiceId, slot.capacity, slot.remaining].join('|'))
    .join('\n');
}
