import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { AciContract, FigureList, KeptContract, PaymentHelp, Problem } from '@relais/model';
import { write } from '../../../packages/server/src/core/write/write.ts';
import { verifyLog } from '../../../packages/server/src/verify-log.ts';
import { bearer, openBackend } from '../support/backend.ts';
import type { TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { STRUCTURE } from '../support/territory.ts';

const YEAR = { from: '2026-01-01', to: '2026-12-31' };

const contract: AciContract = {
  formatVersion: 'relais-contract/1',
  periods: [
    {
      ...YEAR,
      size: 'from40000',
      missions: [
        {
          ...{ mission: 'access', fixed: 2_000_000, variable: 1_000_001 },
          indicators: [
            { indicator: 'SNP-01', weight: 50, target: 40 },
            { indicator: 'SNP-08', weight: 30, baseline: 20, target: 5 },
            { indicator: 'ACI-A1', weight: 20, target: 60, typed: { value: 30, source: 'Tableau de la caisse' } },
          ],
        },
        {
          ...{ mission: 'pathways', fixed: 500_000, variable: 400_000 },
          indicators: [{ indicator: 'ACI-P2', weight: 100, target: 50 }],
        },
      ],
    },
    { ...{ from: '2027-01-01', to: '2027-12-31', size: 'from40000' }, missions: [] },
  ],
};

type Refusal = Problem & { readonly revision?: number; readonly faults?: readonly { readonly path: string }[] };

describeEngines('the contract of the ACI', (engine) => {
  let backend: TestBackend;
  let coordinator: Record<string, string>;
  let admin: Record<string, string>;

  before(async () => {
    backend = await openBackend(engine);
    backend.clock.now = Date.parse('2026-11-30T09:00:00Z');
    coordinator = bearer(await backend.token('coordinator'));
    admin = bearer(await backend.token('structureAdmin'));
    await requests(0, 20);
  });
  after(() => backend.close());

  /** Requests of different patients, in October. */
  async function requests(from: number, to: number): Promise<void> {
    for (let index = from; index < to; index += 1)
      await write(backend.context, STRUCTURE, (writing) => {
        writing.record({
          ...({ type: 'intake.recorded', subject: `intake-${index}`, actor: 'professional:1' } as const),
          data: { entryPoint: 'nurse', startedAt: '2026-10-11T08:00:00Z', outcome: 'redirected' },
          person: { patient: `patient-${index}`, age: 50 },
        });
        return Promise.resolve();
      });
  }

  const read = (query = '', headers = coordinator) =>
    backend.call<KeptContract>('GET', `/settings/contract${query}`, undefined, headers);
  const save = (base: number, whole: AciContract, headers = coordinator) =>
    backend.call<Refusal & { readonly version: number }>(
      'PUT',
      '/settings/contract',
      { base, contract: whole },
      headers,
    );
  const pay = (query = '') =>
    backend.call<PaymentHelp & Refusal>('GET', `/contract-payment${query}`, undefined, coordinator);

  const withFixed = (fixed: number): AciContract => ({
    ...contract,
    periods: contract.periods.map((period) => ({
      ...period,
      missions: period.missions.map((mission) => ({ ...mission, fixed })),
    })),
  });

  it('is empty before anybody has typed it, and then says nothing of any payment', async () => {
    const { status, body } = await read();
    assert.deepEqual(
      [status, body],
      [200, { version: 0, contract: { formatVersion: 'relais-contract/1', periods: [] }, versions: [] }],
    );
    const silent = await pay();
    assert.deepEqual([silent.status, silent.body.code], [404, 'contract-silent']);
  });

  it('is refused with everything that is wrong with it, and nothing of it is kept', async () => {
    const [first] = contract.periods;
    const [mission] = first!.missions;
    const wrong: AciContract = {
      ...contract,
      periods: [
        first!,
        { ...first!, missions: [{ ...mission!, indicators: [{ indicator: 'ACI-Z9', weight: 99, target: 1 }] }] },
      ],
    };
    const { status, body } = await save(0, wrong);
    assert.deepEqual(
      [status, body.code, body.faults?.map(({ path }) => path)],
      [
        400,
        'invalid-request',
        ['periods.1.from', 'periods.1.missions.0.indicators', 'periods.1.missions.0.indicators.0.indicator'],
      ],
    );
    assert.equal((await read()).body.version, 0);
  });

  it('is kept by version, and whoever made theirs from an earlier one is told', async () => {
    assert.deepEqual((await save(0, contract)).body, { version: 1 });
    const late = await save(0, withFixed(1), admin);
    assert.deepEqual([late.status, late.body.code, late.body.revision], [409, 'contract-changed', 1]);
    assert.deepEqual((await read()).body.contract, contract);
    // The same again, as after an answer that never came, is no change and no conflict.
    assert.deepEqual((await save(0, contract)).body, { version: 1 });
    assert.deepEqual((await save(1, withFixed(3), admin)).body, { version: 2 });
    assert.deepEqual((await save(2, contract)).body, { version: 3 });
    const { body } = await read();
    assert.deepEqual([body.version, body.versions.map(({ version }) => version)], [3, [3, 2, 1]]);
    assert.equal((await read('?version=2')).body.contract.periods[0]?.missions[0]?.fixed, 3);
    for (const version of ['4', '0', 'x', '1e1'])
      assert.equal((await read(`?version=${version}`)).status, 404, version);
  });

  it('of two who save at once takes one', async () => {
    const both = await Promise.all([save(3, withFixed(5)), save(3, withFixed(7), admin)]);
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409]);
    assert.deepEqual((await save(4, contract)).body, { version: 5 });
  });

  it('says fixed + variable × attainment, by the figures its readers see', async () => {
    const { status, body } = await pay();
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual(
      [body.version, body.from, body.to, body.until, body.size],
      [5, YEAR.from, YEAR.to, '2026-11-30', 'from40000'],
    );
    const [access, pathways] = body.missions;
    const states = access!.lines.map(({ indicator, state, share, amount }) => [indicator, state, share, amount]);
    assert.deepEqual(states, [
      // Twenty requests of forty wanted.
      ['SNP-01', 'counted', 500_000, 250_000],
      // Nobody of twenty gave up: beyond the target.
      ['SNP-08', 'counted', 300_000, 300_000],
      ['ACI-A1', 'typed', 200_001, 100_000],
    ]);
    assert.deepEqual([access!.least, access!.most], [2_650_000, 2_650_000]);
    const query = `indicators=SNP-08&from=2026-01-01&to=2026-11-30`;
    const figures = await backend.call<FigureList>('GET', `/figures?${query}`, undefined, coordinator);
    assert.deepEqual(access!.lines[1]?.figure, figures.body.figures[0]);
    // Nobody was included in any protocol.
    assert.deepEqual([pathways!.lines[0]?.amount, pathways!.least, pathways!.most], [0, 500_000, 500_000]);
    assert.deepEqual([body.fixed, body.variable, body.least, body.most], [2_500_000, 1_400_001, 3_150_000, 3_150_000]);
  });

  it('of a period that has not begun knows nothing, and of a day outside of all says so', async () => {
    const { body } = await pay('?on=2027-06-01');
    assert.deepEqual([body.from, body.until, body.missions, body.most], ['2027-01-01', undefined, [], 0]);
    assert.equal((await pay('?on=2030-01-01')).body.code, 'contract-silent');
    assert.equal((await pay('?on=2026-02-30')).body.code, 'invalid-request');
  });

  it('says nothing of a hidden figure: what few patients did changes no amount, no range and no share', async () => {
    const short: AciContract = {
      formatVersion: 'relais-contract/1',
      periods: [
        {
          ...{ from: '2026-11-01', to: '2026-11-30', size: 'under40000' },
          missions: [
            {
              ...{ mission: 'access', fixed: 100_000, variable: 900_000 },
              indicators: [
                { indicator: 'SNP-01', weight: 70, target: 3 },
                { indicator: 'SNP-19', weight: 30, target: 50 },
              ],
            },
          ],
        },
      ],
    };
    await save((await read()).body.version, short);
    const seen = async () => {
      const { missions, least, most } = (await pay()).body;
      return { missions, least, most };
    };
    const record = (index: number) =>
      write(backend.context, STRUCTURE, (writing) => {
        writing.record({
          ...({ type: 'intake.recorded', subject: `few-${index}`, actor: 'professional:1' } as const),
          data: { entryPoint: 'nurse', startedAt: '2026-11-12T08:00:00Z', outcome: 'redirected' },
          person: { patient: `few-${index}`, age: 50, attendingDoctor: 'none' },
        });
        return Promise.resolve();
      });
    await record(1);
    const one = await seen();
    assert.deepEqual(
      one.missions[0]?.lines.map(({ amount, attainment }) => [amount, attainment]),
      [
        [null, null],
        [null, null],
      ],
    );
    assert.deepEqual([one.least, one.most], [100_000, 1_000_000]);
    for (const index of [2, 3, 4]) {
      await record(index);
      assert.deepEqual(await seen(), one, `with ${index} patients`);
    }
    // A target put anywhere else asks the hidden figure nothing, either.
    for (const target of [1, 2, 4]) {
      const { body } = await read();
      const [period] = body.contract.periods;
      const [mission] = period!.missions;
      const indicators = mission!.indicators.map((one) => (one.indicator === 'SNP-01' ? { ...one, target } : one));
      const rules = indicators.map((one) => ({ ...one, rule: 'reached' as const }));
      const probing = { ...short, periods: [{ ...period!, missions: [{ ...mission!, indicators: rules }] }] };
      assert.equal((await save(body.version, probing)).status, 200);
      const { least, most } = await seen();
      assert.deepEqual([least, most], [100_000, 1_000_000], `with a target of ${target}`);
    }
  });

  it('is imported from a file as other settings are', async () => {
    const { importDocument } = await import('../../../packages/server/src/import-document.ts');
    const brought = { ...contract, illustrative: true as const };
    const done = await importDocument(backend.context, brought, 'system', STRUCTURE);
    assert.deepEqual([done.kind, done.changed], ['contract', true]);
    assert.equal((await read()).body.contract.illustrative, true);
    assert.equal((await pay()).body.illustrative, true);
  });

  it('stands in no row of the log but by its version, and the log still verifies', async () => {
    const rows = await backend.store.db
      .selectFrom('event')
      .select('data')
      .where('type', '=', 'contract.imported')
      .execute();
    assert.ok(rows.length > 5);
    for (const { data } of rows) assert.doesNotMatch(data, /2000000|caisse|ACI-A1/);
    // The requests of this test were written to the log alone.
    const { differences } = await verifyLog(backend.store.db);
    assert.deepEqual(
      differences.filter(({ table }) => table !== 'intake'),
      [],
    );
  });
});
