import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Answer, RushPerson } from '../load/person.ts';
import type { Sale } from '../load/scenarios.ts';

/** What one person knows at the end: a booking the backend acknowledged, or that there was none left. */
export type Ending = { readonly sale: Sale } | { readonly full: true };

/** Someone through whose hands a backend dies: asks again with the same keys, as the SDK does, until there is an answer. */
export interface PersistentPerson {
  /** What was acknowledged so far; a later answer to the same key must say the same. */
  readonly acknowledged: readonly Sale[];
  run(): Promise<Ending>;
}

const PATIENCE_MS = 120_000;

/** @param find the person, once there is a backend to ask */
export function createPersistentPerson(find: () => Promise<RushPerson>): PersistentPerson {
  const acknowledged: Sale[] = [];

  /** The same request with the same key until it is answered. A broken connection, or a backend that is not there, is no answer. */
  async function insist(ask: (person: RushPerson) => Promise<Answer>): Promise<Answer> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const answer = await ask(await find()).catch((error: unknown) => error as Error);
      if (!(answer instanceof Error) && !isPassing(answer)) return answer;
      if (Date.now() > deadline) throw new Error('The backend did not come back.', { cause: answer });
      await delay(20 + Math.random() * 80);
    }
  }

  return {
    acknowledged,
    async run() {
      for (;;) {
        const holdKey = randomUUID();
        const held = await insist((me) => me.holdWindow(holdKey));
        if (held.status === 409) return { full: true };
        const bookingKey = randomUUID();
        const booked = await insist((me) => me.book(held.body.token, bookingKey));
        // The hold may have run out while the backend was away.
        if (booked.status === 410) continue;
        if (booked.status !== 201) throw new Error(`Unexpected ${booked.status}: ${JSON.stringify(booked.body)}`);
        const { id, token, seat } = booked.body;
        const sale = { id, token, seat: { practiceId: seat.practiceId, start: seat.start } };
        acknowledged.push(sale);
        return { sale };
      }
    },
  };
}

/** Still running under the same key, or the database is not there: the same question again, later. */
function isPassing({ status, body }: Answer): boolean {
  return status === 503 || (status === 409 && body.code === 'idempotency-key-in-use');
}
