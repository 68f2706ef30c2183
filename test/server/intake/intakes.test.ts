import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { askedAs } from '@relais/engine';
import type {
  Callback,
  CallbackList,
  DeskSettings,
  ExplainedSlots,
  IntakeReceipt,
  IntakeRequest,
  KnownRequests,
  Problem,
  ReasonQuestion,
  SeatProposal,
  VisitList,
} from '@relais/model';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { verifyLog } from '../../../packages/server/src/verify-log.ts';
import { assertChain, bearer, openBackend } from '../support/backend.ts';
import type { OrProblem, TestBackend } from '../support/backend.ts';
import { createDeskSettings } from '../support/desk.ts';
import { describeEngines } from '../support/engines.ts';
import { STRUCTURE } from '../support/territory.ts';

type Headers = Record<string, string>;

/** Numbers that nobody else of these tests has. */
let calls = 0;
const nextPhone = () => `+33639${String(980_000 + (calls += 1))}`;
const NO_SIGN = { version: '1', yes: [], answeredAt: '2026-11-09T06:59:00Z' };
const RED = { ...NO_SIGN, yes: ['chest'] };
const IDA = { familyName: 'Énard', givenName: 'Ida', birthDate: '2001-02-03' };

describeEngines('a request on behalf of somebody', (engine) => {
  let backend: TestBackend;
  let secretary: Headers;
  let dispatcher: Headers;
  before(async () => {
    backend = await openBackend(engine, { sendsMail: true });
    await importDocument(backend.context, createDeskSettings(), 'test', STRUCTURE);
    secretary = bearer(await backend.token('secretary'));
    dispatcher = bearer(await backend.token('dispatcher'));
  });
  after(async () => {
    await assertChain(backend.store);
    const { differences } = await backend.store.snapshot((trx) => verifyLog(trx));
    assert.deepEqual(differences, []);
    await backend.close();
  });

  const propose = (intake: string, more: object = {}) =>
    backend.call<OrProblem<SeatProposal>>('POST', '/seat-proposals', { intake, ...more }, secretary);
  const record = (request: Partial<IntakeRequest>, headers = secretary) => {
    const usual = {
      id: randomUUID(),
      entryPoint: 'patient',
      phone: nextPhone(),
      checklistRun: NO_SIGN,
      reason: 'cough',
    };
    return backend.call<OrProblem<IntakeReceipt>>('POST', '/intakes', { ...usual, ...request }, headers);
  };
  const done = async (request: Partial<IntakeRequest>) => {
    const { status, body } = await record(request);
    assert.equal(status, 201, JSON.stringify(body));
    return body;
  };
  /** A request that ends with a seat. */
  const seat = async (request: Partial<IntakeRequest> = {}, wish: object = {}) => {
    const id = randomUUID();
    const { body } = await propose(id, wish);
    return record({
      id,
      person: { ...IDA, ...request.person },
      ...request,
      decision: { kind: 'seat', token: body.token },
    });
  };
  const readCallback = async (id: string) =>
    (await backend.call<Callback>('GET', `/callbacks/${id}`, undefined, secretary)).body;
  const waiting = async (phone: string) =>
    (await backend.call<CallbackList>('GET', '/callbacks', undefined, secretary)).body.callbacks.filter(
      (entry) => entry.phone === phone,
    );
  const search = async (phone: string, person?: object) =>
    (await backend.call<KnownRequests>('POST', '/intakes/search', { phone, ...(person && { person }) }, secretary)).body
      .known;
  const explain = async (query = '') =>
    (await backend.call<ExplainedSlots>('GET', `/explained-slots${query}`, undefined, secretary)).body.slots;
  const eventsOf = (subject: string) =>
    backend.store.db
      .selectFrom('event')
      .select(['type', 'data'])
      .where('subject', '=', subject)
      .orderBy('sequence')
      .execute();

  it('ends with the seat that was kept, booked through the same account', async () => {
    const phone = nextPhone();
    const { status, body } = await seat({ phone });
    assert.equal(status, 201, JSON.stringify(body));
    assert.equal(body.outcome, 'seat');
    assert.match(body.booking?.reference ?? '', /^\w{3}-\w{3}$/);
    const booking = await backend.call('GET', `/bookings/${body.booking?.id ?? ''}`, undefined, secretary);
    assert.equal(booking.status, 200);
    const entries = await backend.store.db.selectFrom('ledger_entry').select('id').execute();
    const { entry_id } = await backend.store.db
      .selectFrom('booking')
      .select('entry_id')
      .where('id', '=', body.booking?.id ?? '')
      .executeTakeFirstOrThrow();
    assert.ok(entries.some(({ id }) => id === entry_id));
  });

  it('says of nobody who they are in the log', async () => {
    const { body } = await seat({
      phone: nextPhone(),
      address: '3 rue du Lavoir',
      person: { ...IDA, familyName: 'Zéphirin' },
    });
    const rows = await eventsOf(body.id);
    assert.deepEqual(
      rows.map(({ type }) => type),
      ['intake.recorded'],
    );
    assert.doesNotMatch(JSON.stringify(rows), /phirin|Lavoir|\+336/);
  });

  it('takes the same request twice as one, and nobody else’s id', async () => {
    const id = randomUUID();
    const { body: held } = await propose(id);
    const request = {
      id,
      phone: nextPhone(),
      person: { ...IDA, givenName: 'Une' },
      decision: { kind: 'seat' as const, token: held.token },
    };
    const first = await done(request);
    assert.deepEqual(await done(request), first);
    const foreign = await record(request, dispatcher);
    assert.deepEqual([foreign.status, foreign.body.code], [409, 'intake-known']);
  });

  it('gives the seat kept before back when another is kept for the same request', async () => {
    const id = randomUUID();
    const first = await propose(id);
    const free = (await explain()).filter(({ standing }) => standing === 'free');
    const other = free.find(
      ({ practiceId, start }) => practiceId !== first.body.seat.practiceId || start !== first.body.seat.start,
    );
    const { status, body } = await propose(id, { slot: { practiceId: other?.practiceId, start: other?.start } });
    assert.equal(status, 201, JSON.stringify(body));
    assert.equal(body.reason.kind, 'asked');
    const holds = await backend.store.db
      .selectFrom('hold')
      .select('id')
      .where('id', 'in', [first.body.id, body.id])
      .execute();
    assert.deepEqual(
      holds.map((hold) => hold.id),
      [body.id],
    );
    await done({ id, decision: { kind: 'redirected', target: 'dentist' } });
    const left = await backend.store.db.selectFrom('hold').select('id').where('id', '=', body.id).execute();
    assert.deepEqual(left, []);
  });

  it('keeps the first seat when the other cannot be had', async () => {
    const id = randomUUID();
    const first = await propose(id);
    const refused = await propose(id, { slot: { practiceId: 'north', start: '2026-11-09T03:00:00Z' } });
    assert.equal(refused.body.code, 'slot-not-bookable');
    const { body } = await record({
      id,
      person: { ...IDA, givenName: 'Deux' },
      decision: { kind: 'seat', token: first.body.token },
    });
    assert.equal(body.outcome, 'seat');
  });

  it('gives no seat unless somebody has looked for grave signs', async () => {
    const blind = await seat({ checklistRun: undefined, person: { ...IDA, givenName: 'Trois' } });
    assert.deepEqual([blind.status, blind.body.code], [422, 'checklist-missing']);
    const regulated = { by: 'dispatchCentre' as const, number: 'D-1234' };
    const { body } = await seat({ checklistRun: undefined, regulated, person: { ...IDA, givenName: 'Trois' } });
    assert.equal(body.outcome, 'seat');
    const [row] = await eventsOf(body.id);
    assert.match(row?.data ?? '', /"regulatedBy":"dispatchCentre"/);
    assert.doesNotMatch(row?.data ?? '', /1234/);
  });

  it('sends a grave sign to 15 and nowhere else, and checks by a call', async () => {
    const phone = nextPhone();
    const address = '3 rue du Lavoir';
    const seated = await seat({ phone, checklistRun: RED });
    assert.deepEqual([seated.status, seated.body.code], [422, 'checklist-blocks-booking']);
    const queued = await record({ phone, checklistRun: RED, decision: { kind: 'callback', class: 'b' } });
    assert.equal(queued.body.code, 'checklist-blocks-booking');
    const { callback = '' } = await done({
      phone,
      address,
      checklistRun: RED,
      decision: { kind: 'redirected', target: 'emergency' },
    });
    const entry = await readCallback(callback);
    assert.deepEqual([entry.rank, entry.phone, entry.address], [0, phone, address]);
  });

  it('puts somebody on the list with what the desk knows', async () => {
    const phone = nextPhone();
    const { callback = '', id } = await done({ phone, decision: { kind: 'callback', class: 'b', note: 'Après 14 h' } });
    assert.equal(callback, id);
    const entry = await readCallback(callback);
    assert.deepEqual(
      [entry.class, entry.reason, entry.note, entry.entryPoint],
      ['b', 'cough', 'Après 14 h', 'patient'],
    );
  });

  it('asks before one person waits twice, and then keeps their place', async () => {
    const phone = nextPhone();
    const first = await done({ phone, person: IDA, decision: { kind: 'callback', class: 'c' } });
    backend.clock.now += 60_000;
    const again = await record({ phone, person: IDA, decision: { kind: 'callback', class: 'b' } });
    assert.deepEqual([again.status, again.body.code, again.body['callback']], [409, 'request-known', first.callback]);
    const merged = await done({
      ...{ phone, person: IDA, replaces: { callback: first.callback } },
      decision: { kind: 'callback', class: 'b' },
    });
    assert.equal(merged.callback, first.callback);
    const [entry, ...others] = await waiting(phone);
    assert.deepEqual([entry?.class, entry?.status, others.length], ['b', 'waiting', 0]);
  });

  it('keeps for whoever calls again what they say now, and what they do not say again as it was', async () => {
    const phone = nextPhone();
    const reachable = [{ from: '2026-11-09T13:00:00Z', to: '2026-11-09T15:00:00Z' }];
    const first = await done({
      ...{ phone, address: '3, rue Haute', reason: 'cough' },
      decision: { kind: 'callback', class: 'c', wants: { siteIds: ['s-north'] }, reachable, note: 'Après 14 h' },
    });
    const replaces = { callback: first.callback };
    const person = { ...IDA, familyName: 'Rappelle' };
    await done({
      ...{ phone, person, replaces, reason: 'wound', checklistRun: { ...NO_SIGN, yes: ['stitches'] } },
      decision: { kind: 'callback', class: 'b', wants: { stepFree: true } },
    });
    const entry = await readCallback(first.callback ?? '');
    assert.deepEqual(entry.wants, { stepFree: true, equipment: ['suture'] });
    assert.deepEqual([entry.familyName, entry.reason, entry.class], ['Rappelle', 'wound', 'b']);
    assert.deepEqual([entry.address, entry.note, entry.reachable], ['3, rue Haute', 'Après 14 h', reachable]);
    const events = await eventsOf(first.callback ?? '');
    assert.doesNotMatch(JSON.stringify(events), /Rappelle|rue Haute/);
  });

  it('lets brother and sister wait under one number', async () => {
    const phone = nextPhone();
    const sister = { ...IDA, familyName: 'Fratrie' };
    await done({ phone, person: sister, decision: { kind: 'callback', class: 'c' } });
    await done({ phone, person: { ...sister, givenName: 'Paul' }, decision: { kind: 'callback', class: 'c' } });
    assert.equal((await waiting(phone)).length, 2);
  });

  it('ends the wait of whoever gets a seat', async () => {
    const phone = nextPhone();
    const person = { ...IDA, familyName: 'Attente' };
    const { callback = '' } = await done({ phone, person, decision: { kind: 'callback', class: 'c' } });
    const early = await seat({ phone, person });
    assert.deepEqual([early.body.code, early.body['callback']], ['request-known', callback]);
    const { body } = await seat({ phone, person, replaces: { callback } });
    assert.equal(body.outcome, 'seat', JSON.stringify(body));
    const entry = await readCallback(callback);
    assert.deepEqual([entry.status, entry.outcome], ['closed', 'seatFound']);
  });

  it('sees a second seat of one person, and puts it in place of the first', async () => {
    const phone = nextPhone();
    const { body: first } = await seat({ phone, person: { ...IDA, familyName: 'Double' } });
    const again = await seat({ phone, person: { ...IDA, familyName: 'Double' } });
    assert.equal(again.body.code, 'duplicate-booking');
    const booking = first.booking?.id ?? '';
    const { body } = await seat({ phone, person: { ...IDA, familyName: 'Double' }, replaces: { booking } });
    assert.equal(body.outcome, 'seat', JSON.stringify(body));
    const old = await backend.call<{ status: string }>('GET', `/bookings/${booking}`, undefined, secretary);
    assert.equal(old.body.status, 'cancelled');
  });

  it('tells by a telephone number how a request stands', async () => {
    const phone = nextPhone();
    const { body } = await seat({ phone, person: { ...IDA, familyName: 'Suivi' } });
    const queued = await done({
      phone,
      person: { ...IDA, givenName: 'Paul' },
      decision: { kind: 'callback', class: 'b' },
    });
    const sent = await done({
      phone,
      person: { ...IDA, givenName: 'Rose' },
      decision: { kind: 'redirected', target: 'dentist' },
    });
    const written = `0${phone.slice(3, 4)} ${phone.slice(4)}`;
    const known = await search(written, { ...IDA, familyName: 'SUIVI' });
    assert.deepEqual(
      known.map(({ kind, id, isSame }) => [kind, id, isSame]),
      [
        ['booking', body.booking?.id, true],
        ['callback', queued.callback, false],
        ['redirected', sent.id, false],
      ],
    );
    assert.deepEqual(await search(nextPhone()), []);
  });

  it('says of every slot of the day why it cannot be had', async () => {
    const standing = async (query: string, practiceId: string, start: string) =>
      (await explain(query)).find((slot) => slot.practiceId === practiceId && slot.start === start)?.standing;
    assert.equal(await standing('?equipment=suture', 'gate', '2026-11-09T13:00:00Z'), 'not-equipped');
    assert.equal(await standing('?date=2026-11-12', 'gate', '2026-11-12T13:00:00Z'), 'too-early');
    assert.equal(await standing('?date=2026-11-11', 'gate', '2026-11-11T13:00:00Z'), 'closed');
    assert.equal(await standing('', 'gate', '2026-11-09T13:00:00Z'), 'free');
  });

  describe('questions of a reason', () => {
    const text = (words: string) => ({ fr: words, en: `${words} (en)` });
    const questions: object[] = [
      {
        id: 'stitches',
        kind: 'yesNo',
        text: text('Des points ?'),
        toDoctor: true,
        actions: [{ on: 'yes', equipment: 'suture' }],
      },
      {
        ...{ id: 'since', kind: 'choice', text: text('Depuis quand ?'), toDoctor: true },
        options: [
          { code: 'today', label: text('Aujourd’hui') },
          { code: 'long', label: text('Longtemps') },
        ],
        actions: [{ on: 'long', clinician: true }],
      },
      { id: 'warmth', kind: 'number', text: text('Température'), unit: text('°C'), toDoctor: true },
      { id: 'words', kind: 'text', text: text('En quelques mots') },
    ];
    const reasons = [
      { code: 'cough', label: text('Toux') },
      { code: 'wound', label: text('Plaie') },
    ];
    const bring = (document: unknown) => importDocument(backend.context, document, 'test', STRUCTURE);
    const asking = (asked: unknown) => ({ ...createDeskSettings(), reasonQuestions: asked });
    before(async () => {
      await bring({ formatVersion: 'relais-booking/1', reasons });
      await bring(asking([{ reason: 'wound', questions }]));
    });
    const callback = { kind: 'callback', class: 'b' } as const;
    const keptOf = async (id: string) =>
      (await backend.store.db.selectFrom('intake').select('answers').where('id', '=', id).executeTakeFirstOrThrow())
        .answers;

    it('are kept in the words they were asked in, of both languages, and stand in no event', async () => {
      const answers = [
        { question: 'warmth', value: '38,5' },
        { question: 'words', value: '<img src=x\tonerror=alert(1)>\u202e\n Zorille' },
      ];
      const { id } = await done({ reason: 'wound', answers, decision: callback });
      const kept = JSON.parse((await keptOf(id)) ?? '[]') as { answer: Record<string, string> }[];
      assert.deepEqual(
        kept.map(({ answer }) => answer['en']),
        ['38.5\u00a0°C (en)', '<img src=x onerror=alert(1)> Zorille'],
      );
      const events = await backend.store.db.selectFrom('event').select('data').execute();
      assert.doesNotMatch(JSON.stringify(events), /Zorille|38,5/);
    });

    it('are refused with what is accepted where they answer nothing that is asked', async () => {
      const wrong = [
        { reason: 'cough', answers: [{ question: 'warmth', value: '38' }] },
        { answers: [{ question: 'since', value: 'gone-option' }] },
        { answers: [{ question: 'stitches', value: 'constructor' }] },
        { answers: [{ question: 'warmth', value: 'hot' }] },
        { answers: [{ question: 'words', value: '\u200b' }] },
        { answers: [{ question: 'words', value: 'x'.repeat(201) }] },
        { answers: [{ question: 'words', value: '\ud800' }] },
        {
          answers: [
            { question: 'words', value: 'a' },
            { question: 'words', value: 'b' },
          ],
        },
      ];
      for (const request of wrong) {
        const { status, body } = await record({ reason: 'wound', decision: callback, ...request });
        assert.equal(status, 400, JSON.stringify(request));
        assert.doesNotMatch(JSON.stringify(body), /gone-option|hot/, 'what was answered is not said again');
      }
    });

    it('give no seat where an answer has a clinician call back, and none at a site without what it asks for', async () => {
      const long = await seat({ reason: 'wound', answers: [{ question: 'since', value: 'long' }] });
      assert.equal((long.body as unknown as { outcome: string }).outcome, 'clinician-callback');
      const free = (await explain()).filter(({ standing }) => standing === 'free');
      const bare = free.find(({ siteId }) => siteId === 's-gate');
      if (!bare) throw new Error('The site without stitches has no seat');
      const slot = { practiceId: bare.practiceId, start: bare.start };
      const id = randomUUID();
      const { body: held } = await propose(id, { slot });
      const odile = {
        ...{ id, reason: 'wound', person: { ...IDA, givenName: 'Odile' } },
        decision: { kind: 'seat', token: held.token } as const,
      };
      const refused = await record({ ...odile, answers: [{ question: 'stitches', value: 'yes' }] });
      assert.equal(refused.status, 422, JSON.stringify(refused.body));
      const taken = await record({ ...odile, answers: [{ question: 'stitches', value: 'no' }] });
      assert.equal(taken.status, 201, JSON.stringify(taken.body));
    });

    it('keep to sites with what they ask for when the booking is moved', async () => {
      const answers = [{ question: 'stitches', value: 'yes' }];
      const { status, body } = await seat(
        { reason: 'wound', person: { ...IDA, givenName: 'Solange' }, answers },
        { filters: { equipment: ['suture'] } },
      );
      assert.equal(status, 201, JSON.stringify(body));
      const bare = (await explain()).find(({ standing, siteId }) => standing === 'free' && siteId === 's-gate')!;
      const slot = { practiceId: bare.practiceId, start: bare.start };
      const { body: held } = await propose(randomUUID(), { slot });
      const move = { token: held.token, why: 'patient' };
      const moved = await backend.call<Problem>('PATCH', `/bookings/${body.booking!.id}`, move, secretary);
      assert.deepEqual([moved.status, moved.body.code], [422, 'checklist-blocks-booking']);
    });

    it('keep to sites with what they ask for where a seat is freed for whoever is called back', async () => {
      const answers = [{ question: 'stitches', value: 'yes' }];
      const wantsOf = async (decision: IntakeRequest['decision']) => {
        const { callback = '' } = await done({ reason: 'wound', answers, decision });
        return (await readCallback(callback)).wants;
      };
      assert.deepEqual(await wantsOf(callback), { equipment: ['suture'] });
      const wants = { stepFree: true, equipment: ['suture', 'ecg'] };
      assert.deepEqual(await wantsOf({ ...callback, wants }), wants);
    });

    it('are refused where they were asked in other words by then, and taken in those they are asked in', async () => {
      const asked = (question: object) => askedAs(question as ReasonQuestion, 'yes');
      const [stitches] = questions;
      const answer = { question: 'stitches', value: 'yes' };
      const other = { ...answer, asked: asked({ ...stitches, text: text('Sans points ?') }) };
      const { status, body } = await record({ reason: 'wound', answers: [other], decision: callback });
      assert.deepEqual([status, body.code], [400, 'invalid-request']);
      assert.match(JSON.stringify(body), /answers\.0\.asked/);
      assert.doesNotMatch(JSON.stringify(body), /Sans points|yes/, 'what was answered is not said again');
      await done({ reason: 'wound', answers: [{ ...answer, asked: asked(stitches!) }], decision: callback });
    });

    it('are shown to whoever treats, and not at the desk', async () => {
      const { status, body } = await seat({
        ...{ reason: 'wound', person: { ...IDA, givenName: 'Berthe' } },
        answers: [
          { question: 'since', value: 'today' },
          { question: 'words', value: 'pour le secrétariat' },
        ],
      });
      assert.equal(status, 201, JSON.stringify(body));
      const visitFor = async (role: 'slotProvider' | 'secretary') => {
        const headers = bearer(await backend.token(role));
        const { visits } = (await backend.call<VisitList>('GET', '/visits?language=fr', undefined, headers)).body;
        return visits.find(({ id }) => id === body.booking?.id);
      };
      const visit = await visitFor('slotProvider');
      assert.deepEqual(visit?.brought?.answers, [{ question: 'Depuis quand ?', answer: 'Aujourd’hui' }]);
      assert.equal((await visitFor('secretary'))?.brought, undefined);
    });

    it('are refused for a reason that nobody can choose, and stay where their reason has gone', async () => {
      const coordinator = bearer(await backend.token('coordinator'));
      const put = (asked: object[]) =>
        backend.call<Problem>('PUT', '/settings/desk', asking(asked), { ...coordinator, 'if-match': '*' });
      const { status, body } = await put([
        { reason: 'wound', questions },
        { reason: 'wuond', questions },
      ]);
      assert.deepEqual([status, body.code], [400, 'invalid-request']);
      assert.deepEqual(body['faults'], [
        { path: 'reasonQuestions.1.reason', message: 'is not a reason of this structure', accepted: 'cough, wound' },
      ]);
      await bring({ formatVersion: 'relais-booking/1', reasons: reasons.slice(0, 1) });
      assert.equal((await put([{ reason: 'wound', questions: questions.slice(0, 1) }])).status, 204);
      await bring({ formatVersion: 'relais-booking/1', reasons });
      assert.equal((await put([{ reason: 'wound', questions }])).status, 204);
    });

    it('are for those who work at the desk, or decide about it, to read', async () => {
      for (const role of ['secretary', 'dispatcher', 'slotProvider', 'coordinator'] as const) {
        const headers = bearer(await backend.token(role));
        const { body } = await backend.call<DeskSettings>('GET', '/settings/desk', undefined, headers);
        assert.deepEqual(body.reasonQuestions, [{ reason: 'wound', questions }], role);
      }
      const { body } = await backend.call<object>('GET', '');
      assert.doesNotMatch(JSON.stringify(body), /Des points/, 'the public page is told of none');
    });
  });

  it('writes nothing of a request that is refused', async () => {
    const count = async () =>
      (await backend.store.db.selectFrom('event').select('sequence').orderBy('sequence').execute()).length;
    const before = await count();
    const wrong = [
      { decision: { kind: 'redirected' as const, target: 'the moon' } },
      { decision: { kind: 'callback' as const, class: 'z' } },
      { reason: 'nothing', decision: { kind: 'callback' as const, class: 'b' } },
      { person: { birthDate: '1800-01-01' }, decision: { kind: 'callback' as const, class: 'b' } },
      { facts: { commune: 'atlantis' }, decision: { kind: 'callback' as const, class: 'b' } },
      { replaces: { callback: 'none' }, decision: { kind: 'callback' as const, class: 'b' } },
      { startedAt: '2020-01-01T00:00:00Z', decision: { kind: 'callback' as const, class: 'b' } },
      { decision: { kind: 'seat' as const, token: 'rl_nothing' }, person: IDA },
      { decision: { kind: 'seat' as const, token: 'rl_nothing' } },
    ];
    for (const request of wrong) assert.ok((await record(request)).status >= 400, JSON.stringify(request));
    assert.equal(await count(), before);
  });

  it('is for the desk alone', async () => {
    for (const role of ['coordinator', 'delegate', 'structureAdmin', 'dpo'] as const) {
      const other = bearer(await backend.token(role));
      assert.equal((await record({ decision: { kind: 'callback', class: 'b' } }, other)).status, 403);
    }
    const { status } = await backend.call('POST', '/intakes/search', { phone: '0639981234' });
    assert.equal(status, 401);
  });
});
