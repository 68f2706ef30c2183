import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Answer, RushPerson } from '../load/person.ts';
import type { Sale } from '../load/scenarios.ts';

const PATIENCE_MS = 120_000;

/**
 * Someone through whose hands a backend dies: asks again with the same keys, as the SDK does, until there is an answer.
 *
 * @param find the person, once there is a backend to ask; a failure ends it all
 * @returns the booking the backend acknowledged, or nothing when there was no seat left
 */
export async function insistOnSeat(find: () => Promise<RushPerson>): Promise<Sale | undefined> {
  for (;;) {
    const holdKey = randomUUID();
    const held = await insist(find, (me) => me.holdWindow(holdKey));
    if (held.status === 409) return undefined;
    if (held.status !== 201) throw unexpected(held);
    const bookingKey = randomUUID();
    const booked = await insist(find, (me) => me.book(held.body.token, bookingKey));
    // The hold may have run out while the backend was away.
    if (booked.status === 410) continue;
    if (booked.status !== 201) throw unexpected(booked);
    const { id, token, seat } = booked.body;
    return { id, token, seat: { practiceId: seat.practiceId, start: seat.start } };
  }
}

/** The same request with the same key until it is answered. A broken connection, or a backend that is not there, is no answer. */
async function insist(find: () => Promise<RushPerson>, ask: (person: RushPerson) => Promise<Answer>): Promise<Answer> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask(await find()).catch((error: unknown) => error as Error);
    if (!(answer instanceof Error) && !isPassing(answer)) return answer;
    if (Date.now() > deadline) throw new Error('The backend did not come back.', { cause: answer });
    await delay(20 + Math.random() * 80);
  }
}

/** Still running under the same key, or the database is not there: the same question again, later. */
function isPassing({ status, body }: Answer): boolean {
  return status === 503 || (status === 409 && body.code === 'idempotency-key-in-use');
}

function unexpected({ status, body }: Answer): Error {
  return new Error(`Unexpected ${status}: ${JSON.stringify(body)}`);
}
