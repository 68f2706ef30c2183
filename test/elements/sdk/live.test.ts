import { expect } from '@open-wc/testing';
import { createClient } from '@relais/sdk';
import type { PageBackend } from '@relais/server/page';
import { createChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { solveChallenge } from '../../../packages/sdk/src/core/challenge.ts';
import { waitUntil } from '../support/wait.ts';
import { openBackend, structure } from './support.ts';

describe('the SDK in this browser', () => {
  let backend: PageBackend;
  before(async () => {
    backend = await openBackend();
  });
  after(() => backend.close());

  it('hears at once that somebody else took a seat', async () => {
    const { fetch } = backend;
    const now = () => backend.now();
    const client = createClient({ api: 'https://agenda.test', structure: structure.id, storage: 'memory', fetch, now });
    const store = client.availability();
    const leave = store.subscribe(() => undefined);
    await waitUntil(() => store.getState().connection === 'open', 'connected');
    expect(store.getState().slots).to.have.length(4);
    await backend.takeSeat(structure.id, { practiceId: 'p1', start: '2026-11-09T09:15:00Z' });
    await waitUntil(() => store.getState().slots.length === 3, 'three left');
    leave();
  });

  it('solves a challenge as hard as ours while the page goes on', async () => {
    const challenge = await createChallenge({ algorithm: 'PBKDF2/SHA-256', cost: 5000, counter: 150, deriveKey });
    let frames = 0;
    const timer = setInterval(() => (frames += 1), 10);
    const started = performance.now();
    await solveChallenge(challenge);
    clearInterval(timer);
    // A page held up would have had none; a slow machine has fewer than one every 10 ms.
    expect(frames).to.be.greaterThan((performance.now() - started) / 100);
  });
});
