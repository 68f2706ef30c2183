import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type {
  Action,
  ActionList,
  ActivityReport,
  FigureExport,
  FigureList,
  HistoryImport,
  HistoryImportList,
  HistoryReport,
} from '@relais/model';
import { followLogs, rebuildFigures, verifyExports } from '../../../packages/server/src/indicators/index.ts';
import { verifyReport } from '../../../packages/server/src/activity-report/verify-report.ts';
import { takeReport } from '../../../packages/server/src/activity-report/report.ts';
import { verifyLog } from '../../../packages/server/src/verify-log.ts';
import { assertChain, bearer, openBackend } from '../support/backend.ts';
import type { OrProblem, TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { STRUCTURE } from '../support/territory.ts';

const file = { name: 'journal-2025.xlsx', sha256: 'a1'.repeat(32) };

const dayOfScreening = {
  ...{ on: '14/03/2025', kind: 'Dépistage', mission: 'Prévention', title: 'Dépistage rénal, marché de Brume' },
  ...{ sheet: 'Fiche 4', reached: '42', attendees: '5' },
};
const staff = { on: '45700', kind: 'RCP', mission: 'Qualité', title: 'Réunion plaies' };

const actions = (...cells: object[]) => ({
  ...{ kind: 'actions', file },
  rows: cells.map((one, place) => ({ row: place + 2, cells: one })),
});
const counts = (...cells: object[]) => ({
  ...{ kind: 'counts', file: { ...file, name: 'comptes.csv' } },
  rows: cells.map((one, place) => ({ row: place + 2, cells: one })),
});
const calls2025 = { indicator: 'SNP-01', from: '2025', n: '1 240' };

describeEngines('a history that a structure brings', (engine) => {
  let backend: TestBackend;
  let coordinator: Record<string, string>;
  before(async () => {
    backend = await openBackend(engine);
    coordinator = bearer(await backend.token('coordinator'));
  });
  after(async () => {
    assert.deepEqual((await verifyLog(backend.store.db)).differences, []);
    await assertChain(backend.store);
    await backend.close();
  });

  const take = (body: object) => backend.call<OrProblem<HistoryReport>>('POST', '/history-imports', body, coordinator);
  const undo = (id: string) =>
    backend.call<OrProblem<HistoryImport>>('POST', `/history-imports/${id}/undo`, undefined, coordinator);
  const imports = async () =>
    (await backend.call<HistoryImportList>('GET', '/history-imports', undefined, coordinator)).body.imports;
  const listed = async () =>
    (await backend.call<ActionList>('GET', '/actions?from=2025-01-01', undefined, coordinator)).body.actions;
  const figure = async (indicator: string, rest = 'from=2025-01-01&to=2025-12-31') => {
    const path = `/figures?indicators=${indicator}&${rest}`;
    const { status, body } = await backend.call<FigureList>('GET', path, undefined, coordinator);
    assert.equal(status, 200, JSON.stringify(body));
    return body.figures[0]!;
  };

  it('takes the good lines of a file of actions, marked, and names every other one', async () => {
    const { status, body } = await take(
      actions(dayOfScreening, staff, { ...staff, on: '31/02/2025' }, { ...staff, kind: 'Fête' }, staff),
    );
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual(body.refused, [
      { row: 4, column: 'on', reason: 'not-a-date' },
      { row: 5, column: 'kind', reason: 'unknown-kind' },
      { row: 6, column: 'title', reason: 'twice-in-file' },
    ]);
    assert.deepEqual(
      (await listed()).map(({ title, on, import: from }) => [title, on, from]),
      [
        ['Dépistage rénal, marché de Brume', '2025-03-14', body.import],
        ['Réunion plaies', '2025-02-12', body.import],
      ],
    );
    assert.deepEqual(
      (await imports()).map(({ kind, taken, refused, file: { name } }) => [kind, taken, refused, name]),
      [['actions', 2, 3, 'journal-2025.xlsx']],
    );
  });

  it('counts imported actions as declared, and says how many of them were taken over', async () => {
    const declared = { kind: 'prevention', mission: 'prevention', on: '2025-06-02', title: 'Marche' };
    await backend.call('POST', '/actions', declared, coordinator);
    const { source, value, ofWhichTakenOver, takenOver } = await figure('ACI-V1');
    assert.deepEqual([source, value, ofWhichTakenOver, takenOver], ['declared', 2, 1, undefined]);
  });

  it('takes nothing twice: of the same file with one more line, that line alone', async () => {
    assert.deepEqual((await take(actions(dayOfScreening, staff))).body, {
      taken: 0,
      refused: [
        { row: 2, column: 'title', reason: 'already-there' },
        { row: 3, column: 'title', reason: 'already-there' },
      ],
    });
    const more = await take(
      actions(
        { ...dayOfScreening, title: 'DEPISTAGE RENAL — marché de Brume', reached: '43' },
        { ...staff, on: '13/02/2025' },
      ),
    );
    assert.deepEqual([more.body.taken, more.body.refused.length], [1, 1]);
    assert.equal((await imports()).length, 2);
  });

  it('keeps an entry that was put right from coming back with its file', async () => {
    const found = (await listed()).find(({ title }) => title === 'Réunion plaies');
    const right = { kind: 'staffMeeting', mission: 'quality', on: '2025-02-20', title: 'Réunion', corrects: found!.id };
    assert.equal((await backend.call<Action>('POST', '/actions', right, coordinator)).status, 201);
    assert.equal((await take(actions(staff))).body.taken, 0);
  });

  it('has no name of a file, and no title, in the log', async () => {
    const rows = await backend.store.db.selectFrom('event').select('data').execute();
    assert.ok(rows.every(({ data }) => !/Brume|journal-2025|plaies/.test(data)));
  });

  it('undoes a whole import: nothing of it counts, it stays to be read, and the file may come again', async () => {
    const first = (await imports()).find(({ taken }) => taken === 2)!;
    const undone = await undo(first.id);
    assert.equal(undone.status, 200, JSON.stringify(undone.body));
    assert.ok(undone.body.undoneAt);
    assert.deepEqual((await undo(first.id)).body, undone.body);
    assert.equal((await undo('nothing')).status, 404);
    const { value, ofWhichTakenOver, excluded } = await figure('ACI-V1');
    assert.deepEqual([value, ofWhichTakenOver, excluded.erroneous], [1, undefined, 0]);
    const withdrawn = (await listed()).filter(({ import: from }) => from === first.id);
    assert.ok(withdrawn.length === 2 && withdrawn.every(({ withdrawnAt }) => withdrawnAt !== undefined));
    const corrects = withdrawn[0]!.id;
    const late = { kind: 'prevention', mission: 'prevention', on: '2025-06-02', title: 'Marche', corrects };
    assert.equal((await backend.call('POST', '/actions', late, coordinator)).status, 400);
    assert.equal((await take(actions(dayOfScreening))).body.taken, 1);
  });

  it('keeps counts of periods beside what is counted here, and adds them to nothing', async () => {
    const { body } = await take(
      counts(
        calls2025,
        { indicator: 'COOP-02', from: '01/2025', n: '12', of: '80' },
        { indicator: 'ACI-A1', from: '2025-01-01', to: '30/06/2025', n: '3', of: '50' },
        { indicator: 'SNP-06', from: 'T1 2025', n: '95', of: '300' },
      ),
    );
    assert.deepEqual([body.taken, body.refused], [4, []]);
    const requests = await figure('SNP-01', 'from=2025-01-01&to=2026-11-08');
    assert.deepEqual([requests.value, requests.source], [0, 'measured']);
    assert.deepEqual(requests.takenOver, [
      { from: '2025-01-01', to: '2025-12-31', value: 1240, numerator: 1240, import: body.import },
    ]);
    const share = (await figure('COOP-02')).takenOver![0]!;
    assert.deepEqual([share.value, share.numerator, share.denominator], [15, 12, 80]);
    const absent = await figure('ACI-A1');
    assert.deepEqual(
      [absent.source, absent.takenOver!.map(({ value, hidden }) => [value, hidden])],
      ['notMeasured', [[null, 'small-cell']]],
    );
    assert.deepEqual(
      (await figure('SNP-06')).takenOver!.map(({ value, denominator }) => [value, denominator]),
      [[95, 300]],
    );
    assert.equal((await figure('SNP-01', 'from=2026-01-01&to=2026-11-08')).takenOver, undefined);
    assert.equal((await figure('SNP-01', 'from=2025-01-01&to=2025-12-31&origin=nurse')).takenOver, undefined);
  });

  it('refuses counts that nobody could stand by, each with its reason', async () => {
    const wrong: [object, string, string][] = [
      [{ ...calls2025, indicator: 'SNP-99' }, 'indicator', 'unknown-indicator'],
      [calls2025, 'indicator', 'already-there'],
      [{ ...calls2025, n: '1241' }, 'from', 'overlaps'],
      [{ ...calls2025, from: '03/2025' }, 'from', 'overlaps'],
      [{ ...calls2025, from: '2027' }, 'from', 'to-come'],
      [{ ...calls2025, from: '1999' }, 'from', 'too-early'],
      [{ ...calls2025, from: '02/01/2024', to: '01/01/2024' }, 'to', 'inverted'],
      [{ ...calls2025, from: '2024', n: '-3' }, 'n', 'negative'],
      [{ ...calls2025, from: '2024', n: '12,5' }, 'n', 'not-a-count'],
      [{ ...calls2025, from: '2024', n: '9'.repeat(30) }, 'n', 'too-large'],
      [{ ...calls2025, from: '2024', of: '2000' }, 'of', 'not-a-share'],
      [{ indicator: 'COOP-02', from: '2024', n: '9', of: '8' }, 'n', 'more-than-all'],
      [{ indicator: 'COOP-02', from: '2024', n: '9' }, 'of', 'missing'],
    ];
    for (const [cells, column, reason] of wrong) {
      const { body } = await take(counts(cells));
      assert.deepEqual(body, { taken: 0, refused: [{ row: 2, column, reason }] }, JSON.stringify(cells));
    }
    const twice = await take(
      counts({ ...calls2025, from: '2023' }, { ...calls2025, from: '2023' }, { ...calls2025, from: 'T3 2023' }),
    );
    assert.deepEqual(
      [twice.body.taken, ...twice.body.refused.map(({ row, reason }) => [row, reason])],
      [1, [3, 'twice-in-file'], [4, 'overlaps']],
    );
    const tooMany = await take(counts(...Array.from({ length: 2001 }, () => calls2025)));
    assert.equal(tooMany.status, 400);
  });

  it('lets one of two take the same lines at once', async () => {
    const both = await Promise.all([0, 1].map(() => take(counts({ ...calls2025, from: '2022' }))));
    assert.deepEqual(both.map(({ body }) => body.taken).sort(), [0, 1]);
  });

  it('seals files with what was taken over in them, which verify after it is undone, as those from before do', async () => {
    const query = { indicators: ['SNP-01', 'ACI-V1'], from: '2022-01-01', to: '2026-11-08', by: ['year'] };
    const hand = async () => (await backend.call<FigureExport>('POST', '/figure-exports', query, coordinator)).body;
    const report = await takeReport(backend.context, {
      ...{ view: (await backend.context.views.read(STRUCTURE))!, actor: 'professional:1', year: '2025' },
    });
    const before = await hand();
    assert.equal(before.figures[0]!.takenOver!.length, 3);
    assert.equal(report.actions.filter(({ import: from }) => from !== undefined).length, 1);
    for (const { id, kind, undoneAt } of await imports()) if (kind === 'counts' && !undoneAt) await undo(id);
    const after = await hand();
    assert.equal(after.figures[0]!.takenOver, undefined);
    const { db } = backend.store;
    const found = await verifyExports(db, backend.context.secrets, [before, after]);
    assert.deepEqual(
      found.map(({ ok, differing }) => [ok, differing]),
      [
        [true, []],
        [true, []],
      ],
    );
    const changed = { ...before, figures: [{ ...before.figures[0]!, takenOver: [] }, before.figures[1]!] };
    const [forged] = await verifyExports(db, backend.context.secrets, [changed]);
    assert.deepEqual([forged?.sealed, forged?.differing], [false, ['SNP-01']]);
    const { ok, differing } = await verifyReport(db, backend.context.secrets, report satisfies ActivityReport);
    assert.deepEqual([ok, differing], [true, []]);
  });

  it('gives the same figures when they are made again from the log', async () => {
    await take(counts({ ...calls2025, from: '2021' }));
    const before = await figure('SNP-01', 'from=2021-01-01&to=2026-11-08');
    await followLogs(backend.context);
    assert.equal((await rebuildFigures(backend.store, STRUCTURE)).differences, 0);
    await followLogs(backend.context);
    assert.deepEqual(await figure('SNP-01', 'from=2021-01-01&to=2026-11-08'), before);
    assert.equal(before.takenOver?.length, 1);
  });

  it('refuses a file without lines, a hash that is none, and a name of control characters', async () => {
    for (const change of [{ rows: [] }, { file: { ...file, sha256: 'x' } }, { file: { ...file, name: 'a\u0000b' } }]) {
      const { status, body } = await take({ ...actions(staff), ...change });
      assert.deepEqual([status, body.code], [400, 'invalid-request'], JSON.stringify(change));
    }
  });
});
