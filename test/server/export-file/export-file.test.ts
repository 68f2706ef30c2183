import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { figureCsv, measureBundle } from '@relais/engine/indicators/files';
import { FigureExport } from '@relais/model';
import type { ExportFileCheck } from '@relais/model';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { workbookOf } from '../../../packages/elements/src/indicator/files/workbook.ts';
import { ArchiveTooLargeError, readArchive } from '../../../packages/server/src/core/print/archive.ts';
import { createStationery } from '../../../packages/server/src/core/print/node-stationery.ts';
import { readWord } from '../../../packages/server/src/core/print/read-word.ts';
import { xmlPieces } from '../../../packages/server/src/core/print/xml.ts';
import { readExportedFile } from '../../../packages/server/src/export-file/index.ts';
import { write } from '../../../packages/server/src/core/write/write.ts';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { bearer, openBackend } from '../support/backend.ts';
import type { OrProblem, TestBackend } from '../support/backend.ts';
import { createDeskSettings } from '../support/desk.ts';
import { describeEngines } from '../support/engines.ts';
import { STRUCTURE } from '../support/territory.ts';

type Edit = (text: string) => string;

/** A file of an archive, written otherwise. */
function edited(bytes: Uint8Array, name: string, edit: Edit): Uint8Array {
  const files = unzipSync(bytes);
  return zipSync({ ...files, [name]: strToU8(edit(strFromU8(files[name]!))) });
}

describeEngines('files of figures that come back', (engine) => {
  let backend: TestBackend;
  let coordinator: Record<string, string>;
  let exports: FigureExport[];

  before(async () => {
    backend = await openBackend(engine, { surroundings: { stationery: createStationery() } });
    await importDocument(backend.context, createDeskSettings(), 'test', STRUCTURE);
    backend.clock.now = Date.parse('2026-12-15T09:00:00Z');
    coordinator = bearer(await backend.token('coordinator'));
    await write(backend.context, STRUCTURE, (writing) => {
      for (let index = 0; index < 23; index += 1) {
        writing.record({
          ...({ type: 'intake.recorded', subject: `intake-${index}`, actor: 'professional:1' } as const),
          data: { entryPoint: 'nurse', startedAt: '2026-08-11T08:00:00Z', outcome: 'redirected' },
          person: { patient: `patient-${index}` },
        });
      }
      return Promise.resolve();
    });
    const take = async (query: object) =>
      FigureExport.parse((await backend.call<unknown>('POST', '/figure-exports', query, coordinator)).body);
    const period = { from: '2026-07-01', to: '2026-09-30' };
    exports = [await take({ indicators: ['SNP-01', 'SNP-06'], ...period })];
    exports.push(await take({ indicators: ['SNP-01'], ...period, by: ['month'], exportId: exports[0]!.exportId }));
  });
  after(() => backend.close());

  const send = (bytes: Uint8Array, headers = coordinator) =>
    backend.call<OrProblem<ExportFileCheck>>(
      'POST',
      '/export-files/check',
      { content: Buffer.from(bytes).toString('base64') },
      headers,
    );
  const check = async (content: Uint8Array | string) => {
    const { status, body } = await send(typeof content === 'string' ? strToU8(content) : content);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };
  /** As it is checked, and as the log names it. */
  const named = () => ({ exportId: exports[0]!.exportId!, ...right });
  const right = { sealed: true, inLog: true, isIntact: true, missing: [], added: [] };

  async function takeReport(): Promise<Uint8Array> {
    const path = `/api/v1/structures/${STRUCTURE}/activity-reports/2026/fr`;
    const response = await backend.app.fetch(new Request(`http://relais.test${path}`, { headers: coordinator }));
    return new Uint8Array(await response.arrayBuffer());
  }

  const takeWorkbook = async (language: 'fr' | 'en' = 'fr') =>
    new Uint8Array(await (await workbookOf(exports, language)).arrayBuffer());

  it('are right as they were taken, whatever their kind', async () => {
    assert.deepEqual(await check(JSON.stringify(exports[0])), { kind: 'json', ...named() });
    for (const language of ['fr', 'en'] as const) {
      for (const style of ['french', 'iso'] as const)
        assert.deepEqual(await check(figureCsv(exports, { style, language })), { kind: 'csv', ...named() });
      assert.deepEqual(await check(JSON.stringify(measureBundle(exports, language))), { kind: 'fhir', ...named() });
      assert.deepEqual(await check(await takeWorkbook(language)), { kind: 'xlsx', ...named() });
    }
    const { exportId, ...report } = await check(await takeReport());
    assert.deepEqual(report, { kind: 'report', ...right });
    const { type } = await backend.store.db
      .selectFrom('event')
      .select('type')
      .where('subject', '=', exportId!)
      .executeTakeFirstOrThrow();
    assert.equal(type, 'activity-report.exported');
  });

  it('of one export have its name, which is that of the log, in every kind of file', async () => {
    const { exportId } = exports[0]!;
    assert.ok(exportId);
    assert.deepEqual(
      exports.map((one) => one.exportId),
      [exportId, exportId],
    );
    const logged = await backend.store.db
      .selectFrom('event')
      .select('type')
      .where('subject', '=', exportId)
      .orderBy('sequence')
      .execute();
    assert.deepEqual(
      logged.map(({ type }) => type),
      ['figures.exported', 'figures.exported'],
    );
    const rows = figureCsv(exports).split('\r\n').slice(0, -3);
    assert.match(rows[0]!, /;Identifiant de l’export;Patients au moins;Tranches d’âge$/);
    for (const row of rows.slice(1)) assert.ok(row.includes(`;${exportId};5;`), row);
    const bundle = measureBundle(exports, 'fr');
    assert.deepEqual(bundle.identifier, { system: 'urn:relais:export', value: exportId });
    const other = FigureExport.parse(
      (await backend.call<unknown>('POST', '/figure-exports', exports[0]!.query, coordinator)).body,
    );
    assert.notEqual(other.exportId, exportId, 'what is taken again is another export');
    const renamed = JSON.stringify(exports[0]).replace(exportId, other.exportId!);
    assert.equal((await check(renamed)).sealed, false);
  });

  it('go on an export for whoever has begun it, and nobody else', async () => {
    const body = { ...exports[0]!.query, exportId: exports[0]!.exportId };
    for (const [asked, headers] of [
      [body, bearer(await backend.token('structureAdmin'))],
      [{ ...body, exportId: 'of-nothing' }, coordinator],
    ] as const) {
      const refused = await backend.call<OrProblem<object>>('POST', '/figure-exports', asked, headers);
      assert.deepEqual([refused.status, refused.body.code], [400, 'invalid-request']);
      assert.match(JSON.stringify(refused.body), /is of no export that you have begun/);
    }
  });

  it('that were handed out before exports had a name are as right as they were', async () => {
    for (const name of ['figures.json', 'figures.csv', 'figures.fhir.json', 'figures.xlsx', 'report.docx']) {
      const { kind, exportId, ...found } = await check(readFileSync(new URL(`before/${name}`, import.meta.url)));
      assert.equal(exportId, undefined);
      // Their log was another backend's.
      assert.deepEqual({ name, kind, ...found }, { name, kind, ...right, inLog: false });
    }
  });

  it('show one changed digit in what is seen', async () => {
    const csv = await check(figureCsv(exports).replace(';23;', ';24;'));
    const fhir = await check(JSON.stringify(measureBundle(exports, 'fr')).replace('"count":23', '"count":24'));
    assert.deepEqual([csv.sealed, csv.isIntact, fhir.sealed, fhir.isIntact], [true, false, true, false]);
    const sheet = 'xl/worksheets/sheet1.xml';
    const xlsx = await check(
      edited(await takeWorkbook(), sheet, (text) => text.replace(/(?<cell><c r="\w+"><v>)23</, '$<cell>24<')),
    );
    assert.deepEqual([xlsx.sealed, xlsx.isIntact, xlsx.missing.length, xlsx.added.length], [true, false, 1, 1]);
    assert.match(xlsx.added.join(), /SNP-01.*24/);
    const report = await check(edited(await takeReport(), 'word/document.xml', (text) => text.replace('>23<', '>24<')));
    assert.deepEqual([report.sealed, report.isIntact], [true, false]);
    assert.match(report.missing.join(), /SNP-01.*23/);
  });

  it('show one changed digit in what was sealed', async () => {
    const forge: Edit = (text) => text.replace(/("|&quot;|\\"|"")numerator\1:23/, '$1numerator$1:24');
    for (const text of [JSON.stringify(exports[0]), figureCsv(exports), JSON.stringify(measureBundle(exports, 'fr'))]) {
      assert.notEqual(forge(text), text);
      assert.equal((await check(forge(text))).sealed, false);
    }
    const workbook = await takeWorkbook();
    const texts = 'xl/sharedStrings.xml';
    assert.equal((await check(edited(workbook, texts, forge))).sealed, false);
    const report = await takeReport();
    const proof = Object.keys(unzipSync(report)).find((name) => name.startsWith('customXml/item1.'))!;
    assert.equal((await check(edited(report, proof, forge))).sealed, false);
  });

  it('show that a workbook displays something else than it holds, or has a sheet more', async () => {
    const workbook = await takeWorkbook();
    const isIntact = async (name: string, edit: Edit) => {
      const changed = edited(workbook, name, edit);
      assert.notDeepEqual(unzipSync(changed)[name], unzipSync(workbook)[name], 'something is changed');
      return (await check(changed)).isIntact;
    };
    const sheet = 'xl/worksheets/sheet1.xml';
    const twelve = { styles: 'formatCode="&quot;12&quot;"' };
    assert.equal(
      await isIntact('xl/styles.xml', (text) => text.replace(/formatCode="[^"]*"/, twelve.styles)),
      false,
      'a format that is a number of its own',
    );
    assert.equal(
      await isIntact(sheet, (text) => text.replace(/(<c r="\w+">)(<v>23<)/, '$1<f>20+3</f>$2')),
      false,
      'a formula',
    );
    assert.equal(
      await isIntact('xl/workbook.xml', (text) =>
        text.replace(/(<sheet )/, '$1name="Chiffres 2" r:id="rId1" sheetId="9"/>$1'),
      ),
      false,
    );
    const rows = (text: string) => text.match(/<row\b.*?<\/row>/gs)!;
    assert.equal(await isIntact(sheet, (text) => text.replace(rows(text)[2]!, '')), false, 'a row less');
    // Somebody has sorted it.
    const [, second, third] = rows(strFromU8(unzipSync(workbook)[sheet]!));
    assert.equal(await isIntact(sheet, (text) => text.replace(second! + third!, third! + second!)), true);
  });

  it('verify as a spreadsheet has saved them again, which keeps fifteen digits of a share, and not with another one', async () => {
    const run = { protocol: 'odynophagie', protocolVersion: '1', kind: 'cooperationProtocol' } as const;
    await write(backend.context, STRUCTURE, (writing) => {
      for (let index = 0; index < 18; index += 1) {
        writing.record({
          ...({ type: 'run.started', subject: `run-${index}`, actor: 'professional:1' } as const),
          data: { ...run, startedAt: '2026-02-10T08:00:00Z', ...(index < 11 && { consent: `consent-${index}` }) },
          person: { patient: `runner-${index}` },
        });
      }
      return Promise.resolve();
    });
    const query = { indicators: ['COOP-12'], from: '2026-01-01', to: '2026-03-31' };
    const { body } = await backend.call<unknown>('POST', '/figure-exports', query, coordinator);
    const workbook = new Uint8Array(await (await workbookOf([FigureExport.parse(body)], 'fr')).arrayBuffer());
    const saved = (digits: string) =>
      edited(workbook, 'xl/worksheets/sheet1.xml', (text) => {
        assert.match(text, /<v>61\.11111111111111\d*</);
        return text.replace(/<v>61\.1+\d*</, `<v>${digits}<`);
      });
    assert.equal((await check(saved('61.1111111111111'))).isIntact, true);
    assert.equal((await check(saved('61.1111111111112'))).isIntact, false);
    assert.equal((await check(saved('61.1111'))).isIntact, false);
  });

  it('are not believed when another structure has sealed them, or the log has gone another way', async () => {
    assert.equal((await check(JSON.stringify({ ...exports[0], structure: 'elsewhere' }))).sealed, false);
    const moved = { ...exports[0]!, freshness: { ...exports[0]!.freshness, hash: 'f'.repeat(64) } };
    assert.equal((await check(JSON.stringify(moved))).inLog, false);
  });

  it('that are something else are refused, with no word of what is in them', async () => {
    const others = [
      '',
      'Prénom;Nom\r\nOdile;Vannier\r\n',
      '[1]',
      '{"kind":"relais-figures"}',
      'PK\u0003\u0004',
      '\ud800',
    ];
    for (const text of [
      ...others,
      '['.repeat(500_000),
      `{"resourceType":"Bundle","entry":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
    ]) {
      const { status, body } = await send(strToU8(text));
      assert.deepEqual([status, body.code], [400, 'invalid-request']);
      assert.match(JSON.stringify(body), /is no export of figures/);
      assert.ok(!JSON.stringify(body).includes('Vannier'));
    }
    const word = await send(zipSync({ 'word/document.xml': strToU8('<w:document/>') }));
    assert.match(JSON.stringify(word.body), /is no export of figures/);
    const notBase64 = await backend.call<OrProblem<object>>(
      'POST',
      '/export-files/check',
      { content: '$$$$' },
      coordinator,
    );
    assert.deepEqual([notBase64.status, notBase64.body.code], [400, 'invalid-request']);
  });

  it('are refused when they are too large, packed or not', async () => {
    const tooLong = await send(new Uint8Array(2 * 1024 * 1024 + 2000));
    assert.deepEqual([tooLong.status, tooLong.body.code], [413, 'payload-too-large']);
    assert.match(JSON.stringify((await send(new Uint8Array(2 * 1024 * 1024))).body), /is no export of figures/);
    const bomb = zipSync({ 'word/document.xml': new Uint8Array(64 * 1024 * 1024) }, { level: 9 });
    assert.ok(bomb.length < 200_000);
    const { status, body } = await send(bomb);
    assert.deepEqual([status, body.code], [400, 'invalid-request']);
    assert.match(JSON.stringify(body), /unpacks to more than any file made here/);
  });

  it('are read by whoever may see figures, and by nobody else', async () => {
    const bytes = strToU8(JSON.stringify(exports[0]));
    assert.equal((await send(bytes, bearer(await backend.token('dpo')))).status, 200);
    for (const role of ['secretary', 'delegate', 'dispatcher'] as const)
      assert.equal((await send(bytes, bearer(await backend.token(role)))).status, 403);
    const { sequence } = await backend.store.db.selectFrom('structure').select('sequence').executeTakeFirstOrThrow();
    await check(figureCsv(exports));
    const later = await backend.store.db.selectFrom('structure').select('sequence').executeTakeFirstOrThrow();
    assert.equal(later.sequence, sequence, 'nothing of them is kept');
  });
});

describe('an archive', () => {
  const all = () => true;
  const bytes = zipSync({ a: strToU8('one'), b: new Uint8Array(1024 * 1024) });
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const directory = view.getUint32(bytes.length - 6, true);

  it('is not believed about its sizes', () => {
    const lying = zipSync({ b: new Uint8Array(48 * 1024 * 1024) });
    const own = new DataView(lying.buffer, lying.byteOffset);
    const at = own.getUint32(lying.length - 6, true);
    own.setUint32(at + 24, 10, true);
    assert.throws(() => readArchive(lying, all), ArchiveTooLargeError);
  });

  it('is counted as a whole, not file by file', () => {
    const parts = Object.fromEntries(
      Array.from({ length: 5 }, (_, part) => [`p${part}`, new Uint8Array(8 * 1024 * 1024)]),
    );
    assert.throws(() => readArchive(zipSync(parts), all), ArchiveTooLargeError);
    assert.equal(readArchive(zipSync(parts), (name) => name === 'p1')?.size, 1);
  });

  it('of very many files is not looked through', () => {
    const many = Object.fromEntries(Array.from({ length: 600 }, (_, part) => [`p${part}`, strToU8('1')]));
    assert.throws(() => readArchive(zipSync(many), all), ArchiveTooLargeError);
  });

  it('that is cut off, has holes, or says two things under one name, is none', () => {
    assert.equal(readArchive(bytes.subarray(0, bytes.length - 30), all), undefined);
    assert.equal(readArchive(strToU8('PK\u0003\u0004'), all), undefined);
    const pointing = bytes.slice();
    new DataView(pointing.buffer).setUint32(directory + 42, 0x7fffffff, true);
    assert.equal(readArchive(pointing, all), undefined);
    const twice = zipSync({ a: strToU8('one'), c: strToU8('two') });
    const text = strFromU8(twice, true).replaceAll('c', 'a');
    assert.equal(readArchive(strToU8(text, true), all), undefined);
    assert.equal(readArchive(bytes, all)?.get('a'), 'one');
  });

  it('is read in a time that grows with its length alone', () => {
    const size = 2_000_000;
    const hostile: ((size: number) => string)[] = [
      (size) => '<'.repeat(size),
      (size) => `<a ${'b'.repeat(size)}`,
      (size) => `<${'a'.repeat(size)}`,
      (size) => `<${'a:'.repeat(size / 2)}`,
      (size) => `<a ${'"<'.repeat(size / 2)}`,
      (size) => `<a ${'x="1" '.repeat(size / 6)}`,
      (size) => `<a${' '.repeat(size)}<`,
      (size) => '&#'.repeat(size / 2),
    ];
    const time = (xml: string) => {
      const begun = performance.now();
      for (const piece of xmlPieces(xml)) assert.ok(piece.kind);
      const proof = strToU8(`${'<proof '.repeat(xml.length / 40)}${xml}`);
      readWord(zipSync({ 'word/document.xml': strToU8(xml), 'customXml/item1.xml': proof }, { level: 0 }));
      return performance.now() - begun;
    };
    // What grows with the square would take four hundred times as long.
    for (const make of hostile) {
      const [little, much] = [time(make(100_000)), time(make(2_000_000))];
      assert.ok(much < 200 * Math.max(little, 10), `${make(8)}: ${little} ms, ${much} ms`);
    }
    const quoted = `relais-figures;"${'""'.repeat(size / 2)}`;
    assert.equal(readExportedFile(strToU8(quoted)), undefined);
    assert.equal(readExportedFile(strToU8('relais-figures;"\r\n'.repeat(100_000))), undefined);
  });

  it('with comments, where a sentence may stand that nobody sees, shows nothing', () => {
    assert.deepEqual([...xmlPieces('<a><!-- <b>20</b> -->21</a>')], []);
  });
});
