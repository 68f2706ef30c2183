import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { deflateSync, inflateSync } from 'node:zlib';
import { CarriedFigures, FigureExport } from '@relais/model';
import type { ExportFileCheck, HistoryReport, PrintFigures, PrintedView } from '@relais/model';
import { createStationery } from '../../../packages/server/src/core/print/node-stationery.ts';
import { readSealedPdf } from '../../../packages/server/src/core/print/sealed-pdf.ts';
import { write } from '../../../packages/server/src/core/write/write.ts';
import { readExportedFile, verifyExportedFile } from '../../../packages/server/src/export-file/index.ts';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { bearer, openBackend } from '../support/backend.ts';
import type { OrProblem, TestBackend } from '../support/backend.ts';
import { createDeskSettings } from '../support/desk.ts';
import { sqlite } from '../support/engines.ts';
import { readPdf } from '../support/read-pdf.ts';
import type { ReadPdf } from '../support/read-pdf.ts';
import { STRUCTURE } from '../support/territory.ts';

const PERIOD = { from: '2026-01-01', to: '2026-12-14' };
const VIEWS: readonly PrintedView[] = [
  { indicator: 'SNP-01', view: 'number', by: [] },
  { indicator: 'SNP-06', view: 'number', by: [] },
  { indicator: 'SNP-01', view: 'trend', by: ['month'] },
  { indicator: 'SNP-01', view: 'heatmap', by: ['day'] },
  { indicator: 'SNP-12', view: 'bars', by: ['origin'] },
  { indicator: 'SNP-17', view: 'number', by: [] },
];
function unpacked(stream: string): Buffer | undefined {
  try {
    return inflateSync(Buffer.from(stream, 'latin1'));
  } catch {
    return undefined;
  }
}

const ORIGINS = ['nurse', 'patient', 'pharmacist'] as const;

describe('what is shown, as a document', () => {
  let backend: TestBackend;
  let coordinator: Record<string, string>;
  let exports: FigureExport[];
  let pdf: Uint8Array<ArrayBuffer>;
  let read: ReadPdf;

  before(async () => {
    backend = await openBackend(sqlite, { surroundings: { stationery: createStationery() } });
    await importDocument(backend.context, createDeskSettings(), 'test', STRUCTURE);
    backend.clock.now = Date.parse('2026-12-15T09:00:00Z');
    coordinator = bearer(await backend.token('coordinator'));
    await write(backend.context, STRUCTURE, (writing) => {
      for (let index = 0; index < 123; index += 1) {
        const day = String((index % 27) + 1).padStart(2, '0');
        writing.record({
          ...({ type: 'intake.recorded', subject: `intake-${index}`, actor: 'professional:1' } as const),
          data: {
            // Of the last way in there are too few people to be shown.
            entryPoint: index < 2 ? 'dispatcher' : ORIGINS[index % 3]!,
            startedAt: `2026-0${(index % 6) + 4}-${day}T08:00:00Z`,
            outcome: 'redirected',
          },
          person: { patient: `patient-${index}` },
        });
      }
      return Promise.resolve();
    });
    const take = async (query: object) =>
      FigureExport.parse((await backend.call<unknown>('POST', '/figure-exports', query, coordinator)).body);
    const compare = 'previous';
    const whole = await take({ indicators: ['SNP-01', 'SNP-06'], ...PERIOD, compare });
    const { exportId } = whole;
    exports = [
      whole,
      await take({ indicators: ['SNP-01'], ...PERIOD, by: ['month'], exportId }),
      await take({ indicators: ['SNP-01'], ...PERIOD, by: ['day'], exportId }),
      await take({ indicators: ['SNP-12'], ...PERIOD, by: ['origin'], exportId }),
    ];
    pdf = await print();
    read = readPdf(pdf);
  });
  after(() => backend.close());

  async function send(body: object, headers = coordinator): Promise<Response> {
    return backend.app.fetch(
      new Request(`http://relais.test/api/v1/structures/${STRUCTURE}/figure-exports/document`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    );
  }

  async function print(changes: Partial<PrintFigures> = {}): Promise<Uint8Array<ArrayBuffer>> {
    const response = await send({ exports, title: 'Territoire', views: VIEWS, ...changes });
    assert.equal(response.status, 200, response.ok ? '' : await response.text());
    return new Uint8Array(await response.arrayBuffer());
  }

  const check = async (bytes: Uint8Array) =>
    backend.call<OrProblem<ExportFileCheck>>(
      'POST',
      '/export-files/check',
      { content: Buffer.from(bytes).toString('base64') },
      coordinator,
    );

  const textOf = ({ tagged }: ReadPdf) => tagged.map(({ text }) => text).join('\n');
  const flat = (text: string) => text.replace(/\s+/g, '');
  const rowsOf = ({ tagged }: ReadPdf) =>
    tagged.flatMap(({ tag, text }, at) =>
      tag === 'TH' && tagged[at + 1]?.tag === 'TD' ? [[text, tagged[at + 1]!.text] as const] : [],
    );

  it('says every figure of its exports as the screen says it, and hides what is hidden', () => {
    const said = textOf(read);
    for (const text of [
      'CPTS du Vallon',
      'Territoire',
      'Valeur : 123 demandes',
      'Comparaison : +123 par rapport à la période précédente (0)',
      'Exclus, et comptés à part : rien n’a été exclu',
      'Identifiant : SNP-01, version 1',
      'Valeur : —. Rien n’a été enregistré sur cette période.',
      `Identifiant de l’export : ${exports[0]!.exportId}`,
      'Auteur (pseudonyme) : professional:development:coordinator',
      'Calculé le : 15 décembre 2026 à 10 h 00',
      'Ce qui n’est pas dans le tableau est à 0.',
    ])
      assert.ok(said.replaceAll('\u00a0', ' ').includes(text), text);
    for (const { freshness, seal, definitions } of exports) {
      for (const text of [freshness.hash, seal, definitions[0]!.definition.fr])
        assert.ok(flat(said).includes(flat(text)));
    }
    const rows = new Map(rowsOf(read));
    const [, byMonth, , byOrigin] = exports;
    for (const { key, value } of byMonth!.figures[0]!.cells!) {
      const name = new Intl.DateTimeFormat('fr-FR', { month: 'long', year: 'numeric' }).format(Date.parse(key[0]!));
      assert.equal(rows.get(name) ?? rows.get(`${name} (période en cours)`), String(value), name);
    }
    const cells = byOrigin!.figures[0]!.cells!;
    assert.ok(cells.some(({ hidden }) => hidden));
    const names = {
      nurse: 'Infirmier ou infirmière',
      patient: 'Patient, en ligne ou lui-même',
      pharmacist: 'Pharmacie',
      dispatcher: 'Régulation',
    };
    for (const { key, value } of cells)
      assert.equal(rows.get(names[key[0] as keyof typeof names]), value === null ? 'masqué' : String(value));
  });

  it('says and draws what was counted elsewhere beside what was counted here, and adds neither to the other', async () => {
    const rows = [
      { row: 2, cells: { indicator: 'SNP-01', from: '02/2025', n: '310' } },
      { row: 3, cells: { indicator: 'SNP-01', from: '01/03/2025', to: '15/04/2025', n: '77' } },
    ];
    const taken = await backend.call<OrProblem<HistoryReport>>(
      'POST',
      '/history-imports',
      { kind: 'counts', file: { name: 'comptes.csv', sha256: 'a1'.repeat(32) }, rows },
      coordinator,
    );
    assert.deepEqual([taken.body.taken, taken.body.refused], [2, []]);
    const query = { indicators: ['SNP-01'], from: '2025-01-01', to: '2026-12-14', by: ['month'] };
    const { body } = await backend.call<FigureExport>('POST', '/figure-exports', query, coordinator);
    const views: PrintedView[] = [{ indicator: 'SNP-01', view: 'trend', by: ['month'] }];
    const printed = readPdf(await print({ exports: [body], views }));
    const said = textOf(printed).replaceAll('\u00a0', ' ');
    for (const text of [
      'Valeur : 123 demandes',
      'Repris : du 1er février au 28 février 2025 : 310',
      'Repris : du 1er mars au 15 avril 2025 : 77',
      'jamais ajouté à lui',
    ])
      assert.ok(flat(said).includes(flat(text)), `${text}\n${said.slice(0, 900)}`);
    const { tagged } = printed;
    const february = tagged.findIndex(({ tag, text }) => tag === 'TH' && text === 'février 2025');
    assert.deepEqual(
      tagged.slice(february, february + 3).map(({ text }) => text),
      ['février 2025', '0', '310'],
    );
  });

  it('is an archive that is tagged, with its pictures as shapes, their words read in their place, and its fonts inside', () => {
    assert.match(read.metadata, /<pdfaid:part>3<\/pdfaid:part>\s*<pdfaid:conformance>A</);
    const all = read.objects.join('\n');
    for (const part of [
      '/S /Figure',
      '/S /Table',
      '/S /TH',
      '/S /TD',
      '/Scope /Column',
      '/Scope /Row',
      '/AFRelationship /Data',
    ])
      assert.ok(all.includes(part), part);
    assert.equal(all.match(/\/S \/Figure/g)!.length, 3);
    assert.doesNotMatch(all, /\/Subtype \/Image/);
    const fonts = read.objects.filter((one) => one.includes('/Type /FontDescriptor'));
    assert.ok(fonts.length >= 2 && fonts.every((one) => one.includes('/FontFile')));
  });

  it('is the same bytes for the same exports, and speaks English', async () => {
    assert.deepEqual(await print(), pdf);
    const english = textOf(readPdf(await print({ language: 'en' })));
    assert.match(english, /Value: 123 requests/);
    assert.match(english, /What this document can be verified by/);
    assert.doesNotMatch(english, /Définition|Valeur/);
  });

  it('is right as it was taken, and one changed byte of it shows', async () => {
    const right = { kind: 'pdf', exportId: exports[0]!.exportId, sealed: true, inLog: true, isIntact: true };
    assert.deepEqual((await check(pdf)).body, { ...right, missing: [], added: [] });
    assert.deepEqual(CarriedFigures.parse(JSON.parse(readSealedPdf(pdf)!.carried)).exports, exports);
    const text = Buffer.from(pdf).toString('latin1');
    const places = {
      'a page': text.indexOf('endstream', text.indexOf('/Type /Page')) - 40,
      'the title': text.indexOf('Territoire'),
      'the seal': text.indexOf('relais-seal:') + 20,
      'the end': text.lastIndexOf('%%EOF') + 2,
    };
    for (const [name, at] of Object.entries(places)) {
      const changed = pdf.slice();
      changed[at]! ^= 1;
      const { status, body } = await check(changed);
      assert.deepEqual([status, body.isIntact], [200, false], name);
    }
    const longer = new Uint8Array([...pdf, ...new TextEncoder().encode('\n9 0 obj\n<<>>\nendobj\n')]);
    assert.equal((await check(longer)).body.isIntact, false, 'a part put on its end');
    const twice = new Uint8Array([...pdf, ...new TextEncoder().encode(`\n(relais-seal:${'0'.repeat(64)})`)]);
    assert.equal((await check(twice)).body.isIntact, false, 'a second seal');
  });

  it('gives every figure again when its exports are counted anew from the log', async () => {
    const { store, context } = backend;
    const verified = await verifyExportedFile(store.db, context.secrets, readExportedFile(pdf)!);
    assert.deepEqual(
      verified.map(({ ok, differing }) => [ok, differing]),
      exports.map(() => [true, []]),
    );
  });

  it('shows a changed digit on a page, whoever writes the page again', async () => {
    // All that is drawn, a digit otherwise, and packed anew: a document as good as the first, but for its seal.
    const text = Buffer.from(pdf).toString('latin1');
    const [packed, drawn] = [...text.matchAll(/stream\n([\s\S]*?)\nendstream/g)]
      .map(([, stream = '']) => [stream, unpacked(stream)] as const)
      .find(([, content]) => content?.includes('BT'))!;
    drawn![drawn!.length - 2]! ^= 1;
    const forged = text.replace(packed, () => deflateSync(drawn!).toString('latin1'));
    assert.notEqual(forged, text);
    const { body } = await check(Buffer.from(forged, 'latin1'));
    assert.deepEqual([body.sealed, body.isIntact], [true, false]);
  });

  it('is not sealed when what travels in it was changed', async () => {
    const forged = { ...exports[0]!, figures: exports[0]!.figures.map((one) => ({ ...one, numerator: 124 })) };
    const carried = deflateSync(JSON.stringify({ kind: 'relais-figure-document', format: 1, exports: [forged] }));
    const document = Buffer.concat([
      Buffer.from('%PDF-1.7\n<</Type /EmbeddedFile>>\nstream\n'),
      carried,
      Buffer.from('\nendstream'),
    ]);
    const { body } = await check(document);
    assert.deepEqual([body.sealed, body.isIntact], [false, false]);
  });

  it('that carries nothing of ours, or too much, is refused', async () => {
    const bomb = deflateSync(Buffer.alloc(64 * 1024 * 1024));
    const around = (stream: Buffer) =>
      Buffer.concat([Buffer.from('%PDF-1.7\n<</Type /EmbeddedFile>>\nstream\n'), stream, Buffer.from('\nendstream')]);
    for (const bytes of [
      Buffer.from('%PDF-1.7\n'),
      around(Buffer.from('no zlib')),
      around(deflateSync('{}')),
      around(bomb),
    ]) {
      const { status, body } = await check(bytes);
      assert.deepEqual([status, body.code], [400, 'invalid-request']);
    }
  });

  it('is made of exports as they were made here, and of nothing else', async () => {
    const forged = [{ ...exports[0]!, figures: [] }];
    const refused = await send({ exports: forged, title: 'x', views: VIEWS });
    assert.deepEqual([refused.status, ((await refused.json()) as { code: string }).code], [400, 'invalid-request']);
    for (const changes of [
      { title: ' ' },
      { title: 'x'.repeat(81) },
      { views: [] },
      { views: [{ ...VIEWS[0], view: 'cake' }] },
    ])
      assert.equal(
        (await send({ exports, title: 'Board', views: VIEWS, ...changes })).status,
        400,
        JSON.stringify(changes),
      );
    assert.equal(
      (await send({ exports, title: 'x', views: VIEWS }, bearer(await backend.token('secretary')))).status,
      403,
    );
  });

  it('holds long names and many figures on as many pages as it takes', async () => {
    const views = [...VIEWS, ...VIEWS, ...VIEWS, ...VIEWS, ...VIEWS, ...VIEWS];
    const many = readPdf(await print({ title: `${'Très long '.repeat(7)}<&>`, views }));
    assert.ok(many.pages > 15, `${many.pages}`);
    assert.ok(textOf(many).includes('Très long'));
  });

  it('is not made where there is nothing to make it with', async () => {
    const poor = await openBackend(sqlite);
    try {
      const headers = bearer(await poor.token('coordinator'));
      const { body: file } = await poor.call<FigureExport>(
        'POST',
        '/figure-exports',
        { indicators: ['SNP-01'], from: '2026-10-01', to: '2026-10-31' },
        headers,
      );
      const { status, body } = await poor.call<OrProblem<object>>(
        'POST',
        '/figure-exports/document',
        { exports: [file], title: 'x', views: VIEWS.slice(0, 1) },
        headers,
      );
      assert.deepEqual([status, body.code], [501, 'figures-not-printable']);
    } finally {
      await poor.close();
    }
  });
});
