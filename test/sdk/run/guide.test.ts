import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { runInThisContext } from 'node:vm';
import { createClient } from '@relais/sdk';
import { createRuns } from '@relais/sdk/run';
import { toInstant } from '@relais/model';
import { createQuickSleep } from '../support/clock.ts';
import { sqlite } from '../../server/support/engines.ts';
import { answered, openRunStage, PROTOCOL } from '../../server/support/run-stage.ts';
import type { RunStage } from '../../server/support/run-stage.ts';
import { STRUCTURE } from '../../server/support/territory.ts';

function clientOf(stage: RunStage, { rpps }: { readonly rpps: string }) {
  return createClient({
    api: 'http://relais.test',
    structure: STRUCTURE,
    storage: 'memory',
    now: () => stage.backend.clock.now,
    getToken: () => stage.tokenOf(rpps),
    getPerson: () => rpps,
    fetch: (request) => stage.app.fetch(request),
    sleep: createQuickSleep().sleep,
  });
}

it('The lines of the guide take a run from its start to its end', async (test) => {
  const guide = readFileSync(new URL('../../../docs/protocol/README.md', import.meta.url), 'utf8');
  const [, lines] = /```js\n(import[\s\S]*?)```/.exec(guide)!;
  const stage = await openRunStage(sqlite);
  test.after(() => stage.close());
  const patient = stage.createPatient();
  await patient.consents();
  const client = clientOf(stage, stage.ida);
  const at = toInstant(stage.backend.clock.now);
  const given = {
    ...(await answered({ 'od.rf.breath': true })),
    ...{ createRuns, client, protocol: PROTOCOL.id, version: PROTOCOL.version, startedAt: at, endedAt: at },
    patient: stage.startOf(patient.id).patient,
  };
  const body = lines!.replace(/^import .*$/gm, '');
  const run = runInThisContext(`async ({ ${Object.keys(given).join(', ')} }) => {${body} return runs.read(id); }`) as (
    names: typeof given,
  ) => Promise<{ outcome: string; alerts: { acknowledgedAt?: string }[] }>;
  const { outcome, alerts } = await run(given);
  assert.equal(outcome, 'redirected');
  assert.ok(alerts[0]?.acknowledgedAt);
});

it('The lines of the guide comment, countersign and review a run as its délégant', async (test) => {
  const guide = readFileSync(new URL('../../../docs/protocol/README.md', import.meta.url), 'utf8');
  const [, lines] = /```js\n(const \{ runs: listed[\s\S]*?)```/.exec(guide)!;
  const stage = await openRunStage(sqlite);
  test.after(() => stage.close());
  const { id } = await stage.begin();
  await stage.save(id, {}, { evaluation: { ...(await answered()).evaluation, level: 'none' } });
  await stage.end(id, 2, {});
  const runs = createRuns(clientOf(stage, stage.first));
  const act = runInThisContext(`async ({ runs, id, protocol }) => {${lines!}}`) as (names: object) => Promise<void>;
  await act({ runs, id, protocol: PROTOCOL.id });
  const { comments, countersignedAt, review } = await runs.read(id);
  assert.equal(comments[0]?.text, 'Bonne démarche.');
  assert.ok(countersignedAt);
  assert.equal(review?.resolved?.counts, true);
});
