import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, before, it } from 'node:test';
import { BookingRequest } from '@relais/model';
import type { Person } from '@relais/model';
import { cancelBooking, createBooking } from '../../../packages/server/src/booking/bookings.ts';
import { releaseHold } from '../../../packages/server/src/booking/holds.ts';
import { write } from '../../../packages/server/src/core/write/write.ts';
import type { Book, BookKind } from '../../../packages/server/src/core/write/write.ts';
import type { IdempotentRequest } from '../../../packages/server/src/core/write/answers.ts';
import { assertChain, bookSeat, createBookingRequest, createPerson, openBackend } from '../support/backend.ts';
import type { Answer, TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { STRUCTURE } from '../support/territory.ts';

const MORNING = { from: '2026-11-09T08:00:00Z', to: '2026-11-09T12:00:00Z' };
const AFTERNOON = { from: '2026-11-09T13:00:00Z', to: '2026-11-09T15:00:00Z' };
const NOON = { practiceId: 'oaks', start: '2026-11-09T10:45:00Z' };

/** Requests that arrive in one moment are committed together: each must see what those before it did, though nothing of it is written yet. */
describeEngines('requests that are committed together', (engine) => {
  let backend: TestBackend;
  before(async () => {
    backend = await openBackend(engine);
  });
  afterEach(() => assertChain(backend.store));
  after(() => backend.close());

  const hold = async () => {
    const { status, body } = await backend.hold(MORNING);
    assert.equal(status, 201, JSON.stringify(body));
    return body;
  };
  // Asked of the services themselves, which begin in the order they are called.
  const actor = 'anonymous';
  const release = ({ id }: { readonly id: string }) =>
    releaseHold(backend.context, createKey(204), { structureId: STRUCTURE, holdId: id, actor });
  const confirm = ({ token }: { readonly token: string }, person?: Person) =>
    createBooking(backend.context, createKey(201), {
      structureId: STRUCTURE,
      request: BookingRequest.parse(createBookingRequest(token, person)),
      caller: { kind: 'anonymous' },
    });
  const cancel = ({ id }: { readonly id: string }) =>
    cancelBooking(backend.context, createKey(), {
      structureId: STRUCTURE,
      bookingId: id,
      caller: { kind: 'professional', structureId: STRUCTURE, actor, grants: [{ role: 'secretary' }] },
      roles: ['secretary'],
    });

  it('give one client two seats and no third', async () => {
    const client = { 'relais-client': randomUUID() };
    const answers = await Promise.all([1, 2, 3].map(() => backend.hold(MORNING, client)));
    assert.deepEqual(outcomes(answers), ['201', '201', 'too-many-holds']);
  });

  it('confirm one hold once, whoever asks for it', async () => {
    const { token } = await hold();
    assert.deepEqual(outcomes(await Promise.all([backend.book(token), backend.book(token)])), ['201', 'hold-expired']);
  });

  it('either release a hold or confirm it, whichever comes first', async () => {
    const [one, other] = [await hold(), await hold()];
    assert.deepEqual(
      (await Promise.all([release(one), confirm(one)])).map(({ status }) => status),
      [204, 410],
    );
    assert.deepEqual(
      (await Promise.all([confirm(other), release(other)])).map(({ status }) => status),
      [201, 410],
    );
  });

  it('book a person once, on whichever seat', async () => {
    const person = createPerson();
    const holds = [await hold(), await hold()];
    const answers = await Promise.all(holds.map(({ token }) => backend.book(token, person)));
    assert.deepEqual(outcomes(answers), ['201', 'duplicate-booking']);
  });

  it('cancel a booking once, and let its person book again behind that', async () => {
    const person = createPerson();
    const booking = await bookSeat(backend, AFTERNOON, person);
    const next = await hold();
    const answers = await Promise.all([cancel(booking), cancel(booking), confirm(next, person)]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 409, 201],
    );
  });

  it('are all undone when the seats they take are not there in the database', async () => {
    const before = await backend.store.db
      .selectFrom('event')
      .select(({ fn }) => fn.countAll().as('count'))
      .execute();
    await backend.store.db
      .insertInto('seat')
      .values({ structure_id: STRUCTURE, practice_id: NOON.practiceId, start_at: Date.parse(NOON.start), used: 2 })
      .execute();
    const answers = await Promise.all([backend.hold(NOON), backend.hold(NOON)]);
    assert.deepEqual(outcomes(answers), ['internal-error', 'internal-error']);
    assert.deepEqual(
      await backend.store.db
        .selectFrom('event')
        .select(({ fn }) => fn.countAll().as('count'))
        .execute(),
      before,
    );
    await backend.store.db.deleteFrom('seat').where('start_at', '=', Date.parse(NOON.start)).execute();
    assert.equal(await backend.left(NOON), 2);
  });
});

describeEngines('a book of a group of writers', (engine) => {
  let backend: TestBackend;
  before(async () => {
    backend = await openBackend(engine);
  });
  after(() => backend.close());

  it('is opened by the writers that work on it, hears what happened before, and is written once', async () => {
    const { body } = await backend.hold(MORNING);
    const heard: string[] = [];
    let saved = 0;
    const ear: BookKind<Book> = () => ({
      note: ({ type }) => heard.push(type),
      save: async () => void (saved += await Promise.resolve(1)),
    });
    await Promise.all([
      releaseHold(backend.context, createKey(204), { structureId: STRUCTURE, holdId: body.id, actor: 'anonymous' }),
      write(backend.context, STRUCTURE, (writing) => Promise.resolve(writing.open(ear))),
      write(backend.context, STRUCTURE, (writing) => Promise.resolve(writing.open(ear))),
    ]);
    assert.deepEqual([heard, saved], [['hold.released'], 1]);
    await write(backend.context, STRUCTURE, () => Promise.resolve());
    assert.equal(saved, 1);
  });
});

/** Statuses, or codes of problems, in alphabetical order. */
function outcomes(answers: readonly Answer<{ readonly code?: string } | null>[]): string[] {
  return answers.map(({ status, body }) => body?.code ?? String(status)).sort();
}

function createKey(doneStatus = 200): IdempotentRequest {
  return { keyHash: randomUUID(), fingerprint: 'the same', doneStatus };
}
