import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { runInThisContext } from 'node:vm';
import { createClient } from '@relais/sdk';
import type { ClientOptions } from '@relais/sdk';
import { createConsentId, createConsents, sealConsent } from '@relais/sdk/consent';
import type { Consents } from '@relais/sdk/consent';
import { after, draftOf, shown } from '../../engine/consent/support.ts';
import { settings, startBackend } from '../support/backend.ts';

type Decided = (event: { waitUntil(kept: Promise<unknown>): void }) => void;

it('The lines of the guide keep a proof at our backend', async (test) => {
  const guide = readFileSync(new URL('../../../docs/consent/README.md', import.meta.url), 'utf8');
  const [, lines] = /```js\n(import[\s\S]*?)```/.exec(guide)!;
  const backend = await startBackend(test);
  backend.clock.now = Date.parse(after(5));
  const proof = await sealConsent(draftOf({ id: createConsentId() }), undefined);
  const heard: Decided[] = [];
  const consent = {
    record: { proof, text: shown },
    addEventListener: (_: string, listen: Decided) => heard.push(listen),
  };
  const run = runInThisContext(
    `(createClient, createConsents, api, structure, getToken, consent) => {${lines!.replace(/^import .*$/gm, '')} return consents; }`,
  ) as (...given: unknown[]) => Consents;
  const create = (options: ClientOptions) =>
    createClient({
      ...options,
      storage: 'memory',
      fetch: backend.fetch,
      now: () => backend.clock.now,
      getPerson: () => 'nora',
    });
  const consents = run(
    create,
    createConsents,
    'https://agenda.test',
    settings.id,
    () => backend.token('delegate'),
    consent,
  );
  const kept: Promise<unknown>[] = [];
  heard[0]!({ waitUntil: (promise) => void kept.push(promise) });
  await Promise.all(kept);
  assert.equal(kept.length, 1);
  assert.deepEqual(await consents.check({ id: proof.id, hash: proof.seal.hash }), { known: true });
});
