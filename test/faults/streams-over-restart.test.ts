import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from '@relais/sdk';
import type { AvailabilityMessage } from '@relais/model';
import { createAgent, RushPerson } from '../load/person.ts';
import { createRushStructure } from '../load/rush-territory.ts';
import type { RushStructure } from '../load/rush-territory.ts';
import { importInto, startBackend } from '../support/backend.ts';
import type { RunningBackend } from '../support/backend.ts';
import { freePort } from '../support/ports.ts';

const READERS = 20;
const RESTARTS = 2;
const PATIENCE_MS = 60_000;

describe('readers of live availability whose backend is killed and started again', () => {
  let folder: string;
  let port: number;
  let structure: RushStructure;
  let backend: RunningBackend;
  const agent = createAgent();

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'relais-streams-'));
    structure = await createRushStructure('streams', { practices: 2, slots: 12, capacity: 1 });
    await importInto({ folder }, structure);
    port = await freePort();
    backend = await start();
  });
  after(async () => {
    agent.destroy();
    await backend.kill();
    await rm(folder, { recursive: true });
  });

  const start = () => startBackend({ folder }, { PORT: String(port) });
  let people = 0;
  const hold = async () => {
    const { status } = await new RushPerson(++people, backend.url, structure, agent).holdWindow();
    assert.equal(status, 201);
  };

  it('are told of every change once and in order, also of those they missed', async () => {
    const stop = new AbortController();
    const told = Array.from({ length: READERS }, () => follow(stop.signal));
    await until(() => told.every(({ isLive }) => isLive()));
    for (let round = 0; round <= RESTARTS; round += 1) {
      await hold();
      if (round === RESTARTS) break;
      await backend.kill();
      backend = await start();
      // Taken while nobody has come back yet.
      await hold();
    }
    const taken = people;
    await until(() => told.every(({ messages }) => messages.flatMap(({ slots }) => slots).length >= taken));
    stop.abort();
    for (const { messages } of told) {
      const sequences = messages.map(({ sequence }) => sequence);
      assert.deepEqual(
        sequences,
        [...new Set(sequences)].sort((a, b) => a - b),
      );
      const slots = messages.flatMap((message) =>
        message.slots.map(({ practiceId, start }) => `${practiceId} ${start}`),
      );
      assert.equal(new Set(slots).size, taken, 'each seat taken is told once');
      assert.equal(slots.length, taken);
    }
  });

  function follow(signal: AbortSignal): { messages: AvailabilityMessage[]; isLive: () => boolean } {
    const messages: AvailabilityMessage[] = [];
    let isLive = false;
    const client = createClient({ api: backend.url, structure: structure.id });
    const stop = client.events.subscribe({
      onAvailability: (message) => void messages.push(message),
      onState: (state) => (isLive = state === 'open'),
    });
    signal.addEventListener('abort', stop, { once: true });
    return { messages, isLive: () => isLive };
  }
});

async function until(isTrue: () => boolean): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!isTrue()) {
    assert.ok(Date.now() < end, 'it comes about in time');
    await delay(50);
  }
}
