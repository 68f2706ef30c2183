import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ChecklistBlocksError,
  ChecklistOutdatedError,
  DeadlinePassedError,
  DuplicateBookingError,
  ForbiddenError,
  HoldExpiredError,
  InvalidRequestError,
  PossibleDuplicateError,
  SlotNotBookableError,
  SlotTakenError,
  TooManyHoldsError,
  UnauthenticatedError,
  WindowFullError,
} from '@relais/sdk';
import { clientOf, morning, requestFor, startBackend, territory } from '../support/backend.ts';

const ten = { practiceId: 'p1', start: '2026-11-09T09:00:00Z' };
const minutes = 60_000;
const answers = { sex: 'female', commune: 'le-gue-blanc', attendingDoctor: 'none' } as const;

describe('booking', () => {
  it('goes from the list to a confirmed seat and back', async (test) => {
    const backend = await startBackend(test);
    const client = clientOf(backend);
    const before = await client.slots.list();
    assert.equal(before.slots.length, 4);

    const hold = await client.bookings.hold({ window: morning });
    assert.equal(hold.expiresAt, '2026-11-09T07:05:00Z');
    assert.equal((await client.slots.list()).slots.length, 3);

    const booking = await client.bookings.confirm(hold, requestFor());
    assert.equal(booking.status, 'confirmed');
    assert.deepEqual(booking.seat, hold.seat);

    const link = { bookingId: booking.id, token: booking.token };
    const { token, ...shown } = booking;
    assert.deepEqual(await client.bookings.open({ bookingId: booking.id, token }), shown);
    assert.match(await client.bookings.calendar(link), /^BEGIN:VCALENDAR[^]*BEGIN:VEVENT[^]*END:VCALENDAR\s*$/);

    assert.equal((await client.bookings.cancel(link)).status, 'cancelled');
    assert.equal((await client.slots.list()).slots.length, 4);
  });

  it('brings what the person says for figures to the server, and no more than that', async (test) => {
    const backend = await startBackend(test);
    await backend.importTerritory({ ...territory, travelMinutes: { 'le-gue-blanc': { s1: 3 } } });
    for (const [index, facts] of [undefined, { sex: 'other' as const }, answers].entries()) {
      const client = clientOf(backend);
      const hold = await client.bookings.hold({ window: morning });
      await client.bookings.confirm(hold, { ...requestFor(index), ...(facts && { facts }) });
    }
    const known = await backend.knownFacts();
    assert.deepEqual(
      known.sort((one, other) => Object.keys(one).length - Object.keys(other).length),
      [{}, { sex: 'other' }, answers],
    );
  });

  it('moves to another seat in one step', async (test) => {
    const client = clientOf(await startBackend(test));
    const first = await client.bookings.hold({ slot: ten });
    const { id: bookingId, token } = await client.bookings.confirm(first, requestFor());
    const second = await client.bookings.hold({ window: morning });
    const moved = await client.bookings.move({ bookingId, token }, second);
    assert.deepEqual(moved.seat, second.seat);
    const free = (await client.slots.list()).slots.map((slot) => slot.start);
    assert.ok(free.includes(ten.start));
    assert.ok(!free.includes(second.seat.start));
  });

  it('gives a held seat back', async (test) => {
    const client = clientOf(await startBackend(test));
    const hold = await client.bookings.hold({ slot: ten });
    await client.bookings.release(hold);
    assert.equal((await client.slots.list()).slots.length, 4);
    assert.deepEqual(await client.bookings.held(), []);
  });

  it('counts a hold that is over as given back', async (test) => {
    const backend = await startBackend(test);
    const client = clientOf(backend);
    const hold = await client.bookings.hold({ slot: ten });
    backend.clock.now += 6 * minutes;
    await client.bookings.release(hold);
    await client.bookings.release(hold);
    assert.equal((await client.slots.list()).slots.length, 4);
  });

  it('presses twice and holds once', async (test) => {
    const backend = await startBackend(test);
    const client = clientOf(backend);
    const [first, second] = await Promise.all([
      client.bookings.hold({ window: morning }),
      client.bookings.hold({ window: morning }),
    ]);
    assert.deepEqual(first, second);
    assert.equal(Object.keys(await backend.remaining()).length, 3);
  });

  it('asks for a second seat when asked later', async (test) => {
    const client = clientOf(await startBackend(test));
    const first = await client.bookings.hold({ window: morning });
    const second = await client.bookings.hold({ window: morning });
    assert.notEqual(first.id, second.id);
    assert.deepEqual(await client.bookings.held(), [first, second]);
  });
});

describe('a refused booking', () => {
  it('offers three others for a slot that is taken', async (test) => {
    const backend = await startBackend(test);
    await clientOf(backend).bookings.hold({ slot: ten });
    await assert.rejects(clientOf(backend).bookings.hold({ slot: ten }), (error) => {
      assert.ok(error instanceof SlotTakenError);
      assert.equal(error.alternatives.length, 3);
      assert.equal(error.pending, false);
      return true;
    });
  });

  it('says that the window is full', async (test) => {
    const backend = await startBackend(test);
    for (let seat = 0; seat < 4; seat += 1) await clientOf(backend).bookings.hold({ window: morning });
    await assert.rejects(clientOf(backend).bookings.hold({ window: morning }), WindowFullError);
  });

  it('says that a slot does not exist', async (test) => {
    const client = clientOf(await startBackend(test));
    const slot = { practiceId: 'p1', start: '2026-11-09T09:07:00Z' };
    await assert.rejects(client.bookings.hold({ slot }), SlotNotBookableError);
  });

  it('names the two holds when a third is asked for', async (test) => {
    const client = clientOf(await startBackend(test));
    const holds = [await client.bookings.hold({ window: morning }), await client.bookings.hold({ window: morning })];
    await assert.rejects(client.bookings.hold({ window: morning }), (error) => {
      assert.ok(error instanceof TooManyHoldsError);
      assert.deepEqual(error.holds.map(({ id }) => id).sort(), holds.map(({ id }) => id).sort());
      return true;
    });
  });

  it('says that the hold is over', async (test) => {
    const backend = await startBackend(test);
    const client = clientOf(backend);
    const hold = await client.bookings.hold({ window: morning });
    backend.clock.now += 5 * minutes;
    await assert.rejects(client.bookings.confirm(hold, requestFor()), HoldExpiredError);
  });

  it('takes a hold that somebody gave back off the device', async (test) => {
    const backend = await startBackend(test);
    const client = clientOf(backend);
    const hold = await client.bookings.hold({ window: morning });
    await clientOf(backend).bookings.release(hold);
    assert.deepEqual(await client.bookings.held(), [hold]);
    await assert.rejects(client.bookings.confirm(hold, requestFor()), HoldExpiredError);
    assert.deepEqual(await client.bookings.held(), []);
  });

  it('gives the link of the booking made before on this device, and no other', async (test) => {
    const backend = await startBackend(test);
    const client = clientOf(backend);
    const booking = await client.bookings.confirm(await client.bookings.hold({ window: morning }), requestFor());
    const [here, elsewhere] = await Promise.all(
      [client, clientOf(backend)].map(async (other) => {
        const hold = await other.bookings.hold({ window: morning });
        const error: unknown = await other.bookings.confirm(hold, requestFor()).catch((reason: unknown) => reason);
        assert.ok(error instanceof DuplicateBookingError);
        return error;
      }),
    );
    assert.equal(here!.bookingId, booking.id);
    assert.equal(here!.link?.token, booking.token);
    assert.equal(elsewhere!.bookingId, booking.id);
    assert.equal(elsewhere!.link, undefined);
  });

  it('asks about somebody much like a person who has a booking, and books when it is another', async (test) => {
    const backend = await startBackend(test);
    const client = clientOf(backend);
    await client.bookings.confirm(await client.bookings.hold({ window: morning }), requestFor());
    const hold = await client.bookings.hold({ window: morning });
    const request = requestFor();
    const twin = { ...request, person: { ...request.person, givenName: 'Dominique' } };
    await assert.rejects(client.bookings.confirm(hold, twin), PossibleDuplicateError);
    assert.deepEqual(
      (await client.bookings.held()).map(({ id }) => id),
      [hold.id],
    );
    const { status } = await client.bookings.confirm(hold, { ...twin, anotherPerson: true });
    assert.equal(status, 'confirmed');
    assert.equal(await backend.countBookings(), 2);
  });

  it('says where the checklist leads', async (test) => {
    const client = clientOf(await startBackend(test));
    const hold = await client.bookings.hold({ window: morning });
    const request = requestFor();
    const ticked = { ...request, checklistRun: { ...request.checklistRun, yes: ['respiration'] } };
    await assert.rejects(client.bookings.confirm(hold, ticked), (error) => {
      assert.ok(error instanceof ChecklistBlocksError);
      assert.equal(error.outcome, 'call-15');
      return true;
    });
    const outdated = { ...request, checklistRun: { ...request.checklistRun, version: '0.0' } };
    await assert.rejects(client.bookings.confirm(hold, outdated), ChecklistOutdatedError);
    assert.equal((await client.bookings.confirm(hold, request)).status, 'confirmed');
  });

  it('says which member is wrong and never what it was', async (test) => {
    const client = clientOf(await startBackend(test));
    const hold = await client.bookings.hold({ window: morning });
    const request = requestFor();
    const wrong = { ...request, person: { ...request.person, birthDate: '1990-02-31' } };
    await assert.rejects(client.bookings.confirm(hold, wrong), (error) => {
      assert.ok(error instanceof InvalidRequestError);
      assert.deepEqual(
        error.faults.map(({ path }) => path),
        ['person.birthDate'],
      );
      assert.doesNotMatch(JSON.stringify(error), /1990|Essai/);
      return true;
    });
  });

  it('says until when it could have been changed', async (test) => {
    const backend = await startBackend(test);
    const client = clientOf(backend);
    const { id: bookingId, token } = await client.bookings.confirm(
      await client.bookings.hold({ slot: ten }),
      requestFor(),
    );
    backend.clock.now = Date.parse('2026-11-09T08:31:00Z');
    await assert.rejects(client.bookings.cancel({ bookingId, token }), (error) => {
      assert.ok(error instanceof DeadlinePassedError);
      assert.equal(error.changeableUntil, '2026-11-09T08:30:00Z');
      return true;
    });
  });

  it('needs the right link', async (test) => {
    const client = clientOf(await startBackend(test));
    const { id: bookingId } = await client.bookings.confirm(
      await client.bookings.hold({ window: morning }),
      requestFor(),
    );
    await assert.rejects(client.bookings.open({ bookingId }), UnauthenticatedError);
    await assert.rejects(client.bookings.open({ bookingId, token: `rl_${'A'.repeat(43)}` }), ForbiddenError);
  });
});

describe('a professional', () => {
  it('opens and cancels without a link, and leaves no link behind', async (test) => {
    const backend = await startBackend(test);
    const client = clientOf(backend, { getToken: () => backend.token('secretary') });
    const { id: bookingId } = await client.bookings.confirm(
      await client.bookings.hold({ window: morning }),
      requestFor(),
    );
    assert.deepEqual(await client.bookings.remembered(), []);
    assert.equal((await client.bookings.open({ bookingId })).id, bookingId);
    assert.equal((await client.bookings.cancel({ bookingId })).status, 'cancelled');
  });

  it('reads the ledger, which a patient may not', async (test) => {
    const backend = await startBackend(test);
    const report = await clientOf(backend, { getToken: () => backend.token('coordinator') }).ledger.read();
    assert.deepEqual(
      report.accounts.map(({ practiceId }) => practiceId),
      ['p1'],
    );
    await assert.rejects(clientOf(backend).ledger.read(), UnauthenticatedError);
  });
});

describe('a structure', () => {
  it('describes itself in the language asked for', async (test) => {
    const backend = await startBackend(test);
    const client = clientOf(backend);
    const info = await client.structure.describe();
    assert.equal(info.timezone, 'Europe/Paris');
    assert.equal(info.reasons[0]?.label, 'Fièvre');
    assert.ok(info.checklist && info.checklist.items.length > 5);
    assert.equal((await clientOf(backend, { language: 'en' }).structure.describe()).reasons[0]?.label, 'Fever');
    assert.equal((await client.structure.describe({ language: 'en' })).reasons[0]?.label, 'Fever');
  });
});
