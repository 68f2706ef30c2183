import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Route } from '@relais/model';
import { memoryStorage, UnreachableError } from '@relais/sdk';
import type { Call } from '../../../packages/sdk/src/core/call.ts';
import { createOutbox } from '../../../packages/sdk/src/core/outbox.ts';
import type { Outbox, OutboxSettings, PendingWrite } from '../../../packages/sdk/src/core/outbox.ts';
import { createSession } from '../../../packages/sdk/src/core/session.ts';
import { createVaults } from '../../../packages/sdk/src/core/vault.ts';

const routeOf = (name: string) =>
  ({ name, method: 'POST', path: `/${name}/{id}`, answer: { status: 201, type: 'text/plain' } }) satisfies Route;
const letters = routeOf('postLetter');
const parcels = routeOf('postParcel');

interface Asked {
  readonly name: string;
  readonly key: string | undefined;
  readonly body: unknown;
}

/** A device whose clock stands still and whose network can be taken away. */
function createDevice() {
  const asked: Asked[] = [];
  const device = { isOnline: true, asked, open };
  const now = () => 1000;
  const vaults = createVaults({ storage: memoryStorage(), scope: 'here', now, session: createSession({}) });
  const call = ((route: Route, { key, body }: { key?: string; body?: unknown }) => {
    asked.push({ name: route.name, key, body });
    return device.isOnline ? Promise.resolve('taken') : Promise.reject(new UnreachableError('No answer'));
  }) as Call;

  function open(route: Route, settings: Partial<OutboxSettings<string>> = {}): Outbox<string> {
    const rules = [{ route, keptMilliseconds: 60_000 }];
    return createOutbox<string>({ vaults, call, now, rules, ...settings });
  }
  return { device, vaults };
}

/** These routes stand in no contract, which would say what they take. */
const post = (outbox: Outbox<string>, route: Route, body: string) =>
  outbox.post(route, { params: { id: '1' }, body, notes: `about ${body}` } as never);

describe('the outbox of a subject', () => {
  it('keeps what was not answered, with its notes, and sends it again in its order with its key', async () => {
    const { device } = createDevice();
    device.isOnline = false;
    for (const body of ['a', 'b', 'c', 'd']) {
      await assert.rejects(post(device.open(letters), letters, body), { pending: true });
    }
    device.isOnline = true;
    const reopened = device.open(letters);
    const pending = await reopened.pending();
    assert.deepEqual(
      pending.map(({ body, notes }) => [body, notes]),
      ['a', 'b', 'c', 'd'].map((body) => [body, `about ${body}`]),
    );
    for (const kept of pending) assert.equal(await reopened.repost(kept), 'taken');
    assert.deepEqual(device.asked.slice(4), device.asked.slice(0, 4));
    assert.deepEqual(await reopened.pending(), []);
  });

  it('still has what was being worded anew when somebody signed out', async () => {
    const { device, vaults } = createDevice();
    const outbox = device.open(letters);
    device.isOnline = false;
    await assert.rejects(post(outbox, letters, 'a'), { pending: true });
    const [kept] = await outbox.pending();
    const vault = await vaults.current();
    await vault.lock(['write']);
    await outbox.replace(kept!, 'b');
    const bodies = (await vault.list<PendingWrite>('write')).map(({ body }) => body);
    assert.deepEqual(bodies, ['a'], 'the closed vault takes nothing new in, and lets nothing go');
  });

  it('tells its subject of an answer before it lets go of the write', async () => {
    const { device } = createDevice();
    const told: unknown[] = [];
    const onAnswer = async (answer: string, { notes }: PendingWrite<string>): Promise<void> => {
      told.push(answer, notes, (await outbox.pending()).length);
    };
    const outbox = device.open(letters, { rules: [{ route: letters, keptMilliseconds: 60_000, onAnswer }] });
    await post(outbox, letters, 'a');
    assert.deepEqual(told, ['taken', 'about a', 0], 'nobody else takes it up meanwhile');
  });

  it('leaves those of another subject alone, and the records that one kept before', async () => {
    const { device, vaults } = createDevice();
    device.isOnline = false;
    await assert.rejects(post(device.open(parcels), parcels, 'a'));
    await (await vaults.current()).put('write', 'old', { key: 'old', kind: 'parcel' }, 60_000);
    assert.deepEqual(await device.open(letters).pending(), []);
    await device.open(letters).discard(await vaults.current(), () => true);

    const readFormer = (): PendingWrite<string> => ({ operation: 'postParcel', key: 'old', client: 'c', body: 'old' });
    const pending = await device.open(parcels, { readFormer }).pending();
    assert.deepEqual(
      pending.map(({ body }) => body),
      ['old', 'a'],
    );
  });

  it('erases what is not worth sending any more when it is told which', async () => {
    const { device, vaults } = createDevice();
    device.isOnline = false;
    const outbox = device.open(letters);
    for (const body of ['a', 'b']) await assert.rejects(post(outbox, letters, body));
    await outbox.discard(await vaults.current(), ({ body }) => body === 'a');
    assert.deepEqual(
      (await outbox.pending()).map(({ body }) => body),
      ['b'],
    );
  });
});
