import { randomInt, randomUUID } from 'node:crypto';

export interface SeatKey {
  practiceId: string;
  start: string;
}

export interface ListedSlot extends SeatKey {
  remaining: number;
}

/** Seats left on one slot of a list; 0 when the list does not have it. */
export function seatsOn(slots: readonly ListedSlot[], seat: SeatKey): number {
  return slots.find(({ practiceId, start }) => practiceId === seat.practiceId && start === seat.start)?.remaining ?? 0;
}

/** Another client of the same backend, through the API alone. */
export function createRival(url: string, structure = 'trois-vallees') {
  const base = `${url}/api/v1/structures/${structure}`;

  async function listSlots(): Promise<ListedSlot[]> {
    const response = await fetch(`${base}/slots`);
    const { slots } = (await response.json()) as { slots: ListedSlot[] };
    return slots;
  }

  async function countFree(seat: SeatKey): Promise<number> {
    return seatsOn(await listSlots(), seat);
  }

  /** Holds every seat that is left on one slot, as so many different clients. */
  async function takeAll(slot: SeatKey): Promise<void> {
    for (let left = await countFree(slot); left > 0; left -= 1) {
      const response = await fetch(`${base}/holds`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'Idempotency-Key': `"${randomUUID()}"`,
          'Relais-Client': randomUUID(),
          // People in many places: one address alone would be asked for work.
          'X-Forwarded-For': `198.51.100.${randomInt(1, 255)}`,
        },
        body: JSON.stringify({ slot: { practiceId: slot.practiceId, start: slot.start } }),
      });
      if (response.status !== 201) throw new Error(`hold refused: ${response.status} ${await response.text()}`);
    }
  }

  return { listSlots, countFree, takeAll };
}
