import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { operations, StructureInfo } from '@relais/model';
import type { Hold, NewConsentReading, Operation, Problem, StructureSettings } from '@relais/model';
import { readConfig } from '../../../../packages/server/src/config.ts';
import type { CallbackRow } from '../../../../packages/server/src/desk/index.ts';
import { hashToken } from '../../../../packages/server/src/core/secrets.ts';
import { importDocument } from '../../../../packages/server/src/import-document.ts';
import { verifyLog } from '../../../../packages/server/src/verify-log.ts';
import { serve } from '../../../../packages/server/src/serve.ts';
import { text } from '../../../engine/consent/support.ts';
import { bearer, createBookingRequest, openBackend } from '../../support/backend.ts';
import type { Answer, OrProblem, TestBackend } from '../../support/backend.ts';
import { describeEngines } from '../../support/engines.ts';
import { createSettings, STRUCTURE } from '../../support/territory.ts';

/** Named by the operator, by the structure, and by nobody. */
const OPERATORS = 'https://territoire.example';
const STRUCTURES = 'https://mairie.example:8443';
const STRANGERS = 'https://elsewhere.example';
/** Where the fixture's `manageUrl` lies, and where the backend itself is asked. */
const MANAGING = 'https://vallon.example';
const OWN = 'http://relais.test';

interface Faults extends Problem {
  readonly faults: readonly { readonly path: string; readonly message: string; readonly accepted?: string }[];
}

describeEngines('the pages of a site', (engine) => {
  let backend: TestBackend;
  before(async () => {
    backend = await openBackend(engine, { deps: { origins: [OPERATORS] } });
    assert.equal((await putSettings({ origins: [STRUCTURES] })).status, 204);
  });
  after(() => backend.close());

  const from = (origin: string) => ({ origin });
  const describes = async (headers: Record<string, string> = {}) =>
    (await backend.call<StructureInfo>('GET', '', undefined, headers)).body.askingSite;

  async function putSettings(
    changes: Partial<StructureSettings> | Record<string, unknown>,
    headers: Record<string, string> = {},
  ): Promise<Answer<Faults>> {
    const administrator = bearer(await backend.token('structureAdmin'));
    const settings = { ...createSettings(), ...changes };
    return backend.call('PUT', '/settings', settings, { ...administrator, ...headers });
  }

  /** A text for somebody to read beforehand, by a link. */
  async function createReading(): Promise<NewConsentReading> {
    const { id, version, code } = text;
    const document = { formatVersion: 'relais-consent-texts/1', texts: [text] };
    await importDocument(backend.context, document, 'test', STRUCTURE);
    const about = { id, version, language: 'fr', format: 'plain', code };
    const request = { id: randomUUID(), text: about, values: { professional: 'Nora Belkacem' } };
    const nurse = bearer(await backend.token('delegate'));
    return (await backend.call<NewConsentReading>('POST', '/consent-readings', request, nurse)).body;
  }

  /** Two seats every quarter of an hour of one morning, one after the other. */
  let seats = 0;
  const nextSeat = () => ({
    practiceId: 'oaks',
    start: new Date(Date.parse('2026-11-09T08:00:00Z') + 15 * 60_000 * (seats++ % 12))
      .toISOString()
      .replace('.000', ''),
  });

  const frame = (path: string) => backend.app.fetch(new Request(`${OWN}/embed/${path}`));

  it('that may book may show the picker in a frame, which sets no cookie and says whom to call until it works', async () => {
    const answer = await frame(`slot-picker?structure=${STRUCTURE}&language=en&color-accent=%23123456`);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('set-cookie'), null);
    const policy = answer.headers.get('content-security-policy') ?? '';
    assert.match(policy, new RegExp(`frame-ancestors 'self' ${OPERATORS} ${STRUCTURES} ${MANAGING};`));
    assert.doesNotMatch(policy, /unsafe/);
    assert.equal(answer.headers.get('permissions-policy'), 'camera=()');
    const page = await answer.text();
    assert.match(page, /<relais-slot-picker api="\/" structure="vallon" language="en">Call <a href="tel:\d+">/);
    assert.match(page, /src="\/kit\/slot-picker.js"/);
  });

  it('are told in the frame what it does not know, and what it does', async () => {
    const text = async (path: string, status: number) => {
      const answer = await frame(path);
      assert.equal(answer.status, status, path);
      return answer.text();
    };
    assert.match(await text(`slot-picker?structure=${STRUCTURE}&colour=red`, 400), /“colour”.*color-accent/);
    assert.match(await text(`waitlist?structure=${STRUCTURE}`, 404), /slot-picker, indicator/);
    assert.match(await text('constructor', 404), /slot-picker, indicator/);
    assert.match(await text('slot-picker?structure=nowhere', 404), /structure=…/);
    const quoted = await text(`slot-picker?structure=${STRUCTURE}&reason=%22%3E%3Cscript%3E`, 200);
    assert.match(quoted, /reason="&quot;&gt;&lt;script&gt;"/);
  });

  for (const [name, origin] of [
    ['the operator names', OPERATORS],
    ['the structure names', STRUCTURES],
    ['booking links lead to', MANAGING],
    ['the backend is itself', OWN],
    ['the backend is itself, behind a proxy that ends TLS', 'https://relais.test'],
  ] as const) {
    it(`that ${name} book`, async () => {
      assert.deepEqual(await describes(from(origin)), { origin, mayBook: true });
      const hold = await backend.hold(nextSeat(), from(origin));
      assert.equal(hold.status, 201, JSON.stringify(hold.body));
      const booking = await backend.book(hold.body.token, {}, from(origin));
      assert.equal(booking.status, 201);
      const link = { ...bearer(booking.body.token), ...from(origin) };
      assert.equal((await backend.call('DELETE', `/bookings/${booking.body.id}`, undefined, link)).status, 200);
    });
  }

  for (const origin of [
    STRANGERS,
    'null',
    'http://mairie.example:8443',
    'https://mairie.example',
    'https://www.mairie.example:8443',
    'https://relais.test.elsewhere.example',
  ]) {
    it(`that nobody names may read and not book: ${origin}`, async () => {
      assert.deepEqual(await describes(from(origin)), { origin, mayBook: false });
      const seat = nextSeat();
      const before = await backend.left(seat);
      const { status, body } = await backend.hold(seat, from(origin));
      assert.deepEqual([status, body.code, body['origin']], [403, 'site-not-allowed', origin]);
      assert.equal(await backend.left(seat), before);
      assert.equal((await backend.call('GET', '/slots', undefined, from(origin))).status, 200);
    });
  }

  it('whose browser sends no origin at all are told as having none', async () => {
    for (const said of ['capacitor://localhost', 'https://elsewhere.example/page', 'x'.repeat(4000), '"><script>']) {
      assert.deepEqual(await describes(from(said)), { origin: 'null', mayBook: false });
    }
  });

  it('that no address can have are read to, and do not book', async () => {
    for (const origin of ['https://[:::]', 'https://1.2.3.4.5', 'https://mairie.example:99999', 'https://x--.y']) {
      const { status } = await backend.call('GET', '', undefined, from(origin));
      assert.deepEqual([status, (await describes(from(origin)))?.mayBook], [200, false], origin);
    }
  });

  it('may do none of the writes that need no professional, once they are not allowed', async () => {
    const held = (await backend.hold(nextSeat())).body;
    const booking = (await backend.book((await backend.hold(nextSeat())).body.token)).body;
    const { id: reading, token: readingToken } = await createReading();
    const dutyToken = backend.context.secrets.token('duty-call', STRUCTURE, 'asked');
    const doctorToken = backend.context.secrets.token('doctor-question', STRUCTURE, 'question');
    const own = 'demande-00000000000001';
    const things: Record<string, { token?: string; body?: unknown }> = {
      createHold: { body: { slot: nextSeat() } },
      releaseHold: { token: held.token },
      createBooking: { body: createBookingRequest(held.token) },
      moveBooking: { token: booking.token, body: { token: held.token } },
      cancelBooking: { token: booking.token },
      finishConsentReading: { token: readingToken, body: {} },
      answerOffer: { token: backend.context.secrets.token('offer', STRUCTURE, 'offer'), body: { answer: 'yes' } },
      answerDutyCall: { token: dutyToken, body: { answers: [{ range: 1, answer: 'yes' }] } },
      answerDoctorQuestion: { token: doctorToken, body: { answer: 'sees' } },
      inscribe: { body: {} },
      leaveRequest: { body: {} },
      withdrawRequest: { token: backend.context.secrets.token('patient-request', STRUCTURE, own) },
    };
    const { db } = backend.store;
    const asked = {
      ...{ structure_id: STRUCTURE, id: 'asked', call_id: 'call', volunteer_id: 'v1', name: 'Docteure Essai' },
      ...{ professional_id: null, token_hash: hashToken(dutyToken), has_mail: 0, answers: '[]' },
      ...{ answered_at: null, revoked_at: null },
    };
    await db.insertInto('duty_call_asked').values(asked).execute();
    const question = {
      ...{ structure_id: STRUCTURE, id: 'question', revision: 1, status: 'waiting', class: 'c', rank: 3 },
      ...{ target_minutes: 480, clinician_only: 0, entry_point: 'patient', arrived_at: 0, attempts: 0, phone: '' },
      ...{ doctor_token_hash: hashToken(doctorToken), created_by: 'test', created_at: 0, updated_at: 0 },
    } as const;
    await db
      .insertInto('callback')
      .values(question as unknown as CallbackRow)
      .execute();
    const left = {
      ...{ structure_id: STRUCTURE, id: own, revision: 1, class: 'b', rank: 2, target_minutes: 120, clinician_only: 0 },
      ...{ arrived_at: 0, attempts: 0, phone: '+33639981234', created_by: 'patient', created_at: 0, updated_at: 0 },
    };
    await db
      .insertInto('callback')
      .values({ ...left, status: 'waiting', entry_point: 'patient' })
      .execute();
    const open = Object.entries(operations as Record<string, Operation>).filter(
      ([, { method, access }]) => method !== 'GET' && (access.public ?? access.link),
    );
    assert.deepEqual(open.map(([name]) => name).sort(), Object.keys(things).sort());
    for (const [name, { method, path, problems }] of open) {
      const { token, body } = things[name]!;
      const address = path
        .replace('{hold}', held.id)
        .replace('{booking}', booking.id)
        .replace('{reading}', reading)
        .replace('{offer}', 'offer')
        .replace('{dutyAnswer}', 'asked')
        .replace('{doctorQuestion}', 'question')
        .replace('{patientRequest}', own);
      const headers = { ...(token && bearer(token)), ...from(STRANGERS) };
      const answer = await backend.call<Problem>(method, address, body, headers);
      assert.deepEqual([answer.status, answer.body.code], [403, 'site-not-allowed'], name);
      assert.ok(problems.includes('site-not-allowed'), `${name} says so in the contract`);
    }
    await db.deleteFrom('callback').where('id', '=', 'question').execute();
    await db.deleteFrom('duty_call_asked').where('id', '=', 'asked').execute();
    await db.deleteFrom('callback').where('id', '=', own).execute();
    assert.equal((await backend.call('GET', `/bookings/${booking.id}`, undefined, bearer(booking.token))).status, 200);
  });

  it('show a booking to its link wherever they are', async () => {
    const booking = (await backend.book((await backend.hold(nextSeat())).body.token)).body;
    const link = { ...bearer(booking.token), ...from(STRANGERS) };
    assert.equal((await backend.call('GET', `/bookings/${booking.id}`, undefined, link)).status, 200);
  });

  it('book for a professional of the structure wherever they are, and for no other', async () => {
    const secretary = { ...bearer(await backend.token('secretary')), ...from(STRANGERS) };
    assert.deepEqual(await describes(secretary), { origin: STRANGERS, mayBook: true });
    assert.equal((await backend.hold(nextSeat(), secretary)).status, 201);
    const foreigner = { ...bearer(await backend.token('secretary', 'elsewhere')), ...from(STRANGERS) };
    assert.equal((await describes(foreigner))?.mayBook, false);
    assert.equal((await backend.hold(nextSeat(), foreigner)).body.code, 'site-not-allowed');
  });

  it('are not what a program or a reading page of the backend is', async () => {
    assert.equal(await describes(), undefined);
    assert.equal((await backend.hold(nextSeat())).status, 201);
  });

  it('book as soon as they are named, with the key they were refused with', async () => {
    const late = 'https://late.example';
    const headers = { ...from(late), 'idempotency-key': '"the-same-key"', 'relais-client': 'a-client-that-waits' };
    const body = { slot: nextSeat() };
    assert.equal((await backend.call('POST', '/holds', body, headers)).status, 403);
    assert.equal((await putSettings({ origins: [STRUCTURES, late] })).status, 204);
    assert.equal((await backend.call<OrProblem<Hold>>('POST', '/holds', body, headers)).status, 201);
    assert.equal((await putSettings({ origins: [STRUCTURES] })).status, 204);
    assert.equal((await backend.hold(nextSeat(), from(late))).body.code, 'site-not-allowed');
  });

  it('never share an answer kept by a cache that is not theirs', async () => {
    const asked = async (headers: Record<string, string>) =>
      (await backend.call('GET', '', undefined, headers)).headers;
    const secretary = bearer(await backend.token('secretary'));
    const answers = await Promise.all([
      asked({}),
      asked(from(OPERATORS)),
      asked(from(STRANGERS)),
      asked({ ...from(STRANGERS), ...secretary }),
    ]);
    assert.equal(new Set(answers.map((headers) => headers.get('etag'))).size, 4);
    for (const headers of answers) assert.match(headers.get('vary') ?? '', /Origin/);
    const tag = answers[2].get('etag') ?? '';
    const read = (origin: string) =>
      backend.call<string>('GET', '', undefined, { ...from(origin), 'if-none-match': tag });
    const same = await read(STRANGERS);
    assert.deepEqual([same.status, same.headers.get('vary')], [304, answers[2].get('vary')]);
    assert.equal((await read(OPERATORS)).status, 200);
    assert.equal((await putSettings({ origins: [STRUCTURES, STRANGERS] })).status, 204);
    assert.equal((await read(STRANGERS)).status, 200, 'and learn at once that they may');
    assert.equal((await putSettings({ origins: [STRUCTURES] })).status, 204);
  });

  describe('are named in the settings', () => {
    it('by an administrator, who reads the settings first and finds the log to tell of it', async () => {
      const administrator = bearer(await backend.token('structureAdmin'));
      const read = () => backend.call<StructureSettings>('GET', '/settings', undefined, administrator);
      const { body: settings } = await read();
      assert.deepEqual(settings, createSettings({ origins: [STRUCTURES] }));
      const origins = [STRUCTURES, 'http://localhost:3000', 'http://[::1]:3000'];
      const changed = { ...settings, origins };
      const headers = { ...administrator, 'idempotency-key': '"settings-of-today"' };
      const answers = [
        await backend.call('PUT', '/settings', changed, headers),
        await backend.call('PUT', '/settings', changed, headers),
      ];
      assert.deepEqual(
        answers.map(({ status, headers }) => [status, headers.get('idempotent-replayed')]),
        [
          [204, null],
          [204, 'true'],
        ],
      );
      assert.deepEqual((await read()).body.origins, origins);
      assert.equal((await putSettings({ origins: [STRUCTURES] })).status, 204);
      assert.equal((await verifyLog(backend.store.db)).ok, true);
    });

    for (const [name, origins, path] of [
      ['an address with a path', ['https://mairie.example/rendez-vous'], 'origins.0'],
      ['a slash at the end', [STRUCTURES, 'https://mairie.example/'], 'origins.1'],
      ['capitals', ['https://Mairie.example'], 'origins.0'],
      ['the usual port', ['https://mairie.example:443'], 'origins.0'],
      ['no scheme', ['mairie.example'], 'origins.0'],
      ['any site', ['*'], 'origins.0'],
      ['a page that has none', ['null'], 'origins.0'],
      ['one text', 'https://mairie.example', 'origins'],
    ] as const) {
      it(`and refused with what is accepted: ${name}`, async () => {
        const { status, body } = await putSettings({ origins });
        assert.deepEqual([status, body.code], [400, 'invalid-request']);
        assert.equal(body.faults[0]?.path, path);
        assert.match(body.faults[0].accepted ?? '', /https:\/\/www\.example\.fr|array/);
      });
    }

    it('of no other structure', async () => {
      const { status, body } = await putSettings({ id: 'autre-vallon' });
      assert.deepEqual(
        [status, body.faults],
        [400, [{ path: 'id', message: 'is of another structure', accepted: STRUCTURE }]],
      );
    });
  });

  it('are all taken where the operator says so', async () => {
    const open = await openBackend(engine, { deps: { origins: ['*'] } });
    for (const origin of [STRANGERS, 'null']) {
      assert.equal((await open.hold({ practiceId: 'oaks', start: '2026-11-09T08:00:00Z' }, from(origin))).status, 201);
    }
    await open.close();
  });

  it('are not there before a structure has settings', async () => {
    const fresh = await openBackend(engine);
    await fresh.store.db.deleteFrom('document').where('kind', '=', 'settings').execute();
    fresh.context.views.forget(STRUCTURE);
    const administrator = bearer(await fresh.token('structureAdmin'));
    const { status, body } = await fresh.call<Problem>('GET', '/settings', undefined, administrator);
    assert.deepEqual([status, body.code], [404, 'not-found']);
    assert.equal((await fresh.hold({ practiceId: 'oaks', start: '2026-11-09T08:00:00Z' }, from(MANAGING))).status, 403);
    await fresh.close();
  });
});

describe('the pages of a backend that listens', () => {
  it('book at the address people reach it by, whatever a proxy makes of it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'relais-site-'));
    const env = { PORT: '0', RELAIS_DATA: folder, RELAIS_SEED: 'demo', RELAIS_PUBLIC_URL: 'https://agenda.example/' };
    const backend = await serve(readConfig({ ...env, RELAIS_LOG: 'silent' }));
    try {
      const describes = async (origin: string) => {
        const response = await fetch(`${backend.url}/api/v1/structures/trois-vallees`, { headers: { origin } });
        return StructureInfo.parse(await response.json()).askingSite?.mayBook;
      };
      assert.equal(await describes('https://agenda.example'), true);
      assert.equal(await describes(backend.url), true);
      assert.equal(await describes('https://elsewhere.example'), false);
    } finally {
      await backend.close();
      await rm(folder, { recursive: true });
    }
  });
});
