import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Action, ActionList, FigureList } from '@relais/model';
import { verifyLog } from '../../../packages/server/src/verify-log.ts';
import { assertChain, bearer, openBackend } from '../support/backend.ts';
import type { OrProblem, TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';

const screening = {
  ...{ kind: 'prevention', mission: 'prevention', on: '2026-11-02', title: 'Dépistage rénal, marché de Brume' },
  ...{ sheet: 'Fiche 4', reached: 42, attendees: 5, evidence: 'https://fichiers.cpts.example/rein.pdf' },
};

describeEngines('the log of actions', (engine) => {
  let backend: TestBackend;
  let coordinator: Record<string, string>;
  before(async () => {
    backend = await openBackend(engine);
    coordinator = bearer(await backend.token('coordinator'));
  });
  after(async () => {
    await assertChain(backend.store);
    await backend.close();
  });

  const declare = (body: object) => backend.call<OrProblem<Action>>('POST', '/actions', body, coordinator);
  const list = async (query = '') =>
    (await backend.call<ActionList>('GET', `/actions${query}`, undefined, coordinator)).body.actions;

  it('keeps what is declared, counts it as declared, and has no word of it in the log', async () => {
    const { status, body } = await declare(screening);
    assert.equal(status, 201, JSON.stringify(body));
    assert.deepEqual(
      (await list()).map(({ title, reached }) => [title, reached]),
      [[screening.title, 42]],
    );
    const path = '/figures?indicators=ACI-V1,STF-01&from=2026-11-01&to=2026-11-09';
    const { figures } = (await backend.call<FigureList>('GET', path, undefined, coordinator)).body;
    assert.deepEqual(
      figures.map(({ source, numerator }) => [source, numerator]),
      [
        ['declared', 1],
        ['declared', 0],
      ],
    );
    const rows = await backend.store.db.selectFrom('event').select('data').orderBy('sequence').execute();
    assert.ok(!rows.some(({ data }) => /Brume|fichiers/.test(data) && data.includes('prevention')));
  });

  it('puts an entry right by another, once; the first stays to be read', async () => {
    const [first] = await list();
    const right = await declare({ ...screening, on: '2026-11-03', corrects: first!.id });
    assert.equal(right.status, 201);
    const found = await list();
    assert.deepEqual(
      found.map(({ on, correctedBy }) => [on, correctedBy]),
      [
        ['2026-11-03', undefined],
        ['2026-11-02', right.body.id],
      ],
    );
    assert.equal((await declare({ ...screening, corrects: first!.id })).status, 400);
    assert.equal((await declare({ ...screening, corrects: 'nobody' })).status, 404);
    const path = '/figures?indicators=ACI-V1&from=2026-11-01&to=2026-11-09';
    const { figures } = (await backend.call<FigureList>('GET', path, undefined, coordinator)).body;
    assert.deepEqual([figures[0]?.numerator, figures[0]?.excluded.erroneous], [1, null]);
    assert.ok((await verifyLog(backend.store.db)).ok);
  });

  it('refuses days to come, numbers below none and times the wrong way round', async () => {
    for (const change of [{ on: '2099-01-01' }, { reached: -1 }, { reached: 1e12 }, { kind: 'party' }, { title: '' }]) {
      const { status, body } = await declare({ ...screening, ...change });
      assert.deepEqual([status, body.code], [400, 'invalid-request'], JSON.stringify(change));
    }
    const wrong = await backend.call('GET', '/actions?from=2026-11-09&to=2026-01-01', undefined, coordinator);
    assert.equal(wrong.status, 400);
  });
});
