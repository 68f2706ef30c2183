import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { FigureExport, FigureList, FigureSettings, IndicatorRegistry, Problem } from '@relais/model';
import { rebuildFigures, verifyExports } from '../../../packages/server/src/indicators/index.ts';
import { write } from '../../../packages/server/src/core/write/write.ts';
import { verifyLog } from '../../../packages/server/src/verify-log.ts';
import { bearer, openBackend } from '../support/backend.ts';
import type { OrProblem, TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { STRUCTURE } from '../support/territory.ts';

const THIRD_QUARTER = { from: '2026-07-01', to: '2026-09-30' };

describeEngines('the rules of figures', (engine) => {
  let backend: TestBackend;
  let coordinator: Record<string, string>;
  let admin: Record<string, string>;

  before(async () => {
    backend = await openBackend(engine);
    backend.clock.now = Date.parse('2026-12-15T09:00:00Z');
    coordinator = bearer(await backend.token('coordinator'));
    admin = bearer(await backend.token('structureAdmin'));
    // Twelve children, nine of 15 to 17, thirty adults; seven come to the nurse, the others to the secretary.
    for (let index = 0; index < 51; index += 1) await request(index, index < 12 ? 9 : index < 21 ? 16 : 50);
  });
  after(() => backend.close());

  function request(index: number, age: number): Promise<void> {
    return write(backend.context, STRUCTURE, (writing) => {
      writing.record({
        ...({ type: 'intake.recorded', subject: `intake-${index}`, actor: 'professional:1' } as const),
        data: {
          entryPoint: index % 8 === 0 ? 'nurse' : 'secretary',
          startedAt: `2026-${index % 2 ? '08' : '09'}-11T08:00:00Z`,
          outcome: 'redirected',
        },
        person: { patient: `patient-${index}`, age },
      });
      return Promise.resolve();
    });
  }

  const put = (settings: object, headers = admin) =>
    backend.call<Problem & { faults?: { path: string; accepted?: string }[] }>(
      'PUT',
      '/settings/figures',
      settings,
      headers,
    );
  const decide = async (settings: Omit<FigureSettings, 'formatVersion'>) =>
    assert.equal((await put({ formatVersion: 'relais-figures/1', ...settings })).status, 204);

  async function cells(split: string): Promise<Record<string, number | null>> {
    const query = `indicators=SNP-01&from=${THIRD_QUARTER.from}&to=${THIRD_QUARTER.to}&by=${split}`;
    const { body } = await backend.call<FigureList>('GET', `/figures?${query}`, undefined, coordinator);
    return Object.fromEntries(body.figures[0]!.cells!.map(({ key, numerator }) => [key[0]!, numerator]));
  }

  const take = async (by: string) =>
    (
      await backend.call<FigureExport>(
        'POST',
        '/figure-exports',
        { indicators: ['SNP-01'], ...THIRD_QUARTER, ...(by && { by: [by] }) },
        coordinator,
      )
    ).body;

  const verify = async (exports: readonly FigureExport[]) =>
    (await verifyExports(backend.store.db, backend.context.secrets, exports)).map(({ ok, differing }) => [
      ok,
      ...differing,
    ]);

  it('say how many patients it takes and which age bands there are, and change what is counted before and after', async () => {
    assert.equal((await backend.call('GET', '/settings/figures', undefined, admin)).status, 404);
    assert.deepEqual(await cells('origin'), { nurse: 7, secretary: 44 });
    assert.deepEqual(await cells('ageBand'), { '2-14': 12, '15-44': 9, '45-64': 30 });
    const before = [await take('origin'), await take('ageBand'), await take('')];
    assert.deepEqual(
      before.map(({ rules }) => [rules?.smallestCell, rules?.ageBands.join(), rules?.earlierAgeBands]),
      Array(3).fill([5, '0,2,15,45,65,75', undefined]),
    );

    await decide({ smallestCell: 11 });
    assert.deepEqual(await cells('origin'), { nurse: null, secretary: null });
    const registry = async () =>
      (await backend.call<IndicatorRegistry>('GET', '/indicators', undefined, coordinator)).body;
    assert.deepEqual([(await registry()).smallest, (await registry()).ageBands.join()], [11, '0,2,15,45,65,75']);
    const coarser = [await take('origin'), await take('ageBand')];
    assert.equal(coarser[0]!.rules?.smallestCell, 11);

    await decide({ ageBands: [0, 18, 75] });
    assert.deepEqual((await registry()).ageBands, [0, 18, 75]);
    // The quarter was over before the change: the bands are told, since both together leave nobody alone.
    assert.deepEqual(await cells('ageBand'), { '0-17': 21, '18-74': 30 });
    const other = await take('ageBand');
    assert.deepEqual(
      [other.rules?.ageBands, other.rules?.earlierAgeBands],
      [[0, 18, 75], [{ ageBands: [0, 2, 15, 45, 65, 75], until: '2026-12-15' }]],
    );

    assert.deepEqual(await verify([...before, ...coarser, other]), Array(6).fill([true]));
    const changed = structuredClone(coarser[0]!);
    changed.rules!.smallestCell = 5;
    assert.equal((await verify([changed]))[0]![0], false);

    const { differences } = await rebuildFigures(backend.store, STRUCTURE);
    assert.equal(differences, 0);
    assert.deepEqual(await cells('ageBand'), { '0-17': 21, '18-74': 30 });
    const wrong = (await verifyLog(backend.store.db)).differences.filter(({ table }) => table === 'fact_record');
    assert.deepEqual(wrong, []);
  });

  it('refuse a filter by a band that is not in force, and say which are', async () => {
    const query = `indicators=SNP-01&from=${THIRD_QUARTER.from}&to=${THIRD_QUARTER.to}`;
    const asked = (band: string) =>
      backend.call<OrProblem<FigureList>>('GET', `/figures?${query}&ageBand=${band}`, undefined, coordinator);
    const refused = await asked('2-14');
    assert.deepEqual(
      [refused.status, (refused.body as { faults?: unknown[] }).faults?.[0]],
      [400, { path: 'ageBand', message: 'names a band that is not in force', accepted: '0-17, 18-74, 75+, unknown' }],
    );
    assert.equal((await asked('0-17')).body.figures[0]?.numerator, 21);
  });

  it('are never fewer than five patients, and bands that cover every age once', async () => {
    const wrong: [object, string][] = [
      [{ smallestCell: 4 }, 'smallestCell'],
      [{ smallestCell: 51 }, 'smallestCell'],
      [{ smallestCell: 5.5 }, 'smallestCell'],
      [{ smallestCell: '11' }, 'smallestCell'],
      [{ ageBands: [2, 15] }, 'ageBands'],
      [{ ageBands: [0, 15, 15] }, 'ageBands'],
      [{ ageBands: [0, 75, 65] }, 'ageBands'],
      [{ ageBands: [0] }, 'ageBands'],
      [{ ageBands: [] }, 'ageBands'],
      [{ ageBands: [0, 1.5] }, 'ageBands.1'],
      [{ ageBands: [0, 121] }, 'ageBands.1'],
      [{ ageBands: [0, 1e308] }, 'ageBands.1'],
      [{ ageBands: Array.from({ length: 21 }, (_, age) => age) }, 'ageBands'],
      [{ smallestcell: 11 }, 'smallestcell'],
    ];
    for (const [settings, path] of wrong) {
      const { status, body } = await put({ formatVersion: 'relais-figures/1', ...settings });
      const said = JSON.stringify([settings, body]);
      assert.deepEqual([status, body.faults?.[0]?.path], [400, path], said);
      assert.ok(body.faults?.[0]?.accepted, said);
    }
    const kept = await backend.call<FigureSettings>('GET', '/settings/figures', undefined, admin);
    assert.deepEqual(kept.body, { formatVersion: 'relais-figures/1', ageBands: [0, 18, 75] });
    assert.equal((await put({ formatVersion: 'relais-figures/1' }, coordinator)).status, 403);
  });

  it('change what is shown at once, as often as they are changed', async () => {
    await decide({ smallestCell: 11, ageBands: [0, 18, 75] });
    assert.deepEqual(await cells('origin'), { nurse: null, secretary: null });
    await decide({ smallestCell: 5, ageBands: [0, 18, 75] });
    assert.deepEqual(await cells('origin'), { nurse: 7, secretary: 44 });
  });
});
