import assert from 'node:assert/strict';
import { afterEach, beforeEach, it } from 'node:test';
import { parseDutyFragment } from '@relais/model';
import type {
  DutyCall,
  DutyCallLink,
  DutyCallList,
  DutyCallView,
  DutyRangeList,
  NewDutyCalendar,
  Professional,
} from '@relais/model';
import { signDevelopmentToken } from '../../../packages/server/src/core/auth/development-token.ts';
import { dutyMail } from '../../../packages/server/src/duty-call/index.ts';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { eraseWhatIsDue } from '../../../packages/server/src/retention/index.ts';
import { assertChain, bearer, openBackend, SECRET, send } from '../support/backend.ts';
import type { OrProblem, TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { createSettings, createTerritory, STRUCTURE } from '../support/territory.ts';

const INES = '99900000039';
const YANN = '99900000054';
const MARC = '99900000070';
const ADDRESS = 'ines.benali@relais.example';
const DAY_MS = 86_400_000;

/** Inès has an address; the structure knows Yann without one; of the third volunteer it knows nothing. */
const people: Professional[] = [
  { rpps: INES, familyName: 'Benali', givenName: 'Inès', email: ADDRESS, roles: [{ role: 'slotProvider' }] },
  { rpps: YANN, familyName: 'Tanguy', givenName: 'Yann', roles: [{ role: 'slotProvider' }] },
  { rpps: MARC, familyName: 'Vidal', givenName: 'Marc', roles: [{ role: 'structureAdmin' }] },
];
const volunteers = [
  { id: 'v1', label: 'Dre Inès Benali', rpps: INES },
  { id: 'v2', label: 'Dr Yann Tanguy', rpps: YANN },
  { id: 'v3', label: 'Dre Sans Numéro' },
];
const friday = { practiceId: 'north', serviceDate: '2026-11-13', start: '09:00' };
const monday = { practiceId: 'gate', serviceDate: '2026-11-16', start: '14:00' };

type Headers = Record<string, string>;

describeEngines('a call for duties', (engine) => {
  let backend: TestBackend;
  let coordinator: Headers;
  let administrator: Headers;

  beforeEach(async () => {
    backend = await openBackend(engine, { territory: { volunteers }, sendsMail: true });
    coordinator = bearer(await backend.token('coordinator'));
    administrator = bearer(await backend.token('structureAdmin'));
    await setPage('https://vallon.example/qui-peut');
    await list(people);
  });
  afterEach(async () => {
    await assertChain(backend.store);
    await backend.close();
  });

  async function setPage(dutyUrl?: string): Promise<void> {
    const settings = createSettings(dutyUrl === undefined ? {} : { dutyUrl });
    const { status, body } = await backend.call('PUT', '/settings', settings, administrator);
    assert.equal(status, 204, JSON.stringify(body));
  }

  async function list(professionals: readonly Professional[]): Promise<void> {
    const document = { formatVersion: 'relais-professionals/1', professionals };
    const { status, body } = await backend.call('PUT', '/professionals', document, administrator);
    assert.equal(status, 204, JSON.stringify(body));
  }

  const ask = (changes: object = {}) =>
    backend.call<OrProblem<DutyCall>>(
      'POST',
      '/planning/duty-calls',
      { ranges: [monday, friday], volunteers: ['v1', 'v2', 'v3'], closes: '2026-11-12', ...changes },
      coordinator,
    );
  async function open(changes: object = {}): Promise<DutyCall> {
    const { status, body } = await ask(changes);
    assert.equal(status, 201, JSON.stringify(body));
    return body;
  }
  const calls = async () =>
    (await backend.call<DutyCallList>('GET', '/planning/duty-calls', undefined, coordinator)).body;
  const idOf = (call: DutyCall, volunteer: string) =>
    call.volunteers.find(({ volunteerId }) => volunteerId === volunteer)!.id;
  /** What the link of a volunteer brings. */
  const linkOf = (call: DutyCall, volunteer: string) => {
    const id = idOf(call, volunteer);
    return { id, headers: bearer(backend.context.secrets.token('duty-call', STRUCTURE, id)) };
  };
  const look = (call: DutyCall, volunteer: string) => {
    const { id, headers } = linkOf(call, volunteer);
    return backend.call<OrProblem<DutyCallView>>('GET', `/duty-answers/${id}`, undefined, headers);
  };
  const answer = (call: DutyCall, volunteer: string, answers: object) => {
    const { id, headers } = linkOf(call, volunteer);
    return backend.call<OrProblem<DutyCallView>>('POST', `/duty-answers/${id}/answers`, { answers }, headers);
  };
  const give = (call: DutyCall, range: number, volunteerId: string, headers = coordinator) =>
    backend.call<OrProblem<DutyCall>>(
      'POST',
      `/planning/duty-calls/${call.id}/duties`,
      { range, volunteerId },
      headers,
    );
  const close = (call: DutyCall) =>
    backend.call<DutyCall>('POST', `/planning/duty-calls/${call.id}/closing`, undefined, coordinator);

  it('asks by mail whoever has an address, and by a link to hand over whoever has none', async () => {
    const call = await open({ word: 'Congés d’Alix : merci d’avance.' });
    assert.deepEqual(
      call.ranges.map(({ number, serviceDate, startAt, endAt, state, onDuty }) => [
        ...[number, serviceDate, startAt, endAt, state, onDuty],
      ]),
      [
        [1, '2026-11-13', '2026-11-13T08:00:00Z', '2026-11-13T11:00:00Z', 'open', []],
        [2, '2026-11-16', '2026-11-16T13:00:00Z', '2026-11-16T15:00:00Z', 'open', []],
      ],
    );
    assert.deepEqual(
      call.volunteers.map(({ volunteerId, name, way, hasLeft, answers }) => [volunteerId, name, way, hasLeft, answers]),
      [
        ['v2', 'Dr Yann Tanguy', 'link', false, []],
        ['v1', 'Dre Inès Benali', 'mail', false, []],
        ['v3', 'Dre Sans Numéro', 'link', false, []],
      ].sort(),
    );
    const mails = await backend.store.db.selectFrom('mail').selectAll().execute();
    assert.deepEqual(
      mails.map(({ kind, recipient }) => [kind, recipient]),
      [['duty-call.asked', ADDRESS]],
    );
    const { letter } = await dutyMail.compose(backend.context, mails[0]!, {
      sender: 's@x.example',
      recipient: ADDRESS,
    });
    const text = letter.text.replaceAll('\u00a0', ' ');
    assert.match(text, /vendredi 13 novembre 2026 : 9 h 00 – 12 h 00, Maison du Moulin, Vallon/);
    assert.match(text, /« Congés d’Alix : merci d’avance. »/);
    assert.match(text, /jusqu’au jeudi 12 novembre 2026 inclus/);
    const link = parseDutyFragment(new URL(/https:\S+/.exec(letter.text)?.[0] ?? '').hash);
    assert.deepEqual(link, {
      ...{ structureId: STRUCTURE, answerId: idOf(call, 'v1') },
      token: backend.context.secrets.token('duty-call', STRUCTURE, idOf(call, 'v1')),
    });
    assert.ok(!text.includes('Tanguy'));
    const handed = (volunteer: string) =>
      backend.call<OrProblem<DutyCallLink>>(
        'GET',
        `/planning/duty-calls/${call.id}/links/${idOf(call, volunteer)}`,
        undefined,
        coordinator,
      );
    assert.match((await handed('v3')).body.address, /^https:\/\/vallon\.example\/qui-peut#relais-duty=vallon\./);
    assert.equal((await handed('v1')).status, 404, 'whom a mail reaches answers alone');
    await backend.store.db.updateTable('mail').set({ state: 'failed' }).execute();
    assert.equal((await calls()).calls[0]?.volunteers.find(({ volunteerId }) => volunteerId === 'v1')?.way, 'unsent');
    assert.equal((await handed('v1')).status, 200);
  });

  it('says whom a call may ask, and which ranges are to come with who is on duty', async () => {
    const { hasPage, volunteers: whom } = await calls();
    assert.deepEqual(
      [hasPage, whom.map(({ id, hasMail }) => [id, hasMail])],
      [
        true,
        [
          ['v1', true],
          ['v2', false],
          ['v3', false],
        ],
      ],
    );
    assert.equal((await give(await open(), 1, 'v2')).status, 200);
    const { body } = await backend.call<DutyRangeList>('GET', '/planning/duty-ranges', undefined, coordinator);
    assert.deepEqual(body.ranges[0]?.startAt, '2026-11-09T08:00:00Z');
    const given = body.ranges.filter(({ onDuty }) => onDuty.length > 0);
    assert.deepEqual(
      given.map(({ practiceId, serviceDate, start, onDuty }) => [practiceId, serviceDate, start, onDuty]),
      [['north', '2026-11-13', '09:00', ['v2']]],
    );
  });

  it('takes answers by the link alone, may have them changed until the last day, and shows nothing of colleagues', async () => {
    const call = await open();
    const before = await look(call, 'v1');
    assert.deepEqual([before.status, before.body.answeredAt, before.body.status], [200, undefined, 'open']);
    assert.equal(before.body.closesAt, '2026-11-12T23:00:00Z');
    assert.equal(
      (await calls()).calls[0]?.volunteers.every(({ answeredAt }) => answeredAt === undefined),
      true,
    );
    const both = [
      { range: 1, answer: 'yes' },
      { range: 2, answer: 'ifNeeded' },
    ];
    assert.equal((await answer(call, 'v1', both)).status, 200);
    const changed = await answer(call, 'v1', [{ range: 2, answer: 'no' }]);
    assert.deepEqual(
      changed.body.ranges.map(({ number, answer: said }) => [number, said]),
      [
        [1, 'yes'],
        [2, 'no'],
      ],
    );
    const hers = (await calls()).calls[0]?.volunteers.find(({ volunteerId }) => volunteerId === 'v1');
    assert.deepEqual(hers?.answers, [
      { range: 1, answer: 'yes' },
      { range: 2, answer: 'no' },
    ]);
    const his = await look(call, 'v2');
    for (const text of ['Inès', 'Benali', 'v1', 'yes', 'Sans Numéro'])
      assert.ok(!JSON.stringify(his.body).includes(text));
    backend.clock.now = Date.parse('2026-11-12T22:59:00Z');
    assert.equal((await answer(call, 'v1', both)).status, 200);
    backend.clock.now = Date.parse('2026-11-12T23:00:00Z');
    const late = await answer(call, 'v1', both);
    assert.deepEqual([late.status, late.body.code], [410, 'duty-call-closed']);
    assert.equal((await look(call, 'v1')).body.status, 'closed');
  });

  it('keeps of two answers at once the last of each range', async () => {
    const call = await open();
    const said = await Promise.all([
      answer(call, 'v1', [{ range: 1, answer: 'yes' }]),
      answer(call, 'v1', [{ range: 2, answer: 'no' }]),
      answer(call, 'v1', [{ range: 1, answer: 'no' }]),
    ]);
    assert.deepEqual(
      said.map(({ status }) => status),
      [200, 200, 200],
    );
    const { body } = await look(call, 'v1');
    assert.equal(body.ranges[1]?.answer, 'no');
    assert.ok(['yes', 'no'].includes(body.ranges[0]?.answer ?? ''));
  });

  it('puts somebody on duty by one press, who then has the range in their calendar; the second to press is told', async () => {
    const call = await open();
    await answer(call, 'v1', [{ range: 1, answer: 'yes' }]);
    const pressed = await Promise.all([give(call, 1, 'v1'), give(call, 1, 'v2', administrator)]);
    assert.deepEqual(pressed.map(({ status }) => status).sort(), [200, 409]);
    const refused = pressed.find(({ status }) => status === 409);
    assert.equal(refused?.body.code, 'duty-taken');
    const winner = pressed[0].status === 200 ? 'v1' : 'v2';
    assert.deepEqual((await calls()).calls[0]?.ranges[0]?.onDuty, [winner]);
    assert.equal((await give(call, 1, winner)).status, 200, 'the same again');
    assert.equal(
      await backend.store.db
        .selectFrom('duty')
        .select('id')
        .execute()
        .then(({ length }) => length),
      1,
    );
    const other = winner === 'v1' ? 'v2' : 'v1';
    assert.equal((await look(call, winner)).body.ranges[0]?.state, 'yours');
    assert.equal((await look(call, other)).body.ranges[0]?.state, 'filled');

    const rpps = winner === 'v1' ? INES : YANN;
    const { id } = await backend.store.db
      .selectFrom('professional')
      .select('id')
      .where('rpps', '=', rpps)
      .executeTakeFirstOrThrow();
    const signed = { role: 'slotProvider', structure: STRUCTURE, professional: id, now: backend.clock.now } as const;
    const own = bearer(await signDevelopmentToken(SECRET, signed));
    const { body: made } = await backend.call<NewDutyCalendar>('POST', '/planning/calendars', {}, own);
    const { body: feed } = await backend.call<string>('GET', `/calendars/${made.token}/duties.ics`);
    assert.match(feed, /DTSTART:20261113T080000Z/);
  });

  it('says on both screens that a range is gone when the planning has it no more, and gives it to nobody', async () => {
    const call = await open();
    await answer(call, 'v1', [{ range: 1, answer: 'yes' }]);
    const exceptions = [{ type: 'closure' as const, from: '2026-11-13', practiceId: 'north' }];
    await backend.change({ volunteers, exceptions });
    assert.deepEqual(
      (await calls()).calls[0]?.ranges.map(({ state }) => state),
      ['gone', 'open'],
    );
    assert.deepEqual(
      (await look(call, 'v1')).body.ranges.map(({ state }) => state),
      ['gone', 'open'],
    );
    const given = await give(call, 1, 'v1');
    assert.deepEqual([given.status, given.body.code], [409, 'duty-range-gone']);
    // A page opened before still sends its answer: what can be taken is.
    const sent = await answer(call, 'v2', [
      { range: 1, answer: 'yes' },
      { range: 2, answer: 'yes' },
    ]);
    assert.deepEqual(
      sent.body.ranges.map(({ answer: said }) => said),
      [undefined, 'yes'],
    );
    backend.clock.now = Date.parse('2026-11-16T13:00:00Z');
    coordinator = bearer(await backend.token('coordinator'));
    assert.equal((await give(call, 2, 'v2')).body.code, 'duty-range-gone', 'it has begun');
  });

  it('opens nothing for who has left the structure or the volunteers, and puts neither on duty', async () => {
    const call = await open();
    await list(people.filter(({ rpps }) => rpps !== INES));
    assert.equal((await look(call, 'v1')).status, 403);
    await list(people);
    assert.equal((await look(call, 'v1')).status, 403, 'also once they are back');
    await backend.change({ volunteers: volunteers.filter(({ id }) => id !== 'v3') });
    assert.equal((await look(call, 'v3')).status, 404);
    assert.equal((await answer(call, 'v3', [{ range: 1, answer: 'yes' }])).status, 404);
    for (const volunteer of ['v1', 'v3'])
      assert.equal((await give(call, 1, volunteer)).body.code, 'duty-volunteer-gone');
    const left = (await calls()).calls[0]?.volunteers
      .filter(({ hasLeft }) => hasLeft)
      .map(({ volunteerId }) => volunteerId);
    assert.deepEqual(left?.sort(), ['v1', 'v3']);
  });

  it('opens for no guessed link, nor that of another volunteer, structure or call', async () => {
    const call = await open();
    const other = await open();
    const { id } = linkOf(call, 'v1');
    const tokens = [linkOf(call, 'v2'), linkOf(other, 'v1')].map(({ headers }) => headers);
    for (const headers of [...tokens, bearer('rl_of-nobody'), bearer(`rl_${'x'.repeat(43)}`)]) {
      const seen = await backend.call<OrProblem<object>>('GET', `/duty-answers/${id}`, undefined, headers);
      assert.deepEqual([seen.status, seen.body.code], [403, 'forbidden']);
    }
    assert.equal((await backend.call('GET', `/duty-answers/${id}`, undefined, coordinator)).status, 403);
    const elsewhere = await send(
      backend.app,
      `/api/v1/structures/elsewhere/duty-answers/${id}`,
      'GET',
      undefined,
      linkOf(call, 'v1').headers,
    );
    assert.notEqual(elsewhere.status, 200);
    for (const table of ['duty_call_asked', 'event', 'idempotency'] as const) {
      const rows = JSON.stringify(await backend.store.db.selectFrom(table).selectAll().execute());
      assert.ok(!rows.includes('rl_'), table);
    }
  });

  it('refuses what cannot be asked, and keeps nothing of it', async () => {
    const refusals: [object, number, string][] = [
      [{ ranges: [] }, 400, 'invalid-request'],
      [{ ranges: Array.from({ length: 41 }, () => monday) }, 400, 'invalid-request'],
      [{ ranges: [{ ...monday, start: '14:15' }] }, 409, 'duty-range-gone'],
      [{ ranges: [{ ...monday, practiceId: "'; drop table duty; --" }] }, 409, 'duty-range-gone'],
      [{ ranges: [{ ...friday, serviceDate: '2026-11-06' }] }, 409, 'duty-range-gone'],
      [{ ranges: [friday, { ...friday, serviceDate: '2396-11-15' }] }, 409, 'duty-range-gone'],
      [{ volunteers: ['v1', 'v9'] }, 409, 'duty-volunteer-gone'],
      [{ volunteers: [] }, 400, 'invalid-request'],
      [{ closes: '2026-11-08' }, 400, 'invalid-request'],
      [{ closes: '2026-11-14' }, 400, 'invalid-request'],
      [{ closes: '2026-02-30' }, 400, 'invalid-request'],
      [{ word: 'x'.repeat(281) }, 400, 'invalid-request'],
      [{ word: 'un\r\nBcc: x' }, 400, 'invalid-request'],
      [{ more: 1 }, 400, 'invalid-request'],
    ];
    for (const [changes, status, code] of refusals) {
      const { status: found, body } = await ask(changes);
      assert.deepEqual([found, body.code], [status, code], JSON.stringify(changes));
    }
    const call = await open();
    for (const answers of [
      [],
      [{ range: 3, answer: 'yes' }],
      [{ range: 1, answer: 'maybe' }],
      [
        { range: 1, answer: 'yes' },
        { range: 1, answer: 'no' },
      ],
    ])
      assert.equal((await answer(call, 'v1', answers)).status, 400, JSON.stringify(answers));
    assert.equal((await give(call, 9, 'v1')).status, 404);
    assert.equal((await calls()).calls.length, 1);
  });

  it('is asked by nobody while no page is set for its links, and no more than twenty times at once', async () => {
    await setPage();
    assert.equal((await calls()).hasPage, false);
    assert.equal((await ask()).body.code, 'duty-page-missing');
    await setPage('/qui-peut.html');
    assert.equal((await calls()).hasPage, backend.context.publicUrl !== undefined);
    await setPage('https://vallon.example/qui-peut');
    for (let number = 0; number < 20; number += 1) await open();
    const last = (await calls()).calls[0]!;
    assert.equal((await ask()).body.code, 'too-many-duty-calls');
    assert.equal((await close(last)).status, 200);
    await open();
  });

  it('is closed before its day by one press, sends no mail any more, and what was answered still gives duties', async () => {
    const call = await open();
    await answer(call, 'v2', [{ range: 1, answer: 'ifNeeded' }]);
    assert.deepEqual([(await close(call)).body.status, (await close(call)).status], ['closed', 200]);
    assert.equal((await answer(call, 'v2', [{ range: 1, answer: 'no' }])).body.code, 'duty-call-closed');
    const [mail] = await backend.store.db.selectFrom('mail').selectAll().execute();
    await assert.rejects(dutyMail.compose(backend.context, mail!, { sender: 's@x.example', recipient: ADDRESS }), {
      code: 'overtaken',
    });
    assert.equal((await give(call, 1, 'v2')).status, 200);
  });

  it('says in the log who, when and what, and neither names, addresses nor words', async () => {
    const call = await open({ word: 'Mot aux confrères' });
    await answer(call, 'v1', [{ range: 1, answer: 'yes' }]);
    await answer(call, 'v3', [{ range: 1, answer: 'no' }]);
    await give(call, 1, 'v1');
    await close(call);
    const rows = await backend.store.db
      .selectFrom('event')
      .select(['type', 'actor', 'data'])
      .where('subject', '=', call.id)
      .orderBy('sequence')
      .execute();
    assert.deepEqual(
      rows.map(({ type, actor }) => [type, actor.replace(/:.*/, '')]),
      [
        ['duty-call.opened', 'professional'],
        ['duty-call.answered', 'professional'],
        ['duty-call.answered', 'volunteer'],
        ['duty-call.given', 'professional'],
        ['duty-call.closed', 'professional'],
      ],
    );
    const text = JSON.stringify(await backend.store.db.selectFrom('event').selectAll().execute());
    for (const secret of ['Mot aux', ADDRESS, 'Tanguy', 'Sans Numéro']) assert.ok(!text.includes(secret), secret);
  });

  it('leaves no answer and no link past its time, and the log verifies all the same', async () => {
    const retention = { formatVersion: 'relais-retention/1', dutyCalls: 30 };
    await importDocument(backend.context, retention, 'test', STRUCTURE);
    const call = await open({ word: 'Mot aux confrères' });
    await answer(call, 'v1', [{ range: 1, answer: 'yes' }]);
    await give(call, 1, 'v1');
    backend.clock.now = Date.parse('2026-11-12T23:00:00Z') + 31 * DAY_MS;
    coordinator = bearer(await backend.token('coordinator'));
    await eraseWhatIsDue(backend.context);
    assert.deepEqual((await calls()).calls, []);
    assert.equal((await look(call, 'v1')).status, 403);
    const { db } = backend.store;
    assert.deepEqual(await db.selectFrom('duty_call_asked').select('id').execute(), []);
    assert.deepEqual(
      (await db.selectFrom('duty_call').select('word').execute()).map(({ word }) => word),
      [null],
    );
    assert.equal((await db.selectFrom('duty').select('id').execute()).length, 1, 'a duty is no answer');
  });

  it('is right on the night clocks go forward', async () => {
    const night = { practiceId: 'gate', date: '2027-03-28', from: '03:00', to: '06:00', slotsPerHour: 4 as const };
    await backend.change({ volunteers, exceptions: [{ type: 'opening', ...night }] });
    backend.clock.now = Date.parse('2027-03-20T08:00:00Z');
    coordinator = bearer(await backend.token('coordinator'));
    const ranges = [{ practiceId: 'gate', serviceDate: '2027-03-28', start: '03:00' }];
    const call = await open({ ranges, closes: '2027-03-27' });
    assert.equal(call.ranges[0]?.startAt, '2027-03-28T01:00:00Z');
    assert.equal((await look(call, 'v3')).body.closesAt, '2027-03-27T23:00:00Z');
    assert.equal((await give(call, 1, 'v3')).status, 200);
  });

  it('is no other structure’s, and its territory may have no volunteer', async () => {
    const call = await open();
    await importDocument(backend.context, createSettings({ id: 'elsewhere' }), 'test', 'elsewhere');
    await importDocument(backend.context, createTerritory({ id: 'elsewhere', volunteers: [] }), 'test', 'elsewhere');
    const theirs = bearer(await backend.token('coordinator', 'elsewhere'));
    const path = '/api/v1/structures/elsewhere/planning/duty-calls';
    const seen = await send<DutyCallList>(backend.app, path, 'GET', undefined, theirs);
    assert.deepEqual([seen.body.calls, seen.body.volunteers], [[], []]);
    const closed = await send(backend.app, `${path}/${call.id}/closing`, 'POST', undefined, theirs);
    assert.equal(closed.status, 404);
  });
});
