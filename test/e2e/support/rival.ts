import { randomUUID } from 'node:crypto';

export interface ListedSlot {
  practiceId: string;
  start: string;
  startLocal: string;
  capacity: number;
  remaining: number;
}

/** Another client of the same backend, through the API alone. */
export function createRival(url: string, structure = 'trois-vallees') {
  const base = `${url}/api/v1/structures/${structure}`;

  async function listSlots(): Promise<ListedSlot[]> {
    const response = await fetch(`${base}/slots`);
    const { slots } = (await response.json()) as { slots: ListedSlot[] };
    return slots;
  }

  /** Seats left on one slot; 0 when it is no longer listed. */
  async function countFree(slot: Pick<ListedSlot, 'practiceId' | 'start'>): Promise<number> {
    const slots = await listSlots();
    return (
      slots.find(({ practiceId, start }) => practiceId === slot.practiceId && start === slot.start)?.remaining ?? 0
    );
  }

  /** Holds every seat that is left on one slot, as so many different clients. */
  async function takeAll(slot: Pick<ListedSlot, 'practiceId' | 'start'>): Promise<void> {
    for (let left = await countFree(slot); left > 0; left -= 1) {
      const response = await fetch(`${base}/holds`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'Idempotency-Key': `"${randomUUID()}"`,
          'Relais-Client': randomUUID(),
        },
        body: JSON.stringify({ slot: { practiceId: slot.practiceId, start: slot.start } }),
      });
      if (response.status !== 201) throw new Error(`hold refused: ${response.status} ${await response.text()}`);
    }
  }

  return { listSlots, countFree, takeAll };
}
