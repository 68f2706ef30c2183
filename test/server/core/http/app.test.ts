import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { operations, problemCatalogue, StructureInfo } from '@relais/model';
import type { Problem, SlotList } from '@relais/model';
import { createApp } from '../../../../packages/server/src/app.ts';
import { originAddress } from '../../../../packages/server/src/core/http/address.ts';
import type { RequestRecord } from '../../../../packages/server/src/core/http/deps.ts';
import { readPeer, trustProxies } from '../../../../packages/server/src/core/peer.ts';
import { importDocument } from '../../../../packages/server/src/import-document.ts';
import { bearer, createBookingRequest, openBackend, send } from '../../support/backend.ts';
import type { OrProblem, TestBackend } from '../../support/backend.ts';
import { describeEngines } from '../../support/engines.ts';
import { createChecklist, createTerritory, STRUCTURE } from '../../support/territory.ts';

const ELSEWHERE = 'https://elsewhere.example';

describeEngines('the application', (engine) => {
  let backend: TestBackend;
  const requests: RequestRecord[] = [];
  const failures: unknown[] = [];
  before(async () => {
    const log = {
      request: (record: RequestRecord) => requests.push(record),
      failure: (error: unknown) => failures.push(error),
    };
    backend = await openBackend(engine, { deps: { log } });
  });
  after(() => backend.close());

  const raw = (path: string, init?: RequestInit) => backend.app.fetch(new Request(`http://relais.test${path}`, init));
  const structure = `/api/v1/structures/${STRUCTURE}`;

  describe('describing a structure', () => {
    it('says all a picker needs and nothing of anybody', async () => {
      const { body } = await backend.call<StructureInfo>('GET', '');
      assert.deepEqual(StructureInfo.parse(body), body);
      assert.equal(body.checklist?.version, '1');
      assert.deepEqual(body.reasons, [
        { code: 'cough', label: 'Toux' },
        { code: 'wound', label: 'Plaie' },
      ]);
      assert.deepEqual(
        [body.holdSeconds, body.cancelDeadlineMinutes, body.mail, body.synthetic],
        [300, 30, false, true],
      );
    });

    it('answers in the language asked for, with a translation of the same version only', async () => {
      const english = createChecklist({ language: 'en', translationOf: 'fr', title: 'Signs' });
      await importDocument(backend.context, english, 'test', STRUCTURE);
      const read = async () => (await backend.call<StructureInfo>('GET', '?language=en')).body;
      assert.deepEqual([(await read()).checklist?.title, (await read()).reasons[0]!.label], ['Signs', 'Cough']);
      await importDocument(backend.context, createChecklist({ version: '2', title: 'Signes 2' }), 'test', STRUCTURE);
      assert.equal((await read()).checklist?.title, 'Signes 2');
      await importDocument(backend.context, createChecklist({ version: '1', notice: 'Retour' }), 'test', STRUCTURE);
      assert.equal((await read()).checklist?.title, 'Signs');
      assert.equal((await backend.call<Problem>('GET', '?language=de')).body.code, 'invalid-request');
    });

    it('is not sent again until it changes', async () => {
      const first = await backend.call('GET', '');
      const tag = first.headers.get('etag') ?? '';
      const again = await raw(structure, { headers: { 'if-none-match': tag } });
      assert.deepEqual([again.status, await again.text()], [304, '']);
      await backend.change({ name: 'CPTS du Grand Vallon' });
      assert.equal((await raw(structure, { headers: { 'if-none-match': tag } })).status, 200);
    });
  });

  describe('listing slots', () => {
    it('lists the dates asked for', async () => {
      const slots = await backend.list('?from=2026-11-10&to=2026-11-10');
      assert.deepEqual(new Set(slots.map(({ serviceDate }) => serviceDate)), new Set(['2026-11-10']));
      assert.equal(slots.length, 12 + 12 + 8);
    });

    it('says why there is none and when there is', async () => {
      backend.clock.now += 3 * 86_400_000 + 14 * 3_600_000;
      const { body } = await backend.call<SlotList>('GET', '/slots?to=2026-11-12');
      assert.deepEqual(body.slots, []);
      assert.equal(body.none?.reason, 'ended-today');
      assert.equal(body.none.nextOpeningStart, '2026-11-13T08:00:00Z');
      backend.clock.now -= 3 * 86_400_000 + 14 * 3_600_000;
    });

    it('lists last evening’s opening past midnight', async () => {
      const night = {
        practiceId: 'north',
        days: ['mon' as const],
        from: '20:00',
        to: '02:00',
        slotsPerHour: 4 as const,
      };
      const fresh = await openBackend(engine, {
        territory: { openings: [night] },
        clock: { now: Date.parse('2026-11-09T23:10:00Z') },
      });
      const slots = await fresh.list();
      assert.deepEqual(
        [slots.length, slots[0]!.serviceDate, slots[0]!.start],
        [6, '2026-11-09', '2026-11-09T23:30:00Z'],
      );
      await fresh.close();
    });

    for (const query of [
      '?from=2026-02-30',
      '?to=tomorrow',
      '?audience=ALL',
      '?from=2026-11-10&to=2026-11-09',
      '?from=2026-01-01&to=2028-01-01',
    ]) {
      it(`refuses ${query}`, async () => {
        const { status, body } = await backend.call<Problem>('GET', `/slots${query}`);
        assert.deepEqual([status, body.code], [400, 'invalid-request']);
      });
    }
  });

  describe('problems', () => {
    it('say what is wrong, where, and not what was sent', async () => {
      const request = createBookingRequest('rl_x', { familyName: '', birthDate: '1984-13-45', phone: 'Inoubliable' });
      const { status, body, headers } = await backend.call<OrProblem<{ faults: { path: string }[] }>>(
        'POST',
        '/bookings',
        request,
      );
      assert.deepEqual([status, body.code], [400, 'invalid-request']);
      assert.equal(headers.get('content-type'), 'application/problem+json');
      assert.deepEqual(
        [body['type'], body['title'], body['status']],
        ['urn:relais:problem:invalid-request', problemCatalogue['invalid-request'].title, 400],
      );
      assert.deepEqual(body.faults.map(({ path }) => path).sort(), [
        'person.birthDate',
        'person.familyName',
        'person.phone',
      ]);
      assert.doesNotMatch(JSON.stringify(body), /Inoubliable|1984-13/);
    });

    const malformed: [string, RequestInit][] = [
      ['text that is no JSON', { body: '{', headers: { 'content-type': 'application/json' } }],
      ['no body', { headers: { 'content-type': 'application/json' } }],
      ['a form', { body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
      [
        'both a slot and a window',
        {
          body: JSON.stringify({
            slot: { practiceId: 'a', start: '2026-11-09T08:00:00Z' },
            window: { from: '2026-11-09T08:00:00Z', to: '2026-11-09T09:00:00Z' },
          }),
          headers: { 'content-type': 'application/json' },
        },
      ],
      ['neither', { body: '{}', headers: { 'content-type': 'application/json' } }],
      ['a list', { body: '[]', headers: { 'content-type': 'application/json' } }],
    ];
    for (const [words, init] of malformed) {
      it(`refuses ${words}`, async () => {
        const response = await raw(`${structure}/holds`, {
          method: 'POST',
          ...init,
          headers: { ...(init.headers as Record<string, string>), 'idempotency-key': 'k' },
        });
        assert.equal(response.status, 400);
        assert.equal(((await response.json()) as Problem).code, 'invalid-request');
      });
    }

    it('refuses a body that is too large, whether it says so or not', async () => {
      const large = JSON.stringify({ reason: 'x'.repeat(70_000) });
      const { status, body } = await backend.call<Problem>('POST', '/bookings', large);
      assert.deepEqual([status, body.code], [413, 'payload-too-large']);
      const stream = new Blob([large]).stream();
      const streamed = await raw(`${structure}/bookings`, {
        method: 'POST',
        body: stream,
        duplex: 'half',
        headers: { 'content-type': 'application/json', 'idempotency-key': 'k' },
      } as RequestInit);
      assert.equal(streamed.status, 413);
    });

    it('answers what it does not know with not-found', async () => {
      for (const path of [
        '/',
        '/api/v1/structures',
        `${structure}/nothing`,
        '/api/v1/structures/nobody/slots',
        '/api/v2/x',
      ]) {
        const { status, body } = await send<Problem>(backend.app, path);
        assert.deepEqual([status, body.code], [404, 'not-found'], path);
      }
    });

    it('tells nothing of a fault of its own', async () => {
      const broken = createApp({
        context: { ...backend.context, views: { read: () => Promise.reject(new Error('Inoubliable')) } as never },
      });
      const { status, body } = await send<Problem>(broken, `${structure}/slots`);
      assert.deepEqual([status, body.code], [500, 'internal-error']);
      assert.doesNotMatch(JSON.stringify(body), /Inoubliable/);
      broken.close();
    });

    it('is unavailable, and says when to come back, while the database does not answer', async () => {
      const failing = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
      const broken = createApp({
        context: { ...backend.context, views: { read: () => Promise.reject(failing) } as never },
      });
      const { status, body, headers } = await send<OrProblem<Problem>>(broken, `${structure}/slots`);
      assert.deepEqual([status, body.code, headers.get('retry-after')], [503, 'unavailable', '2']);
      broken.close();
    });
  });

  describe('headers', () => {
    it('keep every answer out of caches and frames', async () => {
      const { headers } = await backend.call('GET', '/slots');
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('referrer-policy'), 'no-referrer');
      assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
      assert.equal(headers.get('permissions-policy'), 'camera=()');
    });

    it('let the pages of any site read every answer, refusals too', async () => {
      const { status, headers } = await raw('/nowhere', { headers: { origin: ELSEWHERE } });
      assert.equal(status, 404);
      const answers = [
        { headers },
        await backend.call('GET', '/slots', undefined, { origin: ELSEWHERE }),
        await backend.call('POST', '/holds', {}, { origin: ELSEWHERE }),
        await backend.call('GET', '/ledger', undefined, { origin: ELSEWHERE }),
        await backend.call('GET', '/slots'),
      ];
      for (const { headers } of answers) {
        assert.equal(headers.get('access-control-allow-origin'), '*');
        assert.match(headers.get('access-control-expose-headers') ?? '', /Idempotent-Replayed/);
        assert.equal(headers.get('access-control-allow-credentials'), null);
      }
    });

    it('answer the preflight of any site for every method of the contract', async () => {
      const methods = new Set(Object.values(operations).map(({ method }) => method));
      for (const method of methods) {
        const response = await raw(`${structure}/holds`, {
          method: 'OPTIONS',
          headers: {
            origin: ELSEWHERE,
            'access-control-request-method': method,
            'access-control-request-headers': 'authorization,idempotency-key',
          },
        });
        assert.deepEqual([response.status, response.headers.get('access-control-allow-origin')], [204, '*']);
        assert.ok(response.headers.get('access-control-allow-methods')?.includes(method));
        assert.match(response.headers.get('access-control-allow-headers') ?? '', /Authorization.*Idempotency-Key/);
      }
    });
  });

  it('notes requests by their route alone', async () => {
    requests.length = 0;
    await backend.call('GET', '/bookings/0123?after=Inoubliable', undefined, bearer('rl_of-mine'));
    assert.equal(requests.length, 1);
    const { milliseconds, ...record } = requests[0]!;
    assert.ok(milliseconds >= 0);
    assert.deepEqual(record, {
      method: 'GET',
      route: '/api/v1/structures/{structure}/bookings/{booking}',
      status: 403,
      code: 'forbidden',
    });
    assert.deepEqual(failures, []);
  });

  it('is ready while its database answers', async () => {
    const { status, body } = await send(backend.app, '/health');
    assert.deepEqual([status, body], [200, { status: 'ready' }]);
  });

  it('replaces the territory for a coordinator, and names every fault of a wrong one', async () => {
    const coordinator = bearer(await backend.token('coordinator'));
    const put = (body: unknown) =>
      backend.call<OrProblem<{ faults: { path: string; accepted: string }[] }>>('PUT', '/territory', body, coordinator);
    assert.equal((await put(createTerritory({ name: 'Autre' }))).status, 204);
    assert.equal((await backend.call<StructureInfo>('GET', '')).status, 200);
    const wrong = await put({ ...createTerritory(), timezone: 'Paris', practices: [] });
    assert.deepEqual([wrong.status, wrong.body.code], [422, 'territory-invalid']);
    assert.ok(wrong.body.faults.some(({ path }) => path === 'practices'));
    const large = createTerritory({
      volunteers: Array.from({ length: 2000 }, (_, index) => ({ id: `v${index}`, label: 'Dr X' })),
    });
    assert.equal((await put(large)).status, 204);
  });
});

describe('the address of whoever asks', () => {
  const proxies = trustProxies(['10.0.0.0/8', '2001:db8::/32']);
  const cases: [string, string | null, string][] = [
    ['192.0.2.1', null, '192.0.2.1'],
    ['192.0.2.1', '198.51.100.7', '192.0.2.1'],
    ['10.0.0.1', '198.51.100.7', '198.51.100.7'],
    ['10.0.0.1', '1.1.1.1, 198.51.100.7', '198.51.100.7'],
    ['10.0.0.1', '198.51.100.7, 10.0.0.9', '198.51.100.7'],
    ['2001:db8::1', '2001:4860::1', '2001:4860::1'],
    ['10.0.0.1', '198.51.100.7:50312', '198.51.100.7'],
    ['10.0.0.1', '[2001:4860::1]:50312', '2001:4860::1'],
    ['10.0.0.1', '', '10.0.0.1'],
    ['10.0.0.1', null, '10.0.0.1'],
  ];
  for (const [peer, forwarded, expected] of cases) {
    it(`is ${expected} for ${peer} saying ${String(forwarded)}`, () => {
      assert.equal(originAddress(peer, forwarded, proxies), expected);
    });
  }

  it('is read from the connection, an IPv4 one on an IPv6 socket too', () => {
    const bindings = { incoming: { socket: { remoteAddress: '::ffff:10.0.0.1' } } };
    const request = new Request('http://relais.test/', { headers: { 'x-forwarded-for': '198.51.100.7' } });
    assert.equal(readPeer(request, bindings, proxies), '198.51.100.7');
    assert.equal(readPeer(request, bindings, trustProxies([])), '10.0.0.1');
    const nameless = new Request('http://relais.test/', { headers: { 'x-forwarded-for': 'unknown' } });
    assert.equal(readPeer(nameless, bindings, proxies), '10.0.0.1');
  });
});
