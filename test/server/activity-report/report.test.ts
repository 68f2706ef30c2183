import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { indicatorDefinitions } from '@relais/engine/indicators';
import { figureCsv } from '@relais/engine/indicators/files';
import type { DeclareAction, FigureExport, Problem } from '@relais/model';
import { readReport, verifyReport } from '../../../packages/server/src/activity-report/index.ts';
import type { ReadReport } from '../../../packages/server/src/activity-report/index.ts';
import { createStationery } from '../../../packages/server/src/core/print/node-stationery.ts';
import { readWord } from '../../../packages/server/src/core/print/read-word.ts';
import { write } from '../../../packages/server/src/core/write/write.ts';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { bearer, openBackend } from '../support/backend.ts';
import type { TestBackend } from '../support/backend.ts';
import { createDeskSettings } from '../support/desk.ts';
import { describeEngines } from '../support/engines.ts';
import { STRUCTURE } from '../support/territory.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const BODY = 'word/document.xml';

const screening: DeclareAction = {
  ...{ kind: 'prevention', mission: 'prevention', on: '2026-10-02', title: 'Dépistage rénal, marché de Brume' },
  ...{
    sheet: 'Fiche 4',
    reached: 42,
    attendees: 5,
    evidence: 'https://fichiers.cpts.example/2026/rein%20d%C3%A9pist%C3%A9.pdf',
  },
};

describeEngines('the activity report', (engine) => {
  let backend: TestBackend;
  let coordinator: Record<string, string>;

  before(async () => {
    backend = await openBackend(engine, { surroundings: { stationery: createStationery() } });
    await importDocument(backend.context, createDeskSettings(), 'test', STRUCTURE);
    backend.clock.now = Date.parse('2026-12-15T09:00:00Z');
    coordinator = bearer(await backend.token('coordinator'));
    // Twenty requests of a dozen patients, and two of one patient alone.
    for (let index = 0; index < 20; index += 1) await request(`intake-${index}`, '2026-08-11', `patient-${index % 12}`);
    for (let index = 0; index < 2; index += 1) await request(`alone-${index}`, '2026-12-14', 'patient-alone');
    await declare(screening);
    await declare({
      ...screening,
      on: '2026-03-05',
      title: 'Vaccination',
      reached: 3,
      attendees: 2,
      evidence: 'Classeur 2',
    });
    await declare({ kind: 'staffMeeting', mission: 'quality', on: '2026-05-04', title: 'Staff', attendees: 9 });
  });
  after(() => backend.close());

  async function request(id: string, day: string, patient: string): Promise<void> {
    await write(backend.context, STRUCTURE, (writing) => {
      writing.record({
        type: 'intake.recorded',
        subject: id,
        actor: 'professional:1',
        data: { entryPoint: 'nurse', startedAt: `${day}T08:00:00Z`, outcome: 'redirected', target: 'dentist' },
        person: { patient, age: 40, commune: 'Vallon' },
      });
      return Promise.resolve();
    });
  }

  async function declare(action: DeclareAction): Promise<string> {
    const { status, body } = await backend.call<{ id: string }>('POST', '/actions', action, coordinator);
    assert.equal(status, 201, JSON.stringify(body));
    return body.id;
  }

  async function fetchReport(year = '2026', language = 'fr', headers = coordinator): Promise<Response> {
    const path = `/api/v1/structures/${STRUCTURE}/activity-reports/${year}/${language}`;
    return backend.app.fetch(new Request(`http://relais.test${path}`, { headers }));
  }

  async function takeReport(year = '2026', language = 'fr'): Promise<Uint8Array> {
    const response = await fetchReport(year, language);
    assert.equal(response.status, 200, response.status === 200 ? '' : await response.text());
    return new Uint8Array(await response.arrayBuffer());
  }

  const verify = (read: ReadReport) => verifyReport(backend.store.db, backend.context.secrets, read.report);

  it('is a document of its own name, with headings, tables, a language and a list of what is in it', async () => {
    const response = await fetchReport();
    assert.equal(response.headers.get('content-type'), DOCX);
    assert.equal(response.headers.get('content-disposition'), `attachment; filename="${STRUCTURE}-2026.docx"`);
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
    for (const [name, content] of Object.entries(files)) if (/\.(?:xml|rels)$/.test(name)) parse(strFromU8(content));
    const body = strFromU8(files[BODY]!);
    for (const style of ['Title', 'Heading1', 'Heading2', 'Heading3', 'Statement', 'Blank'])
      assert.ok(body.includes(`<w:pStyle w:val="${style}"/>`), style);
    assert.match(body, /<w:instrText[^>]*>TOC /);
    assert.equal(count(body, /<w:tblHeader/g), count(body, /<w:tbl>/g));
    assert.match(strFromU8(files['word/styles.xml']!), /<w:lang w:val="fr-FR"/);
    assert.match(strFromU8(files['docProps/core.xml']!), /<dc:title>Rapport d’activité 2026<\/dc:title>/);
  });

  it('has by mission the fiches action, what was declared under them, and where its evidence is', async () => {
    const { paragraphs, tables } = readWord(await takeReport())!;
    const missions = paragraphs.filter((text) => text.startsWith('Mission')).slice(-6);
    assert.deepEqual(missions, [
      ...['Mission : accès aux soins', 'Mission : parcours', 'Mission : prévention', 'Mission : crise sanitaire'],
      ...['Mission optionnelle : qualité et pertinence', 'Mission optionnelle : accompagnement des professionnels'],
    ]);
    assert.ok(paragraphs.includes('Fiche action : Fiche 4'));
    const actions = tables.filter(([head]) => head?.[0] === 'Date').map(([, ...rows]) => rows);
    assert.deepEqual(actions, [
      [
        ['05/03/2026', 'Vaccination Action de prévention ; compte dans ACI-V1', '< 5', '2', 'Classeur 2'],
        ['02/10/2026', `${screening.title} Action de prévention ; compte dans ACI-V1`, '42', '5', 'rein dépisté.pdf'],
      ],
      [['04/05/2026', 'Staff Réunion pluriprofessionnelle ; compte dans ACI-Q1, STF-01', '—', '9', 'aucune citée']],
    ]);
  });

  it('says the numbers that the table of figures says, with what they are made of', async () => {
    const { tables, paragraphs } = readWord(await takeReport())!;
    const rows = tables.filter(([head]) => head?.[2] === 'n/N').flatMap(([, ...others]) => others);
    const rowOf = (id: string) => rows.find(([name]) => name?.includes(` ${id}, `));
    assert.deepEqual(rowOf('SNP-01'), [
      ...['Demandes SNP-01, définition version 1', '20 demandes', '20', 'mesuré', '01/01/2026 au 13/12/2026', 'aucun'],
    ]);
    assert.deepEqual(rowOf('ACI-V1')?.slice(1, 4), ['2 actions', '2', 'déclaré']);
    assert.deepEqual(rowOf('ACI-A1')?.slice(1), ['—', '—', 'non mesuré ici', '—', '—']);
    // Nothing was there to be served or missed: that is not zero.
    assert.equal(rowOf('SNP-09')?.[1], '—');
    assert.ok(paragraphs.some((text) => text.startsWith('En 2026, ') && text.includes('20 demandes')));
    const query = { indicators: indicatorDefinitions.map(({ id }) => id), from: '2026-01-01', to: '2026-12-15' };
    const exported = await backend.call<FigureExport>('POST', '/figure-exports', query, coordinator);
    for (const line of figureCsv([exported.body]).split('\r\n').slice(1)) {
      const [id = '', , , , , , , , , , , , , numerator, denominator, , , state] = line.split(';');
      const row = rowOf(id);
      if (!row || numerator === '' || state !== '') continue;
      assert.equal(row[2]?.replaceAll(' ', ''), denominator ? `${numerator}/${denominator}` : numerator, id);
    }
  });

  it('counts nothing that one to four people stand behind, and carries nothing of it', async () => {
    const { tables, proof } = readWord(await takeReport())!;
    assert.ok(!tables.flat().some(([name, value]) => name?.includes(' SNP-01, ') && value?.startsWith('22')));
    assert.ok(!/"numerator":22\b|patient-alone/.test(proof!));
    assert.ok(!proof!.includes('"reached":3'));
  });

  it('can be verified, as it is and after somebody has completed it', async () => {
    for (const language of ['fr', 'en']) {
      const read = readReport(await takeReport('2026', language))!;
      assert.deepEqual([read.missing, read.added], [[], []]);
      assert.deepEqual(await verify(read), { sealed: true, inLog: true, differing: [], ok: true });
    }
    const completed = edited(await takeReport(), (body) =>
      body
        .replace('faits marquants de l’année', 'douze soirées, 300 personnes')
        .replace('</w:t>', '</w:t><w:t> !</w:t>'),
    );
    assert.deepEqual(readReport(completed)?.missing, []);
  });

  it('shows one changed digit, in a table or in a sentence, and a row that was put in', async () => {
    const bytes = await takeReport();
    const inTable = readReport(edited(bytes, (body) => body.replace('>20<', '>21<')))!;
    assert.match(inTable.missing.join(), /SNP-01/);
    assert.match(inTable.added.join(), /SNP-01.*21/);
    const inSentence = readReport(edited(bytes, (body) => body.replace('20 demandes', '90 demandes')))!;
    assert.match(inSentence.missing.join(), /20 demandes/);
    const row = /<w:tr>(?:(?!<\/w:tr>).)*Vaccination.*?<\/w:tr>/s;
    const twice = readReport(edited(bytes, (body) => body.replace(row, '$&$&')))!;
    assert.deepEqual([twice.missing, twice.added.length], [[], 1]);
    const without = readReport(edited(bytes, (body) => body.replace(row, '')))!;
    assert.match(without.missing.join(), /Vaccination/);
  });

  it('does not believe a document whose seal was made to fit', async () => {
    const forged = edited(
      await takeReport(),
      (body) => body.replace('>42<', '>52<'),
      (proof) => proof.replace('"reached":42', '"reached":52'),
    );
    const read = readReport(forged)!;
    assert.deepEqual(read.missing, []);
    const found = await verify(read);
    assert.deepEqual([found.ok, found.sealed], [false, false]);
    assert.match(found.differing.join(), /^action /);
    const moved = readReport(
      edited(await takeReport(), undefined, (proof) => proof.replaceAll('"year":2026', '"year":2025')),
    )!;
    assert.equal((await verify(moved)).sealed, false);
  });

  it('leaves out what was put right, and is still right of the moment it was made', async () => {
    const before = readReport(await takeReport())!;
    const wrong = await declare({ ...screening, on: '2026-11-03', title: 'Dépistage, mal daté' });
    const right = await declare({ ...screening, on: '2026-11-04', title: 'Dépistage, bien daté', corrects: wrong });
    const read = readReport(await takeReport())!;
    const ids = read.report.actions.map(({ id }) => id);
    assert.deepEqual([ids.includes(wrong), ids.includes(right)], [false, true]);
    assert.ok((await verify(read)).ok);
    assert.ok((await verify(before)).ok);
  });

  it('bears titles that are no XML, or longer than a line', async () => {
    const title = `<w:p>&amp; "]]>' ${'très'.repeat(40)}`;
    await declare({ ...screening, on: '2026-11-05', title, sheet: 'A & B < C', evidence: `javascript:alert('<x>')` });
    // What no request may say, a database of before may hold.
    const odd = '\u0000\u0007\ud800fin\ufffe';
    await backend.store.db
      .updateTable('action')
      .set({ title: engine.name === 'postgres' ? '\u0007fin\ufffe' : odd })
      .where('title', '=', 'Staff')
      .execute();
    const bytes = await takeReport();
    const body = strFromU8(unzipSync(bytes)[BODY]!);
    parse(body);
    const read = readReport(bytes)!;
    assert.deepEqual([read.missing, read.added], [[], []]);
    assert.ok(read.report.actions.some((action) => action.title === title));
    assert.ok(!strFromU8(unzipSync(bytes)['word/_rels/document.xml.rels']!).includes('javascript'));
  });

  it('is written down in the log, without a word of what it says', async () => {
    const of = () =>
      backend.store.db.selectFrom('event').select('data').where('type', '=', 'activity-report.exported').execute();
    const before = (await of()).length;
    await takeReport();
    const rows = await of();
    assert.equal(rows.length, before + 1);
    const { year, sha256, ...others } = JSON.parse(rows.at(-1)!.data) as Record<string, unknown>;
    assert.equal(year, 2026);
    assert.match(sha256 as string, /^[\da-f]{64}$/);
    assert.deepEqual(Object.keys(others), ['sequence']);
  });

  it('says what is wrong with a year that is none, is to come, or with a language it does not speak', async () => {
    const wrong = [
      ['2027', 'fr', 'year'],
      ['1999', 'fr', 'year'],
      ['2026-03', 'fr', 'year'],
      ['-1', 'fr', 'year'],
      ['2e3', 'en', 'year'],
      ['2026', 'de', 'language'],
    ] as const;
    for (const [year, language, path] of wrong) {
      const response = await fetchReport(year, language);
      const { code, faults } = (await response.json()) as Problem & { faults: { path: string; accepted: string }[] };
      assert.deepEqual([response.status, code, faults[0]?.path], [400, 'invalid-request', path], year);
      assert.ok(faults[0]?.accepted);
    }
    assert.equal((await fetchReport('2026', 'fr', bearer(await backend.token('dpo')))).status, 403);
    const others = await openBackend(engine);
    try {
      const path = '/activity-reports/2026/fr';
      const { status, body } = await others.call<Problem>(
        'GET',
        path,
        undefined,
        bearer(await others.token('coordinator')),
      );
      assert.deepEqual([status, body.code], [501, 'report-not-writable']);
    } finally {
      await others.close();
    }
  });

  it('is found in no other file', () => {
    assert.equal(readReport(new Uint8Array([80, 75, 3, 4, 0])), undefined);
    assert.equal(readReport(zipSync({ [BODY]: strToU8('<w:document/>') })), undefined);
    assert.equal(readReport(strToU8('no zip')), undefined);
  });
});

/** The document as another program would save it, with something changed. */
function edited(bytes: Uint8Array, change?: (body: string) => string, forge?: (proof: string) => string): Uint8Array {
  const files = unzipSync(bytes);
  const alter = (name: string, by: (text: string) => string) => {
    const text = strFromU8(files[name]!);
    const altered = by(text);
    assert.ok(altered !== text, `${name} has what is changed in it`);
    files[name] = strToU8(altered);
  };
  if (change) alter(BODY, change);
  if (forge) alter('customXml/item1.xml', forge);
  return zipSync(files);
}

/** By a reader of its own that bears nothing which is not XML. */
function parse(xml: string): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
}

function count(text: string, what: RegExp): number {
  return [...text.matchAll(what)].length;
}
