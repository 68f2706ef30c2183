import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, it } from 'node:test';
import { operations, Problem, structurePath } from '@relais/model';
import type { Operation } from '@relais/model';
import * as z from 'zod/mini';
import { importDocument } from '../../packages/server/src/import-document.ts';
import { assertChain, createBookingRequest, openBackend } from '../server/support/backend.ts';
import type { TestBackend } from '../server/support/backend.ts';
import { describeEngines } from '../server/support/engines.ts';
import { createChecklist, createSettings, createTerritory, STRUCTURE } from '../server/support/territory.ts';

/** Far more than any of these takes; a request that kills a server takes minutes. */
const SLOWEST_MS = 10_000;
/** Largest answer of any interactive request, in characters. */
const LARGEST = 3_000_000;

/** Words in place of any text: control and invisible characters, injections, halves of characters, lengths. */
const TEXTS = [
  '',
  '\u0000',
  'a\u0000b',
  '\u0007\u001b[31m',
  '\ud800',
  'x\u202e\u2066y',
  "'; drop table booking; --",
  '%00%2e%2e%2f',
  '../../../../etc/passwd',
  '<script>alert(1)</script>',
  '{{7*7}}${7*7}',
  'a'.repeat(60_000),
  '\u{1f9d1}\u200d\u{1f91d}\u200d\u{1f9d1}'.repeat(500),
  '9999-12-31T23:59:59Z',
  '-271821-04-20',
  '1e400',
];

/** Values in place of any other. */
const VALUES: unknown[] = [
  null,
  true,
  -1,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  [],
  {},
  [[[[]]]],
  { length: 1e9 },
  { toString: 1, valueOf: 1, then: 1 },
  ...TEXTS,
];

/** Whole bodies no schema can see, as they come over the wire. */
const BODIES = [
  '',
  '{',
  'null',
  '"text"',
  '[]',
  '{"__proto__":{"admin":true},"constructor":{"prototype":{}}}',
  '{"token":"a","token":"b"}',
  '\ufeff{}',
  '['.repeat(30_000) + ']'.repeat(30_000),
  '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000),
  `{"token":"${'x'.repeat(70_000)}"}`,
  '{"n":1e99999}',
];

/** A body every route with this schema would take, to be spoilt at one place. */
const SOUND: Readonly<Record<string, unknown>> = {
  createHold: {
    window: { from: '2026-11-09T08:00:00Z', to: '2026-11-09T16:00:00Z' },
    filters: { siteIds: ['s-mill'], equipment: ['suture'], commune: 'Vallon', maxTravelMinutes: 10, stepFree: true },
  },
  createBooking: createBookingRequest('rl_nobody'),
  moveBooking: { token: 'rl_nobody' },
  importTerritory: createTerritory(),
  importSettings: createSettings(),
  importChecklist: createChecklist(),
  importProfessionals: {
    formatVersion: 'relais-professionals/1',
    professionals: [{ rpps: '10001234567', familyName: 'Roux', givenName: 'Ida', roles: [{ role: 'structureAdmin' }] }],
  },
  importAttendingDoctors: {
    formatVersion: 'relais-attending-doctors/1',
    doctors: [{ familyName: 'Le Goff', givenName: 'Anne', address: '1 rue du Moulin', phone: '0639981234' }],
  },
  importDuties: { formatVersion: 'relais-duties/1', from: '2026-11-09', to: '2026-11-15', duties: [] },
  importBookingSettings: { formatVersion: 'relais-booking/1', reasons: createSettings().reasons },
};

interface Hostile {
  readonly what: string;
  readonly method: string;
  readonly path: string;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

describeEngines('requests made to hurt, out of the contract', (engine) => {
  let backend: TestBackend;
  let professional: Record<string, string>;
  before(async () => {
    backend = await openBackend(engine);
    professional = { authorization: `Bearer ${await backend.token('structureAdmin')}` };
  });
  after(() => backend.close());

  for (const [name, operation] of Object.entries(operations) as [string, Operation][]) {
    it(`are refused by ${name}, each with its reason, and break nothing`, async () => {
      const hostile = [...spoilBodies(name, operation), ...spoilPaths(operation), ...spoilHeaders(operation)];
      assert.ok(hostile.length >= 20, `${hostile.length} requests`);
      for (const request of hostile) await assertBorne(request);
      await assertChain(backend.store);
      // Some of what was sent is odd and allowed, such as a territory without openings.
      await backend.change({});
      await importDocument(backend.context, createSettings(), 'test', STRUCTURE);
      assert.ok((await backend.list()).length > 0, 'and the list is there afterwards');
    });
  }

  async function assertBorne({ what, method, path, body, headers }: Hostile): Promise<void> {
    const began = performance.now();
    const response = await backend.app.fetch(
      new Request(`http://relais.test${path}`, {
        method,
        ...(body === undefined ? {} : { body }),
        headers: {
          ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID(), 'content-type': 'application/json' }),
          ...professional,
          ...headers,
        },
      }),
    );
    const isStream = response.headers.get('content-type') === 'text/event-stream';
    const text = isStream ? '' : await response.text();
    if (isStream) await response.body?.cancel();
    assert.ok(response.status < 500, `${what}: ${response.status} ${text.slice(0, 200)}`);
    assert.ok(performance.now() - began < SLOWEST_MS, `${what} takes ${performance.now() - began} ms`);
    assert.ok(text.length < LARGEST, `${what} answers ${text.length} characters`);
    if (response.status >= 400) z.parse(Problem, JSON.parse(text));
  }
});

/** The sound body with one place after the other taken by each hostile value, and bodies that are none. */
function spoilBodies(name: string, { method, path, body }: Operation): Hostile[] {
  const place = pathOf(path);
  if (!body) return [];
  const sound = SOUND[name];
  assert.ok(sound, `${name} has a sound body to spoil`);
  const spoilt = placesOf(sound).flatMap((at, index) =>
    // Each place gets some of the values, each value some of the places: all of both, and not their product.
    VALUES.filter((_, turn) => (turn + index) % 4 === 0).map((value) => ({
      what: `${name} with ${at.join('.')} as ${JSON.stringify(value).slice(0, 40)}`,
      body: JSON.stringify(replaceAt(sound, at, value)),
    })),
  );
  const bodies = BODIES.map((text) => ({ what: `${name} with the body ${text.slice(0, 40)}`, body: text }));
  const bytes = {
    what: `${name} with bytes that are no UTF-8`,
    body: new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
  };
  return [...spoilt, ...bodies, bytes].map((request) => ({ ...request, method, path: place }));
}

function spoilPaths({ method, path, query }: Operation): Hostile[] {
  const texts = TEXTS.filter((text) => text.length < 8000);
  const inPath = texts.flatMap((text) => {
    const encoded = encodeLoosely(text);
    const own = path.includes('{')
      ? [structurePath.replace('{structure}', STRUCTURE) + path.replace(/\{\w+\}/, encoded)]
      : [];
    return [structurePath.replace('{structure}', encoded) + path, ...own];
  });
  const raw = ['%', '%zz', '%c3%28', '%ed%a0%80', '..%2f', '%00'].map((text) => pathOf(path, text));
  const inQuery = ['from', 'to', 'audience', 'label', 'language', 'after', ...Object.keys(query ?? {})].flatMap((key) =>
    texts.map((text) => `${pathOf(path)}?${key}=${encodeLoosely(text)}&${key}=2026-11-09`),
  );
  return [...inPath, ...raw, ...(method === 'GET' ? inQuery : [])].map((place) => ({
    what: `${method} ${place.slice(0, 120)}`,
    method,
    path: place.replace(/\{\w+\}/, 'x'),
  }));
}

function spoilHeaders({ method, path }: Operation): Hostile[] {
  const names = [
    'idempotency-key',
    'relais-client',
    'relais-challenge',
    'authorization',
    'last-event-id',
    'if-none-match',
  ];
  const values = [
    '',
    'a'.repeat(9000),
    '-1',
    '99999999999999999999',
    'Bearer a.b.c',
    'Bearer rl_',
    '"é"',
    '\t',
    'W/"x", *',
  ];
  return [...names, 'content-type', 'content-length', 'origin', 'accept-language', 'x-forwarded-for'].flatMap((name) =>
    values.map((value) => ({
      what: `${method} ${path} with ${name}: ${value.slice(0, 20)}`,
      method,
      path: pathOf(path),
      headers: { [name]: value },
    })),
  );
}

function pathOf(path: string, id = 'x'): string {
  return structurePath.replace('{structure}', STRUCTURE) + path.replace(/\{\w+\}/, id);
}

/** As a client that does not care writes it: what cannot be encoded goes as it is. */
function encodeLoosely(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** Every place of a JSON value, its branches too. */
function placesOf(value: unknown, at: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, member]) => placesOf(member, [...at, key]))];
}

function replaceAt(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((member: unknown, at) => (String(at) === key ? replaceAt(member, rest, by) : member));
  const members = value as Readonly<Record<string, unknown>>;
  return { ...members, [key]: replaceAt(members[key], rest, by) };
}
