import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Hold, NewBooking, SlotList, StructureInfo } from '@relais/model';
import { openNodeSqliteStore } from '../../packages/server/src/core/db/node-sqlite.ts';
import { verifyLog } from '../../packages/server/src/verify-log.ts';
import { createPerson } from './support/backend.ts';
import { describePostgres } from './support/engines.ts';
import { createDataFolder, failToStart, startBackend } from './support/running.ts';
import type { RunningBackend } from './support/running.ts';

const DEMO = 'trois-vallees';
/** A little less than the grace after which a stopping backend cuts off those who still hold it up. */
const CUT_OFF_MS = 9500;

describe('the backend as a process', () => {
  const folder = createDataFolder();
  const data = { RELAIS_DATA: join(folder.path, 'data'), RELAIS_SEED: 'demo' };
  let backend: RunningBackend;
  before(async () => {
    backend = await startBackend({ ...data, RELAIS_LOG: 'trace', RELAIS_SITE: 'demo/site' });
  });
  after(async () => {
    await backend.stop();
    folder.remove();
  });

  it('says where it is and what it uses', () => {
    assert.match(backend.output(), /Relais is ready/);
    assert.ok(backend.output().includes(`http://localhost:${new URL(backend.url).port}/`));
    assert.ok(backend.output().includes(data.RELAIS_DATA));
  });

  it('keeps its secret and its data to its own account', () => {
    assert.equal(statSync(join(data.RELAIS_DATA, 'secret')).mode & 0o777, 0o600);
    assert.equal(statSync(join(data.RELAIS_DATA, 'relais.db')).mode & 0o777, 0o600);
    assert.equal(statSync(data.RELAIS_DATA).mode & 0o777, 0o700);
  });

  it('refuses a second process on its folder, and lets others read', async () => {
    const { code, output } = await failToStart(data);
    assert.equal(code, 1);
    assert.match(output, /is in use by another Relais process/);
    assert.ok(output.includes(data.RELAIS_DATA));
    const reader = openNodeSqliteStore(data.RELAIS_DATA, { readOnly: true });
    assert.equal((await verifyLog(reader.db)).ok, true);
    await reader.close();
  });

  it('books over the network and writes nothing of it into its log', async () => {
    const secrets = await bookVisit(backend.url, DEMO);
    assert.match(backend.output(), /"route":"\/api\/v1\/structures\/\{structure\}\/bookings\/\{booking\}"/);
    for (const secret of secrets) assert.ok(!backend.output().includes(secret), `the log says ${secret}`);
  });

  it('keeps nothing of a fault but its place', async () => {
    const response = await fetch(`${backend.url}/api/v1/structures/${DEMO}/holds`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: '{"slot": "Inoubliable',
    });
    assert.equal(response.status, 400);
    assert.doesNotMatch(await response.text(), /Inoubliable/);
    assert.doesNotMatch(backend.output(), /Inoubliable/);
  });

  it('finishes what it does, ends the event streams and goes when told to stop', async () => {
    const events = await fetch(`${backend.url}/api/v1/structures/${DEMO}/events`);
    const reader = events.body!.getReader();
    await reader.read();
    const socket = connect(Number(new URL(backend.url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.on('error', () => undefined);
    const rush = Promise.allSettled(Array.from({ length: 20 }, () => holdAny(backend.url, DEMO)));
    await new Promise((resolve) => setTimeout(resolve, 30));
    const start = Date.now();
    const code = await backend.signal('SIGTERM');
    assert.equal(code, 0, backend.output());
    assert.ok(Date.now() - start < CUT_OFF_MS, 'it has not waited for those who ask nothing');
    socket.destroy();
    const held = (await rush).filter((result) => result.status === 'fulfilled' && result.value !== undefined);
    await drain(reader);
    const store = openNodeSqliteStore(data.RELAIS_DATA);
    const holds = await store.db.selectFrom('hold').select('id').execute();
    for (const result of held) {
      assert.ok(
        holds.some(({ id }) => result.status === 'fulfilled' && result.value?.id === id),
        'an acknowledged hold is kept',
      );
    }
    assert.equal((await verifyLog(store.db)).ok, true);
    await store.close();
  });

  it('starts again on the same folder and keeps its bookings and its links', async () => {
    backend = await startBackend(data);
    const { body } = await bookSeat(backend.url, DEMO);
    await backend.signal('SIGINT');
    backend = await startBackend(data);
    const response = await fetch(`${backend.url}/api/v1/structures/${DEMO}/bookings/${body.id}`, {
      headers: { authorization: `Bearer ${body.token}` },
    });
    assert.equal(response.status, 200);
  });
});

describe('killed in the middle of a rush', () => {
  it('has lost nothing it had acknowledged', async () => {
    const folder = createDataFolder();
    const env = { RELAIS_DATA: join(folder.path, 'data'), RELAIS_SEED: 'demo' };
    const acknowledged: NewBooking[] = [];
    let backend = await startBackend(env);
    try {
      for (let round = 0; round < 3; round++) {
        let killed = false;
        const clients = Array.from({ length: 8 }, async () => {
          while (!killed) {
            const { status, body } = await bookSeat(backend.url, DEMO).catch(() => ({ status: 0, body: undefined }));
            if (status === 201 && body) acknowledged.push(body);
          }
        });
        await untilBooked(acknowledged, acknowledged.length + 3 + round);
        await backend.signal('SIGKILL');
        killed = true;
        await Promise.all(clients);
        backend = await startBackend(env);
      }
      for (const { id, token } of acknowledged) {
        const response = await fetch(`${backend.url}/api/v1/structures/${DEMO}/bookings/${id}`, {
          headers: { authorization: `Bearer ${token}` },
        });
        assert.equal(response.status, 200);
      }
      await backend.signal('SIGTERM');
    } finally {
      await backend.stop();
    }
    const store = openNodeSqliteStore(env.RELAIS_DATA);
    assert.equal((await verifyLog(store.db)).ok, true);
    await store.close();
    folder.remove();
  });
});

describe('a start that cannot be', () => {
  it('names every variable that is wrong', async () => {
    const { code, output } = await failToStart({
      PORT: 'eighty',
      RELAIS_SEED: 'everything',
      SMTP_URL: 'smtp://u:hidden@h',
    });
    assert.equal(code, 2);
    assert.equal(
      output,
      [
        'PORT is "eighty"; it takes a whole number from 0 to 65535.',
        'RELAIS_SEED is "everything"; it takes one of demo, none.',
        'SMTP_FROM is missing: SMTP_URL needs it.',
        '',
      ].join('\n'),
    );
  });

  it('says that the port is taken', async () => {
    const folder = createDataFolder();
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { code, output } = await failToStart({ PORT: String(port), RELAIS_DATA: folder.path });
    server.close();
    assert.deepEqual([code, output], [1, `PORT ${port} is already used on 127.0.0.1; set PORT to another one.\n`]);
    folder.remove();
  });

  it('says that the database does not answer, without its password', async () => {
    const env = {
      DATABASE_URL: 'postgres://u:hidden@127.0.0.1:1/x',
      RELAIS_SECRET: 'a secret that is random enough for a test',
    };
    const { code, output } = await failToStart(env);
    assert.deepEqual([code, output], [1, 'The database at DATABASE_URL does not answer.\n']);
  });
});

describePostgres('a start on PostgreSQL', (engine) => {
  it('says what the server refuses, without a stack', async () => {
    const database = await engine.createDatabase();
    const url = new URL(database.url ?? '');
    url.pathname = '/nowhere';
    const env = { DATABASE_URL: url.href, RELAIS_SECRET: 'a secret that is random enough for a test' };
    const { code, output } = await failToStart(env);
    assert.deepEqual([code, output], [1, 'The database at DATABASE_URL refuses: database "nowhere" does not exist.\n']);
  });
});

async function untilBooked(bookings: readonly unknown[], count: number): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (bookings.length < count) {
    assert.ok(Date.now() < deadline, 'nobody could book');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function post(url: string, path: string, body: object): Promise<{ status: number; body: unknown }> {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': `"${randomUUID()}"`,
      'relais-client': randomUUID(),
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

/** Any seat of the next days; `undefined` when refused. */
async function holdAny(url: string, structure: string): Promise<Hold | undefined> {
  const window = { from: instant(0), to: instant(72) };
  const { status, body } = await post(url, `/api/v1/structures/${structure}/holds`, { window });
  return status === 201 ? (body as Hold) : undefined;
}

async function bookSeat(url: string, structure: string, person = createPerson({ phone: phone() })) {
  const hold = await holdAny(url, structure);
  if (!hold) return { status: 0, body: undefined as unknown as NewBooking, hold };
  const base = `/api/v1/structures/${structure}`;
  const answer = await post(url, `${base}/bookings`, {
    token: hold.token,
    person,
    reason: 'fievre',
    checklistRun: { version: '0.1', yes: [], answeredAt: instant(0) },
  });
  return { status: answer.status, body: answer.body as NewBooking, hold };
}

/** A whole visit to the API, with everything in it that must stay between the two. */
async function bookVisit(url: string, structure: string): Promise<string[]> {
  const base = `${url}/api/v1/structures/${structure}`;
  const person = createPerson({ familyName: 'Inoubliable', givenName: 'Capucine', email: 'capucine@example.org' });
  const info = (await (await fetch(base)).json()) as StructureInfo;
  assert.equal(info.synthetic, true);
  const list = (await (await fetch(`${base}/slots?label=a-label-of-mine`)).json()) as Partial<SlotList>;
  assert.equal(list.slots, undefined);
  const { body: booking, hold } = await bookSeat(url, structure, person);
  const authorization = `Bearer ${booking.token}`;
  for (const path of ['', '/calendar'])
    await fetch(`${base}/bookings/${booking.id}${path}`, { headers: { authorization } });
  await fetch(`${base}/bookings/${booking.id}`, {
    method: 'DELETE',
    headers: { authorization, 'idempotency-key': 'a-key-of-mine' },
  });
  const digits = person.phone.replaceAll(' ', '').slice(1);
  const personal = [
    'Inoubliable',
    'Capucine',
    'capucine@example.org',
    digits,
    person.phone,
    person.birthDate,
    'fievre',
  ];
  return [
    ...personal,
    'rl_',
    hold!.token,
    booking.token,
    booking.id,
    hold!.id,
    booking.reference,
    'a-label-of-mine',
    'a-key-of-mine',
  ];
}

async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  while (!(await reader.read()).done);
}

function instant(hours: number): string {
  return `${new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 19)}Z`;
}

/** A number of its own from the block kept for fiction, so that no limit is near. */
function phone(): string {
  return `0639 98 ${String(Math.floor(Math.random() * 10_000)).padStart(4, '0')}`;
}
