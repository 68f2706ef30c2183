import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { indicatorDefinitions } from '@relais/engine/indicators';
import { readMeasureBundle } from '@relais/engine/indicators/files';
import type {
  ExportFileCheck,
  FigureExport,
  FigureLines,
  FigureList,
  IndicatorRegistry,
  PublicFigures,
  Publication,
  PublicationList,
  MeasureCollection,
} from '@relais/model';
import { followLogs, rebuildFigures, verifyExports } from '../../../packages/server/src/indicators/index.ts';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { write } from '../../../packages/server/src/core/write/write.ts';
import { verifyLog } from '../../../packages/server/src/verify-log.ts';
import { createContext } from '../../../packages/server/src/create-context.ts';
import { bearer, openBackend, SECRET } from '../support/backend.ts';
import type { OrProblem, TestBackend } from '../support/backend.ts';
import { createDeskSettings } from '../support/desk.ts';
import { describeEngines } from '../support/engines.ts';
import { STRUCTURE } from '../support/territory.ts';

const SITE = 'https://cpts.example';

describeEngines('figures', (engine) => {
  let backend: TestBackend;
  let coordinator: Record<string, string>;
  let admin: Record<string, string>;

  before(async () => {
    backend = await openBackend(engine);
    await importDocument(backend.context, createDeskSettings(), 'test', STRUCTURE);
    backend.clock.now = Date.parse('2026-12-15T09:00:00Z');
    coordinator = bearer(await backend.token('coordinator'));
    admin = bearer(await backend.token('structureAdmin'));
    // Eight requests in August, twelve in September, of a dozen patients.
    for (let index = 0; index < 20; index += 1) await request(index, index < 8 ? '2026-08-11' : '2026-09-15');
  });
  after(() => backend.close());

  async function request(index: number, day: string): Promise<void> {
    await write(backend.context, STRUCTURE, (writing) => {
      writing.record({
        type: 'intake.recorded',
        subject: `intake-${index}`,
        actor: 'professional:1',
        data: {
          entryPoint: index % 2 ? 'nurse' : 'secretary',
          startedAt: `${day}T08:00:00Z`,
          reason: index === 19 ? 'rare' : 'cough',
          outcome: 'redirected',
          target: 'dentist',
        },
        person: { patient: `patient-${index % 12}`, age: 40, commune: 'Vallon' },
      });
      return Promise.resolve();
    });
  }

  const figures = async (query: string, headers = coordinator) =>
    backend.call<OrProblem<FigureList>>('GET', `/figures?${query}`, undefined, headers);

  /** Of the log alone: the requests of this test have no rows of their own. */
  async function falseRecords(): Promise<string[]> {
    const { differences } = await verifyLog(backend.store.db);
    return differences.filter(({ table }) => table === 'fact_record').map(({ id }) => id);
  }

  it('reads the registry of all that can be counted, with what is not', async () => {
    const { body } = await backend.call<IndicatorRegistry>('GET', '/indicators', undefined, coordinator);
    assert.equal(body.indicators.length, 67);
    assert.ok(body.indicators.every(({ source, absence }) => source !== 'notMeasured' || absence !== undefined));
    assert.equal(body.labels.reason?.['cough'] !== undefined, true);
  });

  it('counts what has just happened, and says up to which row of the log', async () => {
    const { body } = await figures('indicators=SNP-01,SNP-12&from=2026-08-01&to=2026-09-30');
    const head = await backend.store.db.selectFrom('structure').selectAll().executeTakeFirstOrThrow();
    assert.deepEqual(
      body.figures.map(({ numerator }) => numerator),
      [20, 20],
    );
    const { sequence, hash, behind, asOf } = body.freshness;
    assert.deepEqual([sequence, hash, behind], [head.sequence, head.hash, 0]);
    assert.equal(asOf, '2026-12-15T09:00:00Z');
  });

  it('splits by month, and by what requests say in quarters that are over', async () => {
    const byMonth = await figures('indicators=SNP-01&from=2026-08-01&to=2026-09-30&by=month');
    assert.deepEqual(
      byMonth.body.figures[0]?.cells?.map(({ key, numerator }) => [key[0], numerator]),
      [
        ['2026-08-01', 8],
        ['2026-09-01', 12],
      ],
    );
    const byOrigin = await figures('indicators=SNP-01&from=2026-07-01&to=2026-09-30&by=origin');
    assert.deepEqual(
      byOrigin.body.figures[0]?.cells?.map(({ key, numerator }) => [key[0], numerator]),
      [
        ['nurse', 10],
        ['secretary', 10],
      ],
    );
  });

  it('hides what few patients stand behind, with its line, and refuses what makes it', async () => {
    const { body } = await figures('indicators=SNP-01&from=2026-07-01&to=2026-09-30&by=reason');
    assert.deepEqual(
      body.figures[0]?.cells?.map(({ hidden, value }) => [hidden, value]),
      [
        ['small-cell', null],
        ['small-cell', null],
      ],
    );
    const path = '/figures/SNP-01/lines?from=2026-07-01&to=2026-09-30';
    const lines = await backend.call<FigureLines>('GET', path, undefined, coordinator);
    assert.deepEqual([lines.body.total, lines.body.lines.length], [20, 20]);
    assert.ok(!JSON.stringify(lines.body).includes('patient-'), 'no pseudonym');
    assert.ok(!JSON.stringify(lines.body).includes('Vallon'), 'no commune');
    const rare = await backend.call<OrProblem<FigureLines>>('GET', `${path}&reason=rare`, undefined, coordinator);
    assert.deepEqual([rare.status, rare.body.code], [403, 'figure-hidden']);
    const absent = await backend.call<OrProblem<FigureLines>>('GET', '/figures/WL-01/lines', undefined, coordinator);
    assert.deepEqual([absent.status, absent.body.code], [404, 'figure-not-measured']);
  });

  it('gives lines neither by what says who somebody is, nor, to the coordinator, with what tells one from another', async () => {
    const path = '/figures/SNP-01/lines?from=2026-07-01&to=2026-09-30';
    for (const name of ['commune', 'ageBand', 'sex', 'attendingDoctor', 'professional']) {
      const { status, body } = await backend.call<OrProblem<FigureLines>>(
        ...(['GET', `${path}&${name}=Vallon`, undefined, admin] as const),
      );
      assert.deepEqual([status, (body['faults'] as { path: string }[])[0]?.path], [400, name]);
    }
    const rowsFor = async (headers: Record<string, string>) =>
      (await backend.call<FigureLines>('GET', path, undefined, headers)).body.lines.filter(({ events }) => events)
        .length;
    assert.deepEqual([await rowsFor(coordinator), await rowsFor(admin)], [0, 20]);
    assert.equal(await rowsFor(bearer(await backend.token('dpo'))), 20);
  });

  it('says what is wrong with what it is asked, and what it accepts', async () => {
    const wrong = [
      ['from=2026-01-01', 'indicators'],
      ['indicators=NOPE-1', 'indicators'],
      ['indicators=SNP-01&from=2026-09-01&to=2026-08-01', 'to'],
      ['indicators=SNP-01&to=2099-01-01', 'to'],
      ['indicators=SNP-01&from=0001-01-01', 'from'],
      ['indicators=SNP-01&from=2026-02-30', 'from'],
      ['indicators=SNP-01&by=moon', 'by'],
      ['indicators=SNP-01&by=month,reason', 'by'],
      ['indicators=SNP-01&by=origin,reason&commune=Vallon', 'by'],
      ['indicators=SNP-01&protocol=odynophagie', 'protocol'],
      ['indicators=SNP-01&compare=never', 'compare'],
      ['indicators=SNP-01&from=2000-01-01&to=2026-01-01&by=day', 'by'],
    ] as const;
    for (const [query, path] of wrong) {
      const { status, body } = await figures(query);
      assert.equal(status, 400, query);
      const faults = body['faults'] as { path: string; accepted?: string }[];
      assert.ok(
        faults.some((fault) => fault.path === path && fault.accepted !== undefined),
        `${query}: ${JSON.stringify(faults)}`,
      );
    }
  });

  it('has the same records when they are made anew from the log', async () => {
    const all = `indicators=${indicatorDefinitions
      .filter(({ source }) => source === 'measured')
      .slice(0, 20)
      .map(({ id }) => id)
      .join()}`;
    await followLogs(backend.context);
    const before = await figures(`${all}&from=2026-01-01&to=2026-12-15`);
    const rebuilt = await rebuildFigures(backend.store, STRUCTURE);
    assert.deepEqual([rebuilt.differences, rebuilt.records], [0, 20]);
    assert.deepEqual(await falseRecords(), []);
    assert.deepEqual((await figures(`${all}&from=2026-01-01&to=2026-12-15`)).body.figures, before.body.figures);
  });

  it('tells when somebody has changed a record', async () => {
    await followLogs(backend.context);
    const where = backend.store.db.selectFrom('fact_record').selectAll().where('id', '=', 'intake:intake-3');
    const { body } = await where.executeTakeFirstOrThrow();
    const set = (text: string) =>
      backend.store.db.updateTable('fact_record').set({ body: text }).where('id', '=', 'intake:intake-3').execute();
    await set(body.replace('dentist', 'samu'));
    assert.deepEqual(await falseRecords(), ['intake:intake-3']);
    assert.equal((await rebuildFigures(backend.store, STRUCTURE)).differences, 1);
    assert.deepEqual(await falseRecords(), []);
  });

  it('exports figures under a seal that one changed digit breaks', async () => {
    const query = { indicators: ['SNP-01', 'SNP-12'], from: '2026-07-01', to: '2026-09-30', by: ['origin'] };
    const { status, body } = await backend.call<FigureExport>('POST', '/figure-exports', query, coordinator);
    assert.equal(status, 200, JSON.stringify(body));
    const check = async (file: FigureExport) => {
      const { sealed, inLog } = (
        await backend.call<ExportFileCheck>(
          'POST',
          '/export-files/check',
          { content: Buffer.from(JSON.stringify(file)).toString('base64') },
          coordinator,
        )
      ).body;
      return { sealed, inLog };
    };
    assert.deepEqual(await check(body), { sealed: true, inLog: true });
    const { db } = backend.store;
    const { secrets } = backend.context;
    assert.deepEqual((await verifyExports(db, secrets, [body]))[0], {
      ...{ sealed: true, inLog: true, ok: true, differing: [] },
    });
    const changed = structuredClone(body);
    changed.figures[1]!.cells![0]!.numerator = 11;
    assert.deepEqual(await check(changed), { sealed: false, inLog: true });
    const [found] = await verifyExports(db, secrets, [changed]);
    assert.deepEqual([found?.ok, found?.differing], [false, ['SNP-12']]);
    const measures = (exports: FigureExport[]) =>
      backend.call<OrProblem<MeasureCollection>>('POST', '/figure-exports/measures', { exports }, coordinator);
    const written = await measures([body]);
    assert.deepEqual(readMeasureBundle(JSON.stringify(written.body)), { files: [body], isIntact: true });
    const refused = await measures([body, changed]);
    assert.deepEqual(
      [refused.status, (refused.body as { faults?: { path: string }[] }).faults?.[0]?.path],
      [400, 'exports[1].seal'],
    );
    const moved = { ...body, freshness: { ...body.freshness, hash: 'f'.repeat(64) } };
    assert.deepEqual(await check(moved), { sealed: false, inLog: false });
    const logged = await db
      .selectFrom('event')
      .select('data')
      .where('type', '=', 'figures.exported')
      .orderBy('sequence')
      .execute();
    assert.equal(logged.length, 1);
  });

  it('publishes chosen figures on chosen sites, of months that are over', async () => {
    const publication = { label: 'Accueil', indicators: ['SNP-01'], origins: [SITE] };
    const made = await backend.call<Publication>('POST', '/figure-publications', publication, admin);
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const { key } = made.body;
    const read = (query: string, origin = SITE) =>
      backend.call<OrProblem<PublicFigures>>('GET', `/public-figures?key=${key}${query}`, undefined, { origin });
    const { body } = await read('&from=2026-08-01&to=2026-09-30');
    assert.deepEqual([body.figures[0]?.numerator, body.indicators[0]?.id], [20, 'SNP-01']);
    assert.equal((await read('')).status, 200);
    assert.deepEqual((await read('', 'https://other.example')).status, 403);
    for (const query of ['&indicators=SNP-12', '&from=2026-08-02', '&to=2026-12-31', '&to=2026-09-29']) {
      assert.equal((await read(query)).status, 400, query);
    }
    const wrong = { ...publication, indicators: ['WL-01'] };
    assert.equal((await backend.call('POST', '/figure-publications', wrong, admin)).status, 400);
    const list = await backend.call<PublicationList>('GET', '/figure-publications', undefined, coordinator);
    assert.deepEqual(
      list.body.publications.map((one) => one.key),
      [key],
    );
    assert.equal((await backend.call('POST', `/figure-publications/${key}/end`, undefined, admin)).status, 204);
    assert.equal((await read('')).status, 404);
  });

  it('counts no seats of years before its log, whoever asks for them', async () => {
    const denominatorOf = async (from: string) => {
      const { body } = await figures(`indicators=SNP-04&from=${from}&to=2026-11-30`);
      return body.figures[0]?.denominator;
    };
    assert.ok((await denominatorOf('2026-11-01'))! > 0);
    assert.equal(await denominatorOf('2000-01-01'), await denominatorOf('2026-11-01'));
  });

  it('works a published figure out once a minute, however often it is asked for', async () => {
    const publication = { label: 'Accueil', indicators: ['SNP-04'], origins: [SITE] };
    const { key } = (await backend.call<Publication>('POST', '/figure-publications', publication, admin)).body;
    const read = async () =>
      (await backend.call<PublicFigures>('GET', `/public-figures?key=${key}`, undefined, { origin: SITE })).body;
    const first = await read();
    await request(100, '2026-11-10');
    assert.equal((await read()).freshness.sequence, first.freshness.sequence);
    backend.clock.now += 61_000;
    assert.ok((await read()).freshness.sequence > first.freshness.sequence);
  });

  it('tells when somebody has changed what is published', async () => {
    const { db } = backend.store;
    const where = db.selectFrom('figure_publication').selectAll().where('ended_at', 'is', null);
    const { key, origins } = await where.executeTakeFirstOrThrow();
    const set = (text: string) =>
      db.updateTable('figure_publication').set({ origins: text }).where('key', '=', key).execute();
    await set('["https://elsewhere.example"]');
    const { differences } = await verifyLog(db);
    assert.deepEqual(
      differences.filter(({ table }) => table === 'figure_publication').map(({ id, log }) => [id, log]),
      [[key, { origins }]],
    );
    await set(origins);
    assert.ok((await verifyLog(db)).differences.every(({ table }) => table !== 'figure_publication'));
  });

  it('loses nothing that comes while records are made anew', async () => {
    const { store } = backend;
    await followLogs(backend.context);
    let isFirst = true;
    // Between reading the log and writing the records: a running backend takes in what comes.
    const between = Object.assign(Object.create(store) as typeof store, {
      snapshot: store.snapshot.bind(store),
      append: (async (work) => {
        if (isFirst) {
          isFirst = false;
          for (const index of [101, 102, 103]) await request(index, '2026-11-10');
          await followLogs(backend.context);
        }
        return store.append(work);
      }) satisfies typeof store.append,
    });
    await rebuildFigures(between, STRUCTURE);
    await request(104, '2026-11-10');
    await followLogs(backend.context);
    assert.deepEqual(await falseRecords(), []);
    const records = await store.db.selectFrom('fact_record').select('id').execute();
    for (const index of [101, 102, 103, 104]) assert.ok(records.some(({ id }) => id === `intake:intake-${index}`));
  });

  it('follows a log that is far ahead, page by page, and says how far behind it is meanwhile', async () => {
    await write(backend.context, STRUCTURE, (writing) => {
      for (let index = 0; index < 3500; index += 1) {
        writing.record({
          type: 'intake.recorded',
          subject: `many-${index}`,
          actor: 'professional:1',
          data: { entryPoint: 'nurse', startedAt: '2026-10-06T08:00:00Z', outcome: 'redirected' },
          person: { patient: `patient-${index}` },
        });
      }
      return Promise.resolve();
    });
    const query = 'indicators=SNP-01&from=2026-10-01&to=2026-10-31';
    assert.ok((await figures(query)).body.freshness.behind >= 3500);
    // Another backend takes it all in, and says so to everybody.
    const { store, clock } = backend;
    await followLogs(createContext({ store, secret: SECRET, clock: () => clock.now }));
    await followLogs(backend.context);
    const { body } = await figures(query);
    assert.deepEqual([body.freshness.behind, body.figures[0]?.numerator], [0, 3500]);
    assert.equal((await rebuildFigures(backend.store, STRUCTURE)).differences, 0);
  });
});
