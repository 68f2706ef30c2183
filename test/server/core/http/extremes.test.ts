import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { operations, structurePath } from '@relais/model';
import type { NewBooking, Operation, OperationName, SlotList } from '@relais/model';
import { createApp } from '../../../../packages/server/src/app.ts';
import type { RelaisApp } from '../../../../packages/server/src/app.ts';
import { createVerifier } from '../../../../packages/server/src/core/auth/verifier.ts';
import { createLimits } from '../../../../packages/server/src/core/limits/limits.ts';
import { defaultLimits } from '../../../../packages/server/src/core/limits/settings.ts';
import { readPeer, trustProxies } from '../../../../packages/server/src/core/peer.ts';
import { bearer, bookSeat, openBackend, SECRET } from '../../support/backend.ts';
import type { TestBackend } from '../../support/backend.ts';
import { createDenseTerritory } from '../../support/dense-territory.ts';
import { describeEngines } from '../../support/engines.ts';
import { STRUCTURE } from '../../support/territory.ts';

const MOST_BYTES = 3_000_000;
/** Of this process's computing: two seconds is what people wait at most, and a machine that does other things meanwhile computes slower. */
const MOST_CPU_MS = 6000;

/** Values as they stand in an address: dates no calendar ends at, numbers, texts, and encodings of what cannot be read. */
const extremes = [
  '',
  '0000-01-01',
  '0001-01-01',
  '1582-10-10',
  '1970-01-01',
  '2126-12-31',
  '9999-12-31',
  '10000-01-01',
  '275760-09-13',
  '%2B275760-09-13',
  '-271821-04-20',
  '2026-02-30',
  '2026-11-09T08:00:00Z/north',
  '9999-12-31T23:59:59Z/north',
  '0000-01-01T00:00:00Z/',
  '/',
  '-1',
  '0',
  '1e400',
  '9'.repeat(15),
  '9'.repeat(400),
  'NaN',
  'Infinity',
  'undefined',
  '__proto__',
  'constructor',
  'x'.repeat(201),
  'x'.repeat(60_000),
  '%00',
  'a%00b',
  '%0A%0D',
  '%07%1B%5B31m',
  '%7F%C2%85',
  '%E2%80%8B%E2%80%AE%EF%BB%BF',
  '%ED%A0%80',
  '%EF%BF%BE',
  '%E0%A4%A',
  '%',
  '%zz',
  '%F0%9F%98%80',
  "'%20or%20'1'%3D'1",
  '..%2F..%2Fetc',
  '%3Cscript%3E',
];

/** What a header may hold at all: no control character but tab, nothing beyond Latin-1. */
const headerExtremes = [
  '',
  ' ',
  '\t',
  '-1',
  '0',
  '9'.repeat(400),
  'x'.repeat(8000),
  'é\x80\xff',
  '"',
  '""',
  '*',
  'null',
  ', , ,',
];
const headers = [
  'last-event-id',
  'if-none-match',
  'relais-client',
  'relais-challenge',
  'idempotency-key',
  'authorization',
  'x-forwarded-for',
  'origin',
  'accept',
];
const headerWords: Record<string, readonly string[]> = {
  authorization: [
    'Bearer',
    'Bearer ',
    'Bearer rl_',
    `Bearer rl_${'x'.repeat(8000)}`,
    'Bearer a.b.c',
    'Bearer e30.e30.',
    'Basic eDp5',
  ],
  'x-forwarded-for': ['unknown', '::', '999.1.1.1', '[::1', `${'192.0.2.1, '.repeat(700)}x`, '2001:db8::1%eth0'],
  'relais-challenge': [
    'e30=',
    btoa('{"challenge":{"parameters":{"nonce":"","data":{"expiresAt":1e400}},"signature":""}}'),
    btoa('null'),
  ],
  'last-event-id': ['1', '999999999999999', '1e3', '0x10'],
};

const reads = (Object.entries(operations) as [OperationName, Operation][]).filter(([, { method }]) => method === 'GET');

describeEngines('reads with extreme values', (engine) => {
  let backend: TestBackend;
  let app: RelaisApp;
  let booking: NewBooking;
  let coordinator: Record<string, string>;
  const failures: unknown[] = [];

  before(async () => {
    backend = await openBackend(engine);
    booking = await bookSeat(backend, { practiceId: 'north', start: '2026-11-09T08:00:00Z' });
    coordinator = bearer(await backend.token('coordinator'));
    const now = () => backend.clock.now;
    const proxies = trustProxies(['10.0.0.0/8']);
    const { request } = defaultLimits.kinds;
    const kinds = { ...defaultLimits.kinds, request: { address: { ...request.address, points: 100_000 } } };
    app = createApp({
      context: backend.context,
      verifier: createVerifier({ issuers: [], secret: SECRET, now }),
      limits: createLimits({ store: 'memory', secret: SECRET, now, settings: { ...defaultLimits, kinds } }),
      addressOf: (one) => readPeer(one, { incoming: { socket: { remoteAddress: '10.0.0.1' } } }, proxies),
      log: { request: () => undefined, failure: (error) => failures.push(error) },
    });
  });
  after(async () => {
    app.close();
    await backend.close();
  });

  /** Asks, and judges what every answer must be: no failure of ours, in time, and not larger than a telephone takes. */
  async function ask(path: string, given: Record<string, string> = {}) {
    const controller = new AbortController();
    const began = process.cpuUsage();
    const request = new Request(`http://relais.test${path}`, { headers: given, signal: controller.signal });
    const response = await app.fetch(request);
    const isStream = response.headers.get('content-type') === 'text/event-stream';
    const text = isStream ? '' : await response.text();
    const milliseconds = cpuSince(began);
    controller.abort();
    const said = `${path.slice(0, 200)} ${JSON.stringify(given).slice(0, 200)} → ${response.status}`;
    assert.ok(response.status < 500, `${said} ${text.slice(0, 200)} ${String(failures.at(-1))}`);
    assert.ok(milliseconds < MOST_CPU_MS, `${said} after ${milliseconds} ms of computing`);
    assert.ok(text.length < MOST_BYTES, `${said} with ${text.length} characters`);
    return { status: response.status, text, milliseconds };
  }

  const pathOf = ({ path }: Operation, structure = STRUCTURE, id = booking.id) =>
    structurePath.replace('{structure}', structure) + path.replace(/\{\w+\}/, id);
  const own = ({ access }: Operation) => (access.link === 'booking' ? bearer(booking.token) : coordinator);

  for (const [name, operation] of reads) {
    it(`${name} bears any value of any query parameter, repeated too`, async () => {
      const names = [...Object.keys(operation.query ?? {}), 'unknown'];
      for (const parameter of names) {
        for (const value of extremes) {
          await ask(`${pathOf(operation)}?${parameter}=${value}`, own(operation));
          await ask(`${pathOf(operation)}?${parameter}=${value}&${parameter}=2026-11-09`, own(operation));
        }
      }
      const all = names.map((parameter) => `${parameter}=9999-12-31`).join('&');
      await ask(`${pathOf(operation)}?${all}`);
      await ask(`${pathOf(operation)}?${'a=b&'.repeat(10_000)}`);
    });

    it(`${name} bears any value in its path`, async () => {
      for (const value of extremes.filter((text) => text !== '')) {
        const strange = await ask(pathOf(operation, value), own(operation));
        assert.ok([401, 403, 404].includes(strange.status), `${value}: ${strange.status}`);
        if (/\{\w+\}/.test(operation.path)) await ask(pathOf(operation, STRUCTURE, value), own(operation));
      }
    });

    it(`${name} bears any value of any header`, async () => {
      for (const header of headers) {
        for (const value of [...headerExtremes, ...(headerWords[header] ?? [])]) {
          await ask(pathOf(operation), { ...own(operation), [header]: value });
        }
      }
    });
  }

  it('says nothing of going on when the list is whole', async () => {
    await backend.change({});
    const list = JSON.parse((await ask(pathOf(operations.listSlots))).text) as SlotList;
    assert.equal(list.next, undefined);
  });

  describe('of the largest territory there may be', () => {
    before(async () => {
      const file = JSON.stringify(createDenseTerritory());
      assert.ok(file.length > 1_000_000 && file.length < 1_048_576, String(file.length));
      const began = process.cpuUsage();
      const { status, body } = await backend.call('PUT', '/territory', file, coordinator);
      assert.equal(status, 204, JSON.stringify(body).slice(0, 500));
      assert.ok(cpuSince(began) < MOST_CPU_MS);
    });

    for (const [name, operation] of reads) {
      it(`${name} answers in time`, async () => {
        await ask(pathOf(operation), own(operation));
      });
    }

    it('lists no date and every pair of dates in time', async () => {
      const dates = ['', '0000-01-01', '2026-11-08', '2026-12-09', '2027-12-31', '2126-12-31', '9999-12-31'];
      for (const audience of ['CPTS', 'PUBLIC', 'SNP']) {
        for (const from of dates) {
          for (const to of dates) {
            const query = [from && `from=${from}`, to && `to=${to}`, `audience=${audience}`].filter(Boolean).join('&');
            await ask(`${pathOf(operations.listSlots)}?${query}`, coordinator);
          }
        }
      }
    });

    it('refuses a span beyond 400 days, whichever date is left out', async () => {
      const statusOf = async (query: string) => (await ask(`${pathOf(operations.listSlots)}?${query}`)).status;
      assert.equal(await statusOf('to=9999-12-31'), 400);
      assert.equal(await statusOf('to=2126-12-31'), 400);
      assert.equal(await statusOf('from=2026-11-09&to=2027-12-15'), 400);
      assert.equal(await statusOf('to=2027-12-13'), 200);
      assert.equal(await statusOf('from=9999-12-31'), 200);
      assert.equal(await statusOf('from=0000-01-01'), 200);
    });

    it('goes on from where an answer ends, with every slot once', async () => {
      const seen: string[] = [];
      for (let page = 0; page < 3; page += 1) {
        const query = page === 0 ? '' : `?after=${encodeURIComponent(seen.at(-1) ?? '')}`;
        const list = JSON.parse((await ask(pathOf(operations.listSlots) + query)).text) as SlotList;
        const keys = list.slots.map(({ start, practiceId }) => `${start}/${practiceId}`);
        assert.equal(keys.length, 3000);
        assert.equal(list.next, keys.at(-1));
        seen.push(...keys);
      }
      assert.deepEqual(seen, [...new Set(seen)].sort());
    });

    it('holds a seat of any window in time', async () => {
      const windows = [
        ['2026-11-09T07:00:00Z', '2026-11-09T12:00:00Z'],
        ['2026-11-09T07:00:00Z', '2326-01-01T00:00:00Z'],
        ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z'],
        ['2126-01-01T00:00:00Z', '2326-01-01T00:00:00Z'],
        ['0000-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
      ] as const;
      const statuses = [];
      for (const [from, to] of windows) {
        const began = process.cpuUsage();
        const { status, body } = await backend.hold({ from, to });
        statuses.push(status);
        assert.ok(cpuSince(began) < MOST_CPU_MS, `${from} ${to}`);
        assert.ok(JSON.stringify(body).length < MOST_BYTES);
      }
      assert.deepEqual(statuses, [201, 201, 201, 409, 409]);
    });
  });

  it('has met no failure of its own', () => {
    assert.deepEqual(failures, []);
  });
});

function cpuSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}
