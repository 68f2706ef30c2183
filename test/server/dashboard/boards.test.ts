import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { DashboardBoard, DashboardBoards, KeptBoards, Problem } from '@relais/model';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { verifyLog } from '../../../packages/server/src/verify-log.ts';
import { bearer, openBackend } from '../support/backend.ts';
import type { TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { STRUCTURE } from '../support/territory.ts';

type Refusal = Problem & {
  readonly version?: number;
  readonly changed?: readonly string[];
  readonly faults?: readonly { readonly path: string; readonly accepted?: string }[];
};

const monday: DashboardBoard = {
  ...{ id: 'board-monday', name: 'Réunion du lundi' },
  tiles: [{ indicator: 'SNP-01' }, { indicator: 'SNP-04', view: 'heatmap', by: ['weekday', 'hour'] }],
};
const winter: DashboardBoard = { id: 'board-winter', name: 'Hiver', tiles: [{ indicator: 'SNP-04', view: 'trend' }] };
const listOf = (...boards: DashboardBoard[]): DashboardBoards => ({ formatVersion: 'relais-boards/1', boards });

describeEngines('the boards of a structure', (engine) => {
  let backend: TestBackend;
  let coordinator: Record<string, string>;
  let admin: Record<string, string>;
  let dpo: Record<string, string>;

  before(async () => {
    backend = await openBackend(engine);
    coordinator = bearer(await backend.token('coordinator'));
    admin = bearer(await backend.token('structureAdmin'));
    dpo = bearer(await backend.token('dpo'));
  });
  after(() => backend.close());

  const read = (headers = coordinator) => backend.call<KeptBoards>('GET', '/settings/boards', undefined, headers);
  const put = (document: object, headers = coordinator, base?: string) =>
    backend.call<Refusal>('PUT', '/settings/boards', document, { ...headers, ...(base && { 'If-Match': base }) });

  it('are an empty list at first, with a tag to put the first one by', async () => {
    const { status, body, headers } = await read();
    assert.deepEqual([status, body, headers.get('ETag')], [200, { boards: [], mayChange: true }, '"boards.0"']);
    assert.equal((await put(listOf(monday), coordinator, '"boards.0"')).status, 204);
    assert.deepEqual((await read()).body.boards, [monday]);
  });

  it('are changed by coordination and administration, and only read by who protects data', async () => {
    assert.deepEqual((await read(dpo)).body, { boards: [monday], mayChange: false });
    assert.equal((await read(admin)).body.mayChange, true);
    assert.equal((await put(listOf(), dpo)).status, 403);
    const nurse = bearer(await backend.token('delegate'));
    assert.deepEqual([(await read(nurse)).status, (await put(listOf(), nurse)).status], [403, 403]);
    assert.equal((await read({})).status, 401);
    const elsewhere = bearer(await backend.token('coordinator', 'autre-vallon'));
    assert.equal((await put(listOf(), elsewhere)).status, 403);
    assert.deepEqual((await read()).body.boards, [monday]);
  });

  it('tell the second of two who save at once what has changed, and keep what the first has saved', async () => {
    const tag = (await read()).headers.get('ETag')!;
    const answers = await Promise.all([
      put(listOf(monday, winter), coordinator, tag),
      put(listOf({ ...monday, name: 'Lundi' }), admin, tag),
    ]);
    const [first, second] = answers.sort((one, other) => one.status - other.status);
    assert.deepEqual([first.status, second.status, second.body.code], [204, 412, 'document-changed']);
    const { body, headers } = await read();
    const isCoordinators = body.boards.length === 2;
    assert.deepEqual(body.boards, isCoordinators ? [monday, winter] : [{ ...monday, name: 'Lundi' }]);
    assert.deepEqual(second.body.changed, [isCoordinators ? 'boards.board-winter' : 'boards.board-monday.name']);
    assert.equal((await put(listOf(monday, winter), coordinator, headers.get('ETag')!)).status, 204);
  });

  it('are named wrong by the place that is wrong, and nothing is half kept', async () => {
    const tile = { indicator: 'SNP-01' };
    const wrong: [object, string][] = [
      [listOf({ ...monday, id: 'live' }), 'boards.0.id'],
      [listOf({ ...monday, id: 'board-' }), 'boards.0.id'],
      [listOf({ ...monday, id: `board-${'x'.repeat(35)}` }), 'boards.0.id'],
      [listOf(monday, { ...winter, id: monday.id }), 'boards'],
      [listOf(monday, { ...winter, name: monday.name.toUpperCase() }), 'boards'],
      [listOf({ ...monday, name: '' }), 'boards.0.name'],
      [listOf({ ...monday, name: ' Lundi' }), 'boards.0.name'],
      [listOf({ ...monday, name: 'Lundi\u200b' }), 'boards.0.name'],
      [listOf({ ...monday, name: '\u202eidnuL' }), 'boards.0.name'],
      [listOf({ ...monday, name: 'Lun\u0000di' }), 'boards.0.name'],
      [listOf({ ...monday, name: 'Lundi\nmardi' }), 'boards.0.name'],
      [listOf({ ...monday, name: 'e\u0301te\u0301' }), 'boards.0.name'],
      [listOf({ ...monday, name: 'x'.repeat(61) }), 'boards.0.name'],
      [listOf({ ...monday, tiles: [] }), 'boards.0.tiles'],
      [listOf({ ...monday, tiles: Array(31).fill(tile) as (typeof tile)[] }), 'boards.0.tiles'],
      [listOf({ ...monday, tiles: [{ indicator: '<img>' }] }), 'boards.0.tiles.0.indicator'],
      [listOf({ ...monday, tiles: [{ ...tile, view: 'pie' as never }] }), 'boards.0.tiles.0.view'],
      [listOf({ ...monday, tiles: [{ ...tile, by: [] }] }), 'boards.0.tiles.0.by'],
      [listOf({ ...monday, tiles: [{ ...tile, by: ['hour', 'hour'] }] }), 'boards.0.tiles.0.by'],
      [listOf({ ...monday, tiles: [{ ...tile, by: ['mood' as never] }] }), 'boards.0.tiles.0.by.0'],
      [listOf({ ...monday, tiles: [{ ...tile, title: 'Autre' } as never] }), 'boards.0.tiles.0.title'],
      [
        listOf(...Array.from({ length: 51 }, (_, place) => ({ ...monday, id: `board-${place}`, name: `${place}` }))),
        'boards',
      ],
      [{ formatVersion: 'relais-boards/2', boards: [] }, 'formatVersion'],
    ];
    const before = (await read()).body;
    for (const [document, path] of wrong) {
      const { status, body } = await put(document);
      assert.deepEqual([status, body.faults?.[0]?.path], [400, path], JSON.stringify([document, body]).slice(0, 600));
    }
    assert.deepEqual((await read()).body, before);
    const tag = await put(listOf(), coordinator, '"contract.1"');
    assert.deepEqual([tag.status, tag.body.faults?.[0]?.path], [400, 'If-Match']);
  });

  it('may be fifty of thirty figures each split twice, and name an indicator there is none of', async () => {
    const tiles = Array.from({ length: 30 }, () => ({
      ...({ indicator: 'GONE-9999999999-1234', view: 'heatmap' } as const),
      by: ['attendingDoctor' as const, 'protocolVersion' as const],
    }));
    const boards = Array.from({ length: 50 }, (_, place) => ({
      id: `board-${place}`,
      name: `Tableau ${place}`,
      tiles,
    }));
    assert.equal((await put(listOf(...boards))).status, 204);
    assert.deepEqual((await read()).body.boards, boards);
  });

  it('come in from a file, as other settings do', async () => {
    const brought = await importDocument(backend.context, listOf(monday, winter), 'test', STRUCTURE);
    assert.deepEqual([brought.kind, brought.changed], ['boards', true]);
    assert.deepEqual((await read()).body.boards, [monday, winter]);
  });

  it('leave in the log that there is another version, and nothing of what they show', async () => {
    const rows = await backend.store.db.selectFrom('event').selectAll().where('type', '=', 'boards.imported').execute();
    assert.ok(rows.length >= 4);
    for (const { subject, data } of rows) {
      assert.equal(subject, STRUCTURE);
      assert.deepEqual(Object.keys(JSON.parse(data) as object).sort(), ['sha256', 'version']);
    }
    assert.equal((await verifyLog(backend.store.db)).ok, true);
  });
});
