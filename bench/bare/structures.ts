import type { BareConnection } from './database.ts';

/** A slot of a rush's structure, and who has it. */
export interface BareSlot {
  readonly practiceId: string;
  readonly start: string;
  readonly startMs: number;
  readonly capacity: number;
  taken: number;
}

/** A structure in memory: its slots by start, and the head of its log. */
export interface BareStructure {
  readonly id: string;
  readonly slots: readonly BareSlot[];
  readonly takenOf: Map<string, number>;
  sequence: number;
  hash: string;
}

interface RushTerritory {
  readonly exceptions: readonly {
    readonly practiceId: string;
    readonly date: string;
    readonly from: string;
    readonly to: string;
    readonly slotsPerHour: number;
    readonly capacity: number;
  }[];
}

/** Every structure whose territory is one of a rush: openings of one day, in UTC. Nobody has a seat yet. */
export async function loadStructures(reader: BareConnection): Promise<Map<string, BareStructure>> {
  const rows = (await reader.query(
    `select s.structure_id as id, s.sequence as sequence, s.hash as hash, d.body as body from structure s
     join document d on d.structure_id = s.structure_id and d.kind = 'territory' and d.version = (
       select max(version) from document n where n.structure_id = s.structure_id and n.kind = 'territory')`,
  )) as unknown as { id: string; sequence: number | string; hash: string; body: string }[];
  return new Map(
    rows.map(({ id, sequence, hash, body }) => {
      const slots = slotsOf(JSON.parse(body) as RushTerritory);
      return [id, { id, slots, takenOf: new Map(), sequence: Number(sequence), hash }];
    }),
  );
}

function slotsOf({ exceptions }: RushTerritory): BareSlot[] {
  const slots = exceptions.flatMap(({ practiceId, date, from, to, slotsPerHour, capacity }) => {
    const step = 3_600_000 / slotsPerHour;
    const [first, end] = [Date.parse(`${date}T${from}:00Z`), Date.parse(`${date}T${to}:00Z`)];
    return Array.from({ length: (end - first) / step }, (_, index) => {
      const startMs = first + index * step;
      const start = `${new Date(startMs).toISOString().slice(0, 19)}Z`;
      return { practiceId, start, startMs, capacity, taken: 0 };
    });
  });
  return slots.sort((a, b) => a.startMs - b.startMs);
}

/** A free seat of the practice that has received the least, the earliest start first: a decision in the order of ours, without its rules. */
export function chooseSlot({ slots, takenOf }: BareStructure, from: number, to: number): BareSlot | undefined {
  let best: BareSlot | undefined;
  for (const slot of slots) {
    if (slot.startMs < from || slot.startMs >= to || slot.taken >= slot.capacity) continue;
    if (!best || (takenOf.get(slot.practiceId) ?? 0) < (takenOf.get(best.practiceId) ?? 0)) best = slot;
  }
  return best;
}
