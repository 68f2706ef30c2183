import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, it } from 'node:test';
import type { MatterList, NewWebhook, Problem, WebhookMessage, WebhookReport } from '@relais/model';
import { createOutgoing } from '../../../packages/server/src/core/outgoing/node-outgoing.ts';
import type { Outgoing, OutgoingRequest } from '../../../packages/server/src/core/outgoing/outgoing.ts';
import { write } from '../../../packages/server/src/core/write/write.ts';
import { verifyLog } from '../../../packages/server/src/verify-log.ts';
import { deliverAll } from '../../../packages/server/src/webhook/deliver.ts';
import { bearer, openBackend, SECRET } from '../support/backend.ts';
import type { TestBackend, TestClock } from '../support/backend.ts';
import { describeEngines, describePostgres } from '../support/engines.ts';
import { openRunStage } from '../support/run-stage.ts';
import { MONDAY_8H, STRUCTURE } from '../support/territory.ts';

const HOUR = 3_600_000;
const PUBLIC = { address: '93.184.216.34', family: 4 };

type Verify = (secret: string, headers: object, body: string, now?: number) => WebhookMessage;

/** The code that the documentation gives to editors. */
async function documented(): Promise<Verify> {
  const page = readFileSync(new URL('../../../docs/webhook.md', import.meta.url), 'utf8');
  const code = /```js\n([\s\S]+?)```/.exec(page)![1]!;
  const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { verify: Verify };
  return module.verify;
}

interface Heard {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Software that listens, and answers as it is told to. */
async function startReceiver() {
  const heard: Heard[] = [];
  let answer: () => number | 'never' | 'hang up' = () => 204;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      heard.push({ headers: request.headers, body });
      const status = answer();
      if (status === 'hang up') request.socket.destroy();
      else if (status !== 'never') response.writeHead(status, { location: '/elsewhere' }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    heard,
    answers: (next: typeof answer) => (answer = next),
    runs: () => heard.map(({ body }) => (JSON.parse(body) as WebhookMessage).data.run),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The end of a run, as far as others see it. */
const endRun = ({ context }: TestBackend, run: string) =>
  write(context, STRUCTURE, (writing) => {
    const at = '2026-11-09T07:00:00Z';
    const protocol = { protocol: 'odynophagie', protocolVersion: '0.1', kind: 'cooperationProtocol' } as const;
    const ended = { revision: 1, startedAt: at, endedAt: at, outcome: 'managedByDelegate' } as const;
    writing.record({
      type: 'run.ended',
      subject: run,
      actor: 'test',
      data: { ...protocol, ...ended, rules: [], acts: [] },
    });
    return Promise.resolve();
  });

describeEngines('software that is told that a run has ended', (engine) => {
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  let backend: TestBackend;
  beforeEach(async () => {
    receiver = await startReceiver();
    const outgoing = createOutgoing({ allowed: [receiver.url], resolve: () => Promise.resolve([PUBLIC]) });
    backend = await openBackend(engine, { surroundings: { outgoing } });
  });
  afterEach(async () => {
    receiver.close();
    await backend.close();
  });

  const ask = async <T>(method: string, path: string, body?: unknown) =>
    backend.call<T>(method, path, body, bearer(await backend.token('structureAdmin')));
  const set = async (address = `${receiver.url}/relais`) => {
    const { status, body } = await ask<NewWebhook>('POST', '/webhook', { address });
    assert.equal(status, 201, JSON.stringify(body));
    return body;
  };
  const look = async () => (await ask<WebhookReport>('GET', '/webhook')).body.hook;
  const kinds = async () => (await ask<MatterList>('GET', '/matters')).body.matters.map((one) => one.kind);
  /** What the log does not make again of the webhook; of the runs there is nothing but their ends. */
  const verify = async () =>
    (await verifyLog(backend.store.db)).differences.filter(({ table }) => ['webhook', 'event'].includes(table));
  const deliver = () => deliverAll(backend.context);

  it('hears ids alone, in order, signed so that the documented code and nobody else’s secret accepts it', async () => {
    const { secret, since } = await set();
    assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
    assert.equal(since, '2026-11-09T07:00:00Z');
    for (const run of ['run-a', 'run-b', 'run-c']) await endRun(backend, run);
    await deliver();
    const open = await documented();
    const said = receiver.heard.map(({ headers, body }) => open(secret, headers, body, backend.clock.now));
    assert.deepEqual(
      said,
      ['run-a', 'run-b', 'run-c'].map((run, index) => ({
        ...{ type: 'run.ended', timestamp: '2026-11-09T07:00:00Z' },
        data: { structure: STRUCTURE, run, sequence: index + 1 },
      })),
    );
    const [{ headers, body } = { headers: {}, body: '' }] = receiver.heard;
    assert.equal(headers['content-type'], 'application/json');
    assert.throws(() => open(`whsec_${btoa('another')}`, headers, body, backend.clock.now), /somebody else/);
    assert.throws(() => open(secret, headers, body.replace('run-a', 'run-z'), backend.clock.now), /somebody else/);
    assert.throws(() => open(secret, headers, body, backend.clock.now + HOUR), /old/);
    const hook = (await look())!;
    assert.equal(hook.state, 'idle');
    assert.deepEqual(hook.delivered, { sequence: 3, at: '2026-11-09T07:00:00Z' });
    assert.deepEqual([hook.waiting, hook.lastSequence, hook.failure], [0, 3, undefined]);
  });

  it('hears of what ends once it is set, and of nothing before', async () => {
    await endRun(backend, 'before');
    assert.deepEqual(await look(), undefined);
    await set();
    await deliver();
    assert.deepEqual(receiver.runs(), []);
  });

  it('that fails is tried again, ever less often, and keeps those behind it', async () => {
    await set();
    receiver.answers(() => 503);
    await endRun(backend, 'run-a');
    await endRun(backend, 'run-b');
    await deliver();
    await deliver();
    assert.deepEqual(receiver.runs(), ['run-a'], 'not tried again at once, and nothing overtakes it');
    let hook = (await look())!;
    assert.deepEqual(
      [hook.state, hook.waiting, hook.failure?.code, hook.failure?.attempts],
      ['failing', 2, 'answered-503', 1],
    );
    const delays: number[] = [];
    for (let attempt = 0; attempt < 14; attempt += 1) {
      hook = (await look())!;
      const next = Date.parse(hook.failure!.nextAttempt!);
      delays.push(next - backend.clock.now);
      // Instants are told without what comes behind the second.
      backend.clock.now = next + 1000;
      await deliver();
    }
    assert.deepEqual(new Set(receiver.runs()), new Set(['run-a']));
    assert.ok(delays[0]! <= 6000 && delays.at(-1)! > 40 * 60_000 && delays.at(-1)! <= 1.2 * HOUR, delays.join());
    assert.deepEqual(await kinds(), ['webhookStuck']);
    receiver.answers(() => 200);
    backend.clock.now = Date.parse((await look())!.failure!.nextAttempt!) + 1000;
    await deliver();
    assert.deepEqual(receiver.runs().slice(-2), ['run-a', 'run-b']);
    const ids = receiver.heard.map(({ headers }) => headers['webhook-id']);
    assert.equal(new Set(ids).size, 2, 'one id a message, however often it is sent');
    assert.deepEqual(await kinds(), []);
    assert.equal((await look())!.state, 'idle');
  });

  it('that is down for three days is tried no more, which is said, and loses nothing once somebody resumes it', async () => {
    await set();
    receiver.answers(() => 'hang up');
    await endRun(backend, 'run-a');
    await deliver();
    backend.clock.now += 3 * 24 * HOUR;
    await deliver();
    await endRun(backend, 'run-b');
    backend.clock.now += 24 * HOUR;
    const tried = receiver.heard.length;
    receiver.answers(() => 204);
    await deliver();
    assert.equal(receiver.heard.length, tried);
    const hook = (await look())!;
    assert.deepEqual([hook.state, hook.waiting, hook.failure?.code], ['paused', 2, 'unreachable']);
    assert.equal(hook.failure?.nextAttempt, undefined);
    const { body } = await ask<MatterList>('GET', '/matters');
    assert.deepEqual(body.matters, [{ kind: 'webhookStuck', count: 2, since: '2026-11-09T07:00:00Z' }]);
    assert.deepEqual(await verify(), []);
    assert.equal((await ask('POST', '/webhook/resumptions')).status, 204);
    await deliver();
    assert.deepEqual(receiver.runs().slice(tried), ['run-a', 'run-b']);
    assert.deepEqual(await kinds(), []);
    assert.deepEqual(await verify(), []);
  });

  it('that wants no more, or leads elsewhere, is told nothing there', async () => {
    await set();
    await endRun(backend, 'run-a');
    receiver.answers(() => 307);
    await deliver();
    assert.deepEqual([receiver.heard.length, (await look())!.failure?.code], [1, 'redirected']);
    receiver.answers(() => 410);
    backend.clock.now += HOUR;
    await deliver();
    assert.deepEqual([(await look())!.state, (await look())!.failure?.code], ['paused', 'answered-410']);
  });

  it('that was cut off between its answer and our note of it hears it once more under the same id', async () => {
    await set();
    await endRun(backend, 'run-a');
    await endRun(backend, 'run-b');
    const { outgoing } = backend.context;
    /** A backend that is killed when the answer comes. */
    const killed: Outgoing = {
      judge: () => Promise.resolve(),
      ask: async (request: OutgoingRequest) => {
        await outgoing!.ask(request);
        throw new Error('Killed');
      },
    };
    const store = Object.create(backend.store, {
      db: { get: () => (receiver.heard.length > 0 ? dead() : backend.store.db) },
    }) as TestBackend['store'];
    const dead = (): never => {
      throw new Error('Killed');
    };
    await assert.rejects(deliverAll({ ...backend.context, store, outgoing: killed }), /Killed/);
    await deliver();
    assert.deepEqual(receiver.runs(), ['run-a'], 'its claim still holds');
    backend.clock.now += 60_000;
    await deliver();
    assert.deepEqual(receiver.runs(), ['run-a', 'run-a', 'run-b']);
    const [first, second] = receiver.heard.map(({ headers }) => headers['webhook-id']);
    assert.equal(first, second);
  });

  it('is told the message that is on its way where the backend stops, and the next one after its start', async () => {
    await set();
    for (const run of ['run-a', 'run-b']) await endRun(backend, run);
    const stopping = new AbortController();
    receiver.answers(() => {
      stopping.abort();
      return 204;
    });
    await deliverAll(backend.context, stopping.signal);
    assert.deepEqual(receiver.runs(), ['run-a']);
    await deliver();
    assert.deepEqual(receiver.runs(), ['run-a', 'run-b']);
  });

  it('gets another secret with the same address, and what waits is signed with it', async () => {
    const { secret: former } = await set();
    await endRun(backend, 'run-a');
    const { secret } = await set();
    assert.notEqual(secret, former);
    await deliver();
    const open = await documented();
    const { headers, body } = receiver.heard[0]!;
    assert.equal(open(secret, headers, body, backend.clock.now).data.sequence, 1);
    assert.throws(() => open(former, headers, body, backend.clock.now));
    const rows = await backend.store.db.selectFrom('webhook').selectAll().execute();
    assert.ok(!JSON.stringify(rows).includes(secret), 'which nobody keeps');
    const events = await backend.store.db.selectFrom('event').select(['type', 'data']).execute();
    assert.ok(!JSON.stringify(events).includes(receiver.url), 'nor does the log the address');
    assert.deepEqual(await verify(), []);
  });

  it('is told nothing where the server’s secret has changed, and the administrator why', async () => {
    await set();
    await endRun(backend, 'run-a');
    const shared = () => `whsec_${btoa(SECRET)}`;
    await deliverAll({ ...backend.context, secrets: { ...backend.context.secrets, shared } });
    assert.deepEqual(receiver.heard, []);
    assert.deepEqual([(await look())!.state, (await look())!.failure?.code], ['paused', 'secret-changed']);
  });

  it('that is ended is told nothing any more, and begins anew with 1', async () => {
    await set();
    await endRun(backend, 'run-a');
    assert.equal((await ask('DELETE', '/webhook')).status, 204);
    assert.equal((await ask('DELETE', '/webhook')).status, 404);
    assert.equal((await ask('POST', '/webhook/resumptions')).status, 404);
    await deliver();
    await set();
    await endRun(backend, 'run-b');
    await deliver();
    assert.deepEqual(receiver.runs(), ['run-b']);
    assert.equal((await look())!.lastSequence, 1);
    assert.deepEqual(await verify(), []);
  });

  it('is set at an address that may be reached alone, and the refusal says what is accepted', async () => {
    const wrong: Record<string, string> = {
      'http://logiciel.example/relais': 'not-https',
      'https://10.0.0.1/relais': 'not-public',
      'https://ida:secret@logiciel.example/': 'has-credentials',
      relais: 'not-an-address',
    };
    for (const [address, fault] of Object.entries(wrong)) {
      const { status, body } = await ask<Problem & { addressFault?: string }>('POST', '/webhook', { address });
      assert.deepEqual([status, body.code, body.addressFault], [422, 'webhook-address-refused', fault]);
      assert.match(body.detail ?? '', /Accepted:/);
    }
    assert.equal(await look(), undefined);
    await set('https://logiciel.example/relais');
  });

  it('that is slow keeps nobody else’s waiting for longer than was said', async () => {
    await set();
    await endRun(backend, 'run-a');
    receiver.answers(() => 'never');
    const { outgoing } = backend.context;
    let patience = 0;
    const hasty: Outgoing = {
      judge: (address) => outgoing!.judge(address),
      ask: (request) => {
        ({ patience } = request);
        return outgoing!.ask({ ...request, patience: 200 });
      },
    };
    await deliverAll({ ...backend.context, outgoing: hasty });
    assert.equal(patience, 8000);
    assert.equal((await look())!.failure?.code, 'too-slow');
  });
});

describeEngines('a run that a délégué ends', (engine) => {
  it('is told by its id, in the order runs ended', async () => {
    const receiver = await startReceiver();
    const outgoing = createOutgoing({ allowed: [receiver.url] });
    const stage = await openRunStage(engine, { surroundings: { outgoing } });
    const answer = await stage.ask('chief', 'POST', '/webhook', { address: receiver.url });
    assert.equal(answer.status, 201);
    const runs: string[] = [];
    for (let count = 0; count < 2; count += 1) {
      const { id } = await stage.begin();
      await stage.save(id);
      const { status, body } = await stage.end(id, 2, { outcome: 'abandoned', reason: 'patientLeft' });
      assert.equal(status, 200, JSON.stringify(body));
      runs.push(id);
    }
    await deliverAll(stage.backend.context);
    assert.deepEqual(receiver.runs(), runs);
    receiver.close();
    await stage.close();
  });
});

describePostgres('two backends that tell the same software', (engine) => {
  it('tell it everything once and in order, while runs end on both', async () => {
    const receiver = await startReceiver();
    const database = await engine.createDatabase();
    const clock: TestClock = { now: MONDAY_8H };
    const surroundings = { outgoing: createOutgoing({ allowed: [receiver.url] }) };
    const backends = await Promise.all([1, 2].map(() => openBackend(engine, { database, clock, surroundings })));
    const [one, two] = backends as [TestBackend, TestBackend];
    const admin = bearer(await one.token('structureAdmin'));
    assert.equal((await one.call('POST', '/webhook', { address: receiver.url }, admin)).status, 201);
    const ending = Array.from({ length: 60 }, (_, index) => endRun(index % 2 ? one : two, `run-${index}`));
    const telling = Array.from({ length: 10 }, (_, index) => deliverAll((index % 2 ? one : two).context));
    await Promise.all([...ending, ...telling]);
    while ((await two.call<WebhookReport>('GET', '/webhook', undefined, admin)).body.hook!.waiting > 0) {
      await Promise.all(backends.map(({ context }) => deliverAll(context)));
    }
    const sequences = receiver.heard.map(({ body }) => (JSON.parse(body) as WebhookMessage).data.sequence);
    assert.deepEqual(
      sequences,
      Array.from({ length: 60 }, (_, index) => index + 1),
    );
    assert.equal(new Set(receiver.runs()).size, 60);
    receiver.close();
    await Promise.all(backends.map((backend) => backend.close()));
    await database.remove();
  });
});
