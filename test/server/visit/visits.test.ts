import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, it } from 'node:test';
import type { FigureList, OpenVisits, Problem, Visit, VisitList, VisitReceipt, VisitsMessage } from '@relais/model';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { assertChain, bearer, bookSeat, openBackend } from '../support/backend.ts';
import type { Answer, OrProblem, TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { followEvents } from '../support/event-reader.ts';
import { STRUCTURE } from '../support/territory.ts';
import { createVisitSettings } from '../support/visit.ts';

const minute = 60_000;
type Headers = Record<string, string>;
type Done = Answer<OrProblem<VisitReceipt>>;

describeEngines('visits', (engine) => {
  let backend: TestBackend;
  let doctor: Headers;
  let secretary: Headers;
  let coordinator: Headers;
  before(async () => {
    backend = await openBackend(engine, { deps: { heartbeatMs: 200 } });
    await importDocument(backend.context, createVisitSettings(), 'test', STRUCTURE);
    await goOn(0);
  });
  after(() => backend.close());

  /** Later; whoever was signed in signs in again. */
  async function goOn(minutes: number): Promise<void> {
    backend.clock.now += minutes * minute;
    doctor = bearer(await backend.token('slotProvider'));
    secretary = bearer(await backend.token('secretary'));
    coordinator = bearer(await backend.token('coordinator'));
  }

  const list = async (query = '', headers = doctor) =>
    (await backend.call<VisitList>('GET', `/visits${query}`, undefined, headers)).body;
  const read = async (id: string, headers = doctor) =>
    (await list('', headers)).visits.find((visit) => visit.id === id) as Visit;
  const act = (shown: { id: string; revision: number }, deed: object, headers = doctor): Promise<Done> =>
    backend.call('POST', `/visits/${shown.id}/actions`, { revision: shown.revision, ...deed }, headers);
  const done = async (shown: { id: string; revision: number }, deed: object, headers = doctor) => {
    const { status, body } = await act(shown, deed, headers);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };
  const book = async (start: string, givenName = 'Ana') =>
    (await bookSeat(backend, { practiceId: 'north', start }, { givenName })).id;
  /** What the log says of a visit, in its order. */
  const told = async (id: string) =>
    (
      await backend.store.db
        .selectFrom('event')
        .select(['type', 'data'])
        .where('subject', '=', id)
        .where('type', 'like', 'visit.%')
        .orderBy('sequence')
        .execute()
    ).map(({ type, data }) => ({ type, ...(JSON.parse(data) as object) }));

  it('stands in the list of the day as soon as it is booked, with what came along for whoever treats', async () => {
    const id = await book('2026-11-09T08:00:00Z', 'Berthe');
    const visit = await read(id);
    assert.deepEqual(
      { state: visit.state, revision: visit.revision, start: visit.start, reason: visit.reason, booked: visit.booked },
      { state: 'expected', revision: 0, start: '2026-11-09T08:00:00Z', reason: 'cough', booked: true },
    );
    assert.equal(visit.brought?.checklist?.outcome, 'continue');
    assert.deepEqual(visit.brought.checklist.yes, []);
    assert.ok((visit.brought.checklist.asked ?? 0) > 0);
    const atDesk = await read(id, secretary);
    assert.equal(atDesk.givenName, 'Berthe');
    assert.equal(atDesk.brought, undefined, 'answers are for whoever treats');
    assert.equal((await list('?date=2026-11-10')).visits.length, 0);
  });

  it('goes from arrived to closed, measures how long it took, and tells others live', async () => {
    const id = await book('2026-11-09T08:15:00Z');
    const reader = await followEvents(backend.app, '?topic=visits', coordinator);
    const arrived = await done({ id, revision: 0 }, { kind: 'arrived' }, secretary);
    const heard = await reader.next();
    assert.deepEqual([heard.type, (heard.data as unknown as VisitsMessage).visits], ['visits', [id]]);
    reader.close();
    const started = await done(arrived, { kind: 'started' });
    backend.clock.now += 14 * minute;
    const over = await done(started, { kind: 'done' });
    backend.clock.now += 5 * minute;
    const closed = await done(over, {
      kind: 'close',
      finalReason: 'bronchitis',
      redirection: 'imaging',
      withoutUs: 'emergency',
    });
    assert.deepEqual([closed.state, closed.revision], ['closed', 4]);
    const { outcome, doctor: whose } = await read(id);
    assert.deepEqual(outcome, {
      ...{ finalReason: 'bronchitis', minutes: 14, measured: true },
      ...{ redirection: 'imaging', withoutUs: 'emergency' },
    });
    assert.ok(whose?.actor.startsWith('professional:'));
    assert.equal((await read(id, secretary)).outcome, undefined, 'what was written is for whoever treats');
    assert.deepEqual((await told(id)).at(-1), {
      type: 'visit.closed',
      ...{
        practiceId: 'north',
        siteId: 's-mill',
        serviceDate: '2026-11-09',
        start: '2026-11-09T08:15:00Z',
        booked: true,
      },
      ...{ reason: 'cough', finalReason: 'bronchitis', minutes: 14, measured: true },
      ...{ redirection: 'imaging', withoutUs: 'emergency' },
    });
  });

  it('keeps what was written before a correction, with who and when', async () => {
    const id = await book('2026-11-09T08:30:00Z');
    const closed = await done({ id, revision: 0 }, { kind: 'close', finalReason: 'sprain', usual: true });
    const corrected = await done(closed, { kind: 'correct', finalReason: 'other', minutes: 20 });
    const visit = await read(id);
    assert.deepEqual(visit.outcome, { finalReason: 'other', minutes: 20, measured: false });
    assert.deepEqual(
      visit.corrections?.map(({ was, by }) => ({ was, by: by.actor === visit.doctor?.actor })),
      [{ was: { finalReason: 'sprain', usual: true }, by: true }],
    );
    const reopened = await done(corrected, { kind: 'retract' });
    assert.equal(reopened.state, 'expected');
    const again = await read(id);
    assert.deepEqual([again.outcome, again.corrections?.length], [undefined, 2]);
    await done(reopened, { kind: 'close', finalReason: 'other' });
  });

  it('refuses what was decided on another revision, before its time, or by whoever does not treat', async () => {
    const id = await book('2026-11-09T10:00:00Z');
    const refused = async (shown: number, deed: object, headers = doctor) => {
      const { status, body } = await act({ id, revision: shown }, deed, headers);
      return [status, body.code];
    };
    assert.deepEqual(await refused(0, { kind: 'noShow' }), [409, 'visit-not-begun']);
    assert.deepEqual(await refused(7, { kind: 'arrived' }), [409, 'visit-changed']);
    assert.deepEqual(await refused(0, { kind: 'correct', finalReason: 'other' }), [409, 'visit-changed']);
    assert.deepEqual(await refused(0, { kind: 'started' }, secretary), [403, 'forbidden']);
    assert.deepEqual(await refused(0, { kind: 'close', finalReason: 'other' }, secretary), [403, 'forbidden']);
    const { body } = await backend.call<Problem & { faults: { accepted: string }[] }>(
      'POST',
      `/visits/${id}/actions`,
      { revision: 0, kind: 'close', finalReason: 'angine' },
      doctor,
    );
    assert.deepEqual([body.code, body.faults[0]?.accepted], ['invalid-request', 'sprain, bronchitis, other']);
    const nobody = await act({ id: 'nobody-has-this-id-here', revision: 0 }, { kind: 'arrived' });
    assert.equal(nobody.status, 404);
    // Of two who press at once one is told.
    const both = await Promise.all([
      act({ id, revision: 0 }, { kind: 'arrived' }),
      act({ id, revision: 0 }, { kind: 'started' }),
    ]);
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409]);
  });

  it('says that nobody came, and takes it back when somebody comes late', async () => {
    const id = await book('2026-11-09T08:45:00Z');
    await goOn(120);
    const missed = await done({ id, revision: 0 }, { kind: 'noShow' }, secretary);
    assert.equal(missed.state, 'noShow');
    const late = await done(missed, { kind: 'arrived' }, secretary);
    assert.equal(late.state, 'arrived');
    await done(late, { kind: 'close', finalReason: 'other' });
  });

  it('takes in somebody without an appointment in one request, twice the same as one', async () => {
    const id = randomUUID();
    const walkIn = {
      id,
      practiceId: 'north',
      familyName: 'Durand',
      givenName: 'Zoé',
      birthDate: '1990-01-02',
      reason: 'wound',
    };
    const add = (body: object, headers = doctor) =>
      backend.call<OrProblem<VisitReceipt>>('POST', '/visits', body, headers);
    const [one, other] = [await add(walkIn), await add(walkIn)];
    assert.deepEqual([one.status, one.body], [201, { id, revision: 1, state: 'arrived' }]);
    assert.deepEqual(other.body, one.body);
    assert.equal((await add(walkIn, secretary)).body.code, 'visit-known');
    assert.equal((await add({ ...walkIn, id: randomUUID(), practiceId: 'nowhere' })).body.code, 'invalid-request');
    const visit = await read(id);
    assert.deepEqual([visit.booked, visit.familyName, visit.start], [false, 'Durand', undefined]);
    const shared = await done(visit, { kind: 'share', treatments: 'Aucun', history: 'Asthme' }, secretary);
    assert.deepEqual((await read(id)).brought, { treatments: 'Aucun', history: 'Asthme' });
    assert.doesNotMatch(JSON.stringify(await told(id)), /Durand|Zoé|Aucun|Asthme|1990/);
    const closed = await done(shared, { kind: 'close', finalReason: 'sprain', minutes: 9 });
    const given = await done(closed, { kind: 'feedback', channel: 'copied' });
    assert.deepEqual((await read(id)).feedback?.channel, 'copied');
    // Added by mistake: undone step by step, it is in nobody's list.
    const back = await done(given, { kind: 'retract' });
    await done(back, { kind: 'retract' });
    assert.equal(await read(id), undefined);
  });

  it('shows who left what open to the doctor, and to the coordinator without anything of the patients', async () => {
    const id = await book('2026-11-09T10:15:00Z', 'Cachée');
    await done({ id, revision: 0 }, { kind: 'started' });
    const open = async () =>
      (await backend.call<OpenVisits>('GET', '/open-visits', undefined, coordinator)).body.visits;
    const isOpen = async () => (await open()).some((visit) => visit.id === id);
    assert.equal(await isOpen(), false);
    await goOn(22 * 60);
    assert.equal(await isOpen(), true);
    assert.doesNotMatch(JSON.stringify(await open()), /Cachée|Nom |cough/);
    const mine = (await list('?which=open')).visits.find((visit) => visit.id === id);
    assert.equal(mine?.givenName, 'Cachée');
    // One press the next morning: how long it took is not known, and not fifteen hours.
    const closed = await done(mine, { kind: 'close', finalReason: 'bronchitis', usual: true });
    assert.deepEqual([closed.state, await isOpen()], ['closed', false]);
    const { body } = await backend.call<VisitList>('GET', '/visits?date=2026-11-09', undefined, doctor);
    assert.deepEqual(body.visits.find((visit) => visit.id === id)?.outcome, { finalReason: 'bronchitis', usual: true });
  });

  it('counts in the figures', async () => {
    for (const visit of (await list('?which=open')).visits)
      await done(visit, { kind: 'close', finalReason: 'bronchitis', usual: true });
    await goOn(35 * 24 * 60);
    const { body } = await backend.call<FigureList>(
      'GET',
      '/figures?indicators=SNP-02,SNP-09,SNP-21&from=2026-11-01&to=2026-11-30',
      undefined,
      coordinator,
    );
    assert.deepEqual(
      body.figures.map(({ numerator, denominator }) => [numerator, denominator]),
      // Six appointments; nobody was absent in the end, and who was added by mistake is in no figure.
      [
        [6, undefined],
        [0, 6],
        [6, 6],
      ],
    );
    await assertChain(backend.store);
  });
});
