import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Booking, Person, Problem } from '@relais/model';
import { createApp } from '../../../packages/server/src/app.ts';
import { MailNotSentError } from '../../../packages/server/src/core/mail/mail-not-sent.ts';
import type { Mailer } from '../../../packages/server/src/core/mail/mailer.ts';
import { createMailWorker } from '../../../packages/server/src/core/mail/worker.ts';
import { assertChain, bearer, bookSeat, createBookingRequest, createPerson, openBackend } from '../support/backend.ts';
import type { OrProblem, TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { createTerritory } from '../support/territory.ts';
import { bookingMails } from '../../../packages/server/src/booking/mail/kinds.ts';

const WEEK = { from: '2026-11-09T07:00:00Z', to: '2026-11-13T23:00:00Z' };
/** Seats for everybody. */
const ROOMY = { openings: createTerritory().openings.map((opening) => ({ ...opening, capacity: 20 })) };

describeEngines('the person of a booking', (engine) => {
  let backend: TestBackend;
  before(async () => {
    backend = await openBackend(engine, { territory: ROOMY });
  });
  after(async () => {
    await assertChain(backend.store);
    await backend.close();
  });

  const book = async (person: Partial<Person>) => {
    const { body: hold } = await backend.hold(WEEK);
    const answer = await backend.call<OrProblem<Booking>>(
      'POST',
      '/bookings',
      createBookingRequest(hold.token, person),
    );
    if (answer.status >= 400) await backend.call('DELETE', `/holds/${hold.id}`, undefined, bearer(hold.token));
    return answer;
  };
  const stored = (id: string) =>
    backend.store.db.selectFrom('booking').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const countBookings = async () => (await backend.store.db.selectFrom('booking').select('id').execute()).length;

  it('is kept without what nobody sees, and with one writing of the number', async () => {
    const { status, body } = await book({
      familyName: ' Du\u00adpont \u200b',
      givenName: '\u202eE\u0301milie\u202c',
      phone: '\u202d+33 (0)6\u201139\u00a098 44 55',
      email: 'emi\u200blie@Bücher.de',
    });
    assert.equal(status, 201);
    const { family_name, given_name, phone, email } = await stored(body.id);
    assert.deepEqual(
      [family_name, given_name, phone, email],
      ['Dupont', 'Émilie', '+33639984455', 'emilie@xn--bcher-kva.de'],
    );
  });

  const refused: [what: string, path: string, person: Partial<Person>][] = [
    ['a name with a control character', 'person.familyName', { familyName: 'Du\u0000pont' }],
    ['a given name with a control character', 'person.givenName', { givenName: 'Zo\u0007é' }],
    ['a telephone with a control character', 'person.phone', { phone: '06 39 98\u0000 44 55' }],
    ['an e-mail with a control character', 'person.email', { email: 'zoe\u0000@exemple.fr' }],
    ['a name with half a character', 'person.familyName', { familyName: 'Dupont\ud800' }],
    ['a name nobody can see', 'person.givenName', { givenName: '\u200b\u2060' }],
    ['a name of emoji', 'person.givenName', { givenName: '😀' }],
    ['a name without end', 'person.familyName', { familyName: 'a'.repeat(101) }],
    ['an e-mail that cannot arrive', 'person.email', { email: 'marie@exemple..fr' }],
    ['a telephone that cannot be called', 'person.phone', { phone: '+33639' }],
    ['a birth date to come', 'person.birthDate', { birthDate: '2030-01-01' }],
    ['the birth date of nobody alive', 'person.birthDate', { birthDate: '0001-01-01' }],
  ];
  for (const [what, path, person] of refused) {
    it(`is refused with ${what}, and nothing is kept`, async () => {
      const known = await countBookings();
      const { status, body } = await book(person);
      assert.deepEqual([status, body.code], [400, 'invalid-request']);
      const faults = body['faults'] as { path: string; accepted?: string }[];
      assert.deepEqual(
        faults.map((fault) => fault.path),
        [path],
      );
      assert.ok(faults[0]!.accepted, 'says what is accepted');
      for (const typed of Object.values(person)) assert.ok(!JSON.stringify(body).includes(JSON.stringify(typed)));
      assert.equal(await countBookings(), known);
    });
  }

  it('may be born today, by the calendar of the territory', async () => {
    const tahiti = await openBackend(engine, {
      territory: { ...ROOMY, timezone: 'Pacific/Tahiti' },
      // In Paris it is the 10th already, in Tahiti still the 9th.
      clock: { now: Date.parse('2026-11-10T08:00:00Z') },
    });
    const { body: hold } = await tahiti.hold({ from: '2026-11-10T08:00:00Z', to: '2026-11-14T08:00:00Z' });
    const early = await tahiti.book(hold.token, { birthDate: '2026-11-10' });
    assert.deepEqual([early.status, early.body.code], [400, 'invalid-request']);
    assert.equal((await tahiti.book(hold.token, { birthDate: '2026-11-09' })).status, 201);
    await tahiti.close();
  });
});

describeEngines('somebody much like a person who has a booking', (engine) => {
  let backend: TestBackend;
  before(async () => {
    backend = await openBackend(engine, { territory: ROOMY });
  });
  after(async () => {
    await assertChain(backend.store);
    await backend.close();
  });

  let number = 10;
  const nextPhone = () => `06 39 98 00 ${++number}`;
  /** Somebody of a family of their own. */
  const first = () => {
    const phone = nextPhone();
    const familyName = `Delaunay ${String.fromCharCode(64 + number)}`;
    return createPerson({ familyName, givenName: 'Capucine', birthDate: '1980-03-31', phone });
  };
  const hold = async () => (await backend.hold(WEEK)).body;
  const book = (token: string, person: Partial<Person>, more: object = {}) =>
    backend.call<OrProblem<Booking>>('POST', '/bookings', { ...createBookingRequest(token, person), ...more });
  /** Books for one person, then asks for another. */
  const follow = async (change: Partial<Person>, known = first()) => {
    await bookSeat(backend, WEEK, known);
    const { token, id } = await hold();
    const person = { ...known, ...change };
    return { token, id, person, known, answer: await book(token, person) };
  };

  const questions: [what: string, change: (known: Person) => Partial<Person>][] = [
    ['a mistyped given name', () => ({ givenName: 'Capucien' })],
    ['a given name instead of another, as twins have', () => ({ givenName: 'Marguerite' })],
    [
      'the names in each other’s field',
      ({ familyName }) => ({ familyName: 'CAPUCINE', givenName: familyName.toLowerCase() }),
    ],
    ['a mistyped birth date', () => ({ birthDate: '1980-03-13' })],
    ['another writing of the telephone', ({ phone }) => ({ givenName: 'C', phone: `+33 (0)${phone.slice(1)}` })],
  ];
  for (const [what, change] of questions) {
    it(`is asked about for ${what}`, async () => {
      const known = first();
      const { answer } = await follow(change(known), known);
      assert.deepEqual([answer.status, answer.body.code], [409, 'possible-duplicate']);
    });
  }

  it('is told nothing of the other booking', async () => {
    const { answer } = await follow({ givenName: 'Capucien' });
    assert.deepEqual(Object.keys(answer.body).sort(), ['code', 'status', 'title', 'type']);
  });

  it('books all the same as somebody else, on the seat still held', async () => {
    const { token, person, answer } = await follow({ givenName: 'Marguerite' });
    assert.equal(answer.status, 409);
    const again = await book(token, person);
    assert.deepEqual([again.status, again.body.code], [409, 'possible-duplicate']);
    const twin = await book(token, person, { anotherPerson: true });
    assert.equal(twin.status, 201);
    const third = await book((await hold()).token, person, { anotherPerson: true });
    assert.deepEqual([third.status, third.body.code], [409, 'duplicate-booking']);
  });

  it('is not asked about for what two people may share', async () => {
    const known = first();
    const others: Partial<Person>[] = [
      { givenName: 'Léa', birthDate: '2019-06-01' },
      { givenName: 'Capucien', phone: nextPhone() },
      { birthDate: '1980-03-13', phone: nextPhone() },
    ];
    await bookSeat(backend, WEEK, known);
    for (const change of others) {
      const { token } = await hold();
      assert.equal((await book(token, { ...known, ...change })).status, 201);
    }
  });

  it('is not asked about once the other booking is cancelled or over', async () => {
    const known = first();
    const cancelled = await bookSeat(backend, WEEK, known);
    await backend.call('DELETE', `/bookings/${cancelled.id}`, undefined, bearer(cancelled.token));
    assert.equal((await book((await hold()).token, { ...known, givenName: 'Capucien' })).status, 201);
    backend.clock.now = Date.parse('2026-11-12T12:00:00Z');
    assert.equal((await book((await hold()).token, known)).status, 201);
  });

  it('is not asked about where the territory lets one person book as often', async () => {
    const generous = await openBackend(engine, {
      territory: { ...ROOMY, rules: { ...createTerritory().rules, maxActiveBookingsPerPerson: 2 } },
    });
    const known = first();
    const bookNext = async (givenName: string) => {
      const { body } = await generous.hold(WEEK);
      return (await generous.book(body.token, { ...known, givenName })).body.code;
    };
    assert.equal(await bookNext('Capucine'), undefined);
    assert.equal(await bookNext('Capucien'), undefined);
    assert.equal(await bookNext('Capucinne'), 'possible-duplicate');
    await generous.close();
  });

  it('is asked about though both confirm at once', async () => {
    const holds = await Promise.all([hold(), hold()]);
    const person = first();
    const answers = await Promise.all(
      holds.map(({ token }, index) => book(token, { ...person, givenName: `Capucin${'e'.repeat(index + 1)}` })),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409]);
  });

  it('gets the same question for the same key', async () => {
    const known = first();
    await bookSeat(backend, WEEK, known);
    const { token } = await hold();
    const request = createBookingRequest(token, { ...known, givenName: 'Capucien' });
    const ask = () => backend.call<Problem>('POST', '/bookings', request, { 'idempotency-key': '"asked-twice"' });
    const [one, two] = [await ask(), await ask()];
    assert.deepEqual([one.status, two.status], [409, 409]);
    assert.equal(two.headers.get('idempotent-replayed'), 'true');
  });
});

describeEngines('the mail of a booking', (engine) => {
  let backend: TestBackend;
  before(async () => {
    backend = await openBackend(engine, { sendsMail: true, territory: ROOMY });
  });
  after(() => backend.close());

  const readAs = async (id: string, token: string) =>
    (await backend.call<Booking>('GET', `/bookings/${id}`, undefined, bearer(token))).body.mail;
  /** A mail server that refuses one address for good. */
  const mailer: Mailer = {
    sender: 'rdv@cpts.example',
    send: (_letter, { recipient }) =>
      recipient === 'nobody@example.org'
        ? Promise.reject(new MailNotSentError('EENVELOPE-550', { permanent: true }))
        : Promise.resolve(),
    close: () => undefined,
  };
  const sendAll = () => {
    return createMailWorker({ context: backend.context, kinds: bookingMails, mailer }).runOnce();
  };

  it('is told as it went to who has the link, and to the desk', async () => {
    const sent = await bookSeat(backend, WEEK, { email: 'zoe@example.org' });
    const failed = await bookSeat(backend, WEEK, { email: 'nobody@example.org' });
    assert.equal(await readAs(sent.id, sent.token), 'queued');
    await sendAll();
    assert.equal(await readAs(sent.id, sent.token), 'sent');
    assert.equal(await readAs(failed.id, failed.token), 'failed');
    for (const role of ['secretary', 'dispatcher'] as const) {
      assert.equal(await readAs(failed.id, await backend.token(role)), 'failed');
    }
  });

  it('is that of the last change', async () => {
    const { id, token } = await bookSeat(backend, WEEK, { email: 'nobody@example.org' });
    await sendAll();
    assert.equal(await readAs(id, token), 'failed');
    await backend.call('DELETE', `/bookings/${id}`, undefined, bearer(token));
    assert.equal(await readAs(id, token), 'queued');
    await sendAll();
    assert.equal(await readAs(id, token), 'failed');
  });

  it('is none without an address, and where nobody sends what waits', async () => {
    const silent = await bookSeat(backend, WEEK);
    assert.equal(await readAs(silent.id, silent.token), 'none');
    const { id, token } = await bookSeat(backend, WEEK, { email: 'zoe@example.org' });
    const unable = { ...backend.context, sendsMail: false };
    const app = createApp({ context: unable });
    const answer = await app.fetch(
      new Request(`http://relais.test/api/v1/structures/vallon/bookings/${id}`, { headers: bearer(token) }),
    );
    assert.equal(((await answer.json()) as Booking).mail, 'none');
    app.close();
  });
});
