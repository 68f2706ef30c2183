import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { SaxesParser } from 'saxes';
import type { PaperGaps, StructureSettings, Territory } from '@relais/model';
import { createStationery } from '../../../packages/server/src/core/print/node-stationery.ts';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { bearer, openBackend } from '../support/backend.ts';
import type { OrProblem, TestBackend, TestBackendOptions } from '../support/backend.ts';
import { createDenseTerritory } from '../support/dense-territory.ts';
import { createDeskSettings } from '../support/desk.ts';
import { describeEngines } from '../support/engines.ts';
import { readCode } from '../support/read-code.ts';
import { readPdf } from '../support/read-pdf.ts';
import type { ReadPdf } from '../support/read-pdf.ts';
import { createChecklist, createSettings, createTerritory, STRUCTURE } from '../support/territory.ts';
import { createVisitSettings } from '../support/visit.ts';

const PAGE = 'https://vallon.example/rendez-vous';

describeEngines('the papers of a launch', (engine) => {
  let backend: TestBackend;
  before(async () => (backend = await open()));
  after(() => backend.close());

  async function open(options: TestBackendOptions = {}): Promise<TestBackend> {
    const opened = await openBackend(engine, { surroundings: { stationery: createStationery() }, ...options });
    await importDocument(opened.context, createDeskSettings(), 'test', STRUCTURE);
    await importDocument(opened.context, createVisitSettings(), 'test', STRUCTURE);
    return opened;
  }

  /** The same centre, but for what a test changes of it; it stays so. */
  async function become({
    settings = {},
    territory = {},
  }: {
    readonly settings?: Partial<StructureSettings>;
    readonly territory?: Partial<Territory>;
  }): Promise<void> {
    const known = Object.entries(createSettings(settings)).filter(([, value]) => value !== undefined);
    await importDocument(backend.context, Object.fromEntries(known), 'test', STRUCTURE);
    await importDocument(backend.context, createTerritory(territory), 'test', STRUCTURE);
  }

  async function ask(paper: string, language = 'fr', role: Parameters<TestBackend['token']>[0] = 'coordinator') {
    const url = `http://relais.test/api/v1/structures/${STRUCTURE}/papers/${paper}/${language}`;
    return backend.app.fetch(new Request(url, { headers: bearer(await backend.token(role)) }));
  }

  async function take(paper: 'poster' | 'sheet', language = 'fr'): Promise<ReadPdf & { readonly lines: string[] }> {
    const response = await ask(paper, language);
    assert.equal(response.status, 200, response.status === 200 ? '' : await response.text());
    const pdf = readPdf(new Uint8Array(await response.arrayBuffer()));
    return { ...pdf, lines: pdf.tagged.map(({ text }) => text.replace(/\s+/g, ' ').trim()).filter(Boolean) };
  }

  async function gaps(): Promise<OrProblem<PaperGaps>> {
    const headers = bearer(await backend.token('secretary'));
    return (await backend.call<OrProblem<PaperGaps>>('GET', '/papers', undefined, headers)).body;
  }

  it('are a poster whose code leads a telephone to the patients’ page, with white around it', async () => {
    await become({});
    const { drawings, lines } = await take('poster');
    const code = readCode(drawings[0]!);
    assert.equal(code.text, PAGE);
    assert.ok(code.module > 1.4, `a module is ${code.module} points`);
    assert.ok(code.left - 56 >= 4 * code.module - 0.01, 'four modules at the left');
    assert.ok(lines.includes(PAGE), 'for those without a telephone that reads it');
    assert.ok(lines.includes('01 99 00 12 34'));
    assert.ok(lines.includes('Ce n’est pas pour les urgences : appelez le 15'));
    assert.ok(lines.includes('Sourd, malentendant, ou si vous ne pouvez pas parler : écrivez au 114 par SMS.'));
  });

  it('say hours and places of the planning in force, in both languages', async () => {
    await become({});
    const french = (await take('poster')).lines;
    assert.ok(french.includes('du lundi au vendredi : 9 h – 12 h et 14 h – 16 h'), french.join('\n'));
    assert.ok(french.includes('Maison du Moulin, Vallon, accès sans marche'));
    assert.ok(french.includes('Cabinet de la Porte, Laporte, accès avec marches'));
    const english = (await take('poster', 'en')).lines;
    assert.ok(english.includes('Monday to Friday: 09:00 – 12:00 and 14:00 – 16:00'), english.join('\n'));
    assert.ok(english.includes('Maison du Moulin, Vallon, step-free access'));
    assert.ok(english.includes('This is not for emergencies: call 15'));
    assert.doesNotMatch(english.join(' '), /accès|lundi|urgence/);
  });

  it('are tagged PDF/A of one page and two, with a language and their fonts, and the same bytes twice', async () => {
    await become({});
    for (const [paper, pages] of [
      ['poster', 1],
      ['sheet', 2],
    ] as const) {
      const pdf = await take(paper, 'en');
      const all = pdf.objects.join('\n');
      assert.equal(pdf.pages, pages);
      assert.match(pdf.metadata, /<pdfaid:part>1<\/pdfaid:part>\s*<pdfaid:conformance>A</);
      assert.match(all, /\/Lang \(en-GB\)/);
      assert.match(all, /\/Marked true/);
      assert.doesNotMatch(all, /\/(Encrypt|JavaScript|EmbeddedFiles|AA|SMask)\b/);
      const fonts = pdf.objects.filter((one) => one.includes('/Type /FontDescriptor'));
      assert.ok(fonts.length === 2 && fonts.every((one) => one.includes('/FontFile2')));
      const tags = new Set(pdf.tagged.map(({ tag }) => tag));
      assert.ok(tags.has('H1') && tags.has('H2') && tags.has('LBody'));
      const [one, other] = [await ask(paper), await ask(paper)];
      assert.deepEqual(await one.arrayBuffer(), await other.arrayBuffer());
    }
    assert.match((await take('poster')).objects.join('\n'), /\/S \/Figure[\s\S]*\/Alt \(/);
    const response = await ask('poster', 'en');
    assert.equal(response.headers.get('content-type'), 'application/pdf');
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.equal(response.headers.get('content-disposition'), `attachment; filename="${STRUCTURE}-poster-en.pdf"`);
  });

  it('have no code for a page that the world cannot reach, give the telephone, and say why', async () => {
    for (const [manageUrl, gap] of [
      [undefined, 'no-page'],
      ['/rendez-vous.html', 'no-page'],
      ['http://vallon.example/rendez-vous', 'page-unreachable'],
      ['https://localhost:8080/rendez-vous', 'page-unreachable'],
      ['javascript:alert(1)', 'page-unreachable'],
      [`${PAGE}?${'x'.repeat(300)}`, 'page-too-long'],
    ] as const) {
      await become({ settings: { manageUrl } });
      const { drawings, lines } = await take('poster');
      assert.ok(!drawings[0]!.includes('/Figure'), manageUrl);
      assert.ok(lines.includes('Téléphonez :') && lines.includes('01 99 00 12 34'), lines.join('\n'));
      assert.doesNotMatch(lines.join(' '), /code|adresse|javascript/);
      assert.deepEqual((await gaps()).poster, [gap, 'checklist-draft']);
      assert.match((await take('sheet')).lines.join(' '), /l’affiche n’(?:a pas de code QR|en a pas)\./);
    }
  });

  it('promise no booking of one’s own where seats are for professionals, or nothing can be booked without a reason', async () => {
    const ask =
      'Demandez à votre médecin, à votre pharmacien ou à votre infirmier : ils peuvent demander une place pour vous.';
    await become({ settings: { audience: 'SNP' } });
    const { openings } = createTerritory();
    await become({
      settings: { audience: 'SNP' },
      territory: { openings: openings.map((opening) => ({ ...opening, visibility: ['SNP'] })) },
    });
    const forPros = await take('poster');
    assert.ok(forPros.lines.includes(ask));
    assert.doesNotMatch(forPros.lines.join(' '), /Quand|vallon\.example/);
    assert.ok(!forPros.drawings[0]!.includes('/Figure'));
    assert.deepEqual((await gaps()).poster, ['not-open', 'checklist-draft']);
    // The patients' page looks for seats of the structure's own audience, and there are none.
    await become({ settings: { audience: 'PUBLIC' } });
    assert.deepEqual((await gaps()).poster, ['not-open', 'checklist-draft']);
    await become({ settings: { reasons: undefined, phone: undefined } });
    assert.ok((await take('poster')).lines.includes(ask), 'no telephone either');
    assert.deepEqual((await gaps()).poster, ['no-phone', 'no-reasons', 'checklist-draft']);
  });

  it('tell the first day with what the structure has decided', async () => {
    await become({ territory: { allocation: { weight: 'equal', period: 'month' }, synthetic: false } });
    const words = (await take('sheet')).lines.join('\n');
    for (const said of [
      'Secrétariat : ',
      '« Signes », version 1, 3 signes, brouillon à valider par un médecin de la structure. Un signe grave',
      'Le motif, à choisir dans la liste : Toux ; Plaie.',
      '« Proposer un créneau » (F8)',
      'Un rappel : « Mettre en rappel » (F9)',
      'Rappel rapide (30 min, soignant seul) ; ',
      // « À ne pas afficher » was printed before: the letter of these is a part of that one.
      'Ailleurs : « Orienter » : Dentiste ; Urgences.',
      'Annuler, déplacer',
      'jusqu’à 30 min avant l’heure. Ce serveur n’envoie pas de courriel',
      'Horaires habituels : du lundi au vendredi : 9 h – 12 h et 14 h – 16 h',
      'Maison du Moulin, Vallon, accès sans marche : Équipe nord ; Équipe des chênes',
      'à parts égales ; le créneau proposé est celui du cabinet qui a le plus de retard sur sa part',
      'le compte repart de zéro chaque mois',
      'Coordination : 01 99 00 12 34',
      `Page des patients : les patients y prennent rendez-vous eux-mêmes : ${PAGE}`,
      'La liste des signes est un brouillon : un médecin de la structure doit la valider et la signer avant l’ouverture.',
    ])
      assert.ok(words.includes(said), `${said}\n---\n${words}`);
    assert.doesNotMatch(words, /Docteure Essai|fictif/, 'names no volunteer');
    assert.match((await take('sheet', 'en')).lines.join('\n'), /in equal parts; .* begins anew every month/);
  });

  it('say who has signed the list of signs, and no longer that it is a draft', async () => {
    const signed = { status: 'signed', signedBy: 'Dre Exemple', signedAt: '2026-11-02T09:00:00Z' } as const;
    await become({});
    await importDocument(backend.context, createChecklist({ version: '2', ...signed }), 'test', STRUCTURE);
    const words = (await take('sheet')).lines.join('\n');
    assert.match(words, /version 2, 3 signes, signée par Dre Exemple le 2 novembre 2026\./);
    assert.doesNotMatch(words, /brouillon/);
    assert.deepEqual(await gaps(), { poster: [], sheet: [] });
    await importDocument(backend.context, createChecklist(), 'test', STRUCTURE);
  });

  it('stay whole with thirty places, a long name, and what no file may hold', async () => {
    const name = `Communauté <b>&amp;</b>\n\t\u202e\u200b${'Très longue '.repeat(40)}`;
    const sites = Array.from({ length: 30 }, (_, index) => ({
      ...{ id: `s${index}`, name: `Maison de santé\npluriprofessionnelle n° ${index + 1}`, commune: 'Saint-Rémy' },
      stepFree: index % 2 === 0,
    }));
    const practices = sites.map(({ id }, index) => ({ id: `p${index}`, name: `Cabinet ${index}`, siteId: id }));
    const openings = practices.map(({ id: practiceId }) => ({
      ...{ practiceId, days: ['mon' as const], from: '09:00', to: '10:00', slotsPerHour: 4 as const },
    }));
    await become({ settings: { name, phone: '01\n'.repeat(200) }, territory: { sites, practices, openings } });
    for (const language of ['fr', 'en']) {
      const poster = await take('poster', language);
      assert.equal(poster.pages, 1);
      assert.equal(readCode(poster.drawings[0]!).text, PAGE);
      const seen = poster.lines.filter((line) => line.startsWith('Maison de santé pluriprofessionnelle n° ')).length;
      const left = Number(/(?:et|and) (\d+) (?:autres lieux|more places)/.exec(poster.lines.join(' '))?.[1] ?? 0);
      assert.equal(seen + left, 30);
      assert.ok(seen >= 16, `${seen} are seen`);
      const sheet = await take('sheet', language);
      assert.ok(sheet.pages <= 2, `${sheet.pages} pages`);
      for (const { metadata, lines } of [poster, sheet]) {
        wellFormed(metadata);
        assert.ok(
          lines.some((line) => line.startsWith('Communauté <b>&amp;</b> Très longue')),
          lines.join('\n'),
        );
        // eslint-disable-next-line no-control-regex
        assert.doesNotMatch(lines.join(''), /[\u0000-\u001f\u202e\ufffd]/);
      }
    }
  });

  it('are there in time for the largest territory there may be', async () => {
    await become({ territory: createDenseTerritory() });
    for (const paper of ['poster', 'sheet'] as const) {
      // Of this process's computing: a machine that does other things meanwhile computes slower.
      const began = process.cpuUsage();
      const { lines } = await take(paper);
      const { user, system } = process.cpuUsage(began);
      assert.ok(user + system < 6_000_000, `${(user + system) / 1000} ms`);
      assert.match(lines.join(' '), /et \d{3} autres lieux/);
    }
  });

  it('are refused while nobody is received anywhere, and where nothing is printed', async () => {
    await become({ territory: { openings: [] } });
    for (const paper of ['poster', 'sheet']) {
      const response = await ask(paper);
      assert.equal(response.status, 409);
      assert.equal(((await response.json()) as { code: string }).code, 'papers-not-ready');
    }
    assert.equal((await gaps()).code, 'papers-not-ready');
    await become({ territory: { exceptions: [{ type: 'closure', from: '2026-11-01', to: '2027-12-31' }] } });
    assert.equal((await ask('poster')).status, 409, 'closed for more than eight weeks');
    await become({});
    const bare = await openBackend(engine);
    try {
      const headers = bearer(await bare.token('coordinator'));
      const { status, body } = await bare.call<OrProblem<object>>('GET', '/papers/poster/fr', undefined, headers);
      assert.deepEqual([status, body.code], [501, 'papers-not-printable']);
    } finally {
      await bare.close();
    }
  });

  it('are for those who launch: coordinators, administrators, secretaries, of this structure alone', async () => {
    await become({});
    for (const role of ['coordinator', 'structureAdmin', 'secretary'] as const)
      assert.equal((await ask('poster', 'fr', role)).status, 200, role);
    for (const role of ['dispatcher', 'slotProvider', 'dpo', 'delegate'] as const)
      assert.equal((await ask('poster', 'fr', role)).status, 403, role);
    const elsewhere = bearer(await backend.token('coordinator', 'elsewhere'));
    for (const path of ['/papers', '/papers/poster/fr', '/papers/sheet/en']) {
      assert.equal((await backend.call('GET', path, undefined, elsewhere)).status, 403);
      assert.equal((await backend.call('GET', path)).status, 401);
    }
  });

  it('know two papers and two languages', async () => {
    await become({});
    assert.equal((await ask('leaflet')).status, 404);
    assert.equal((await ask('poster', 'de')).status, 400);
    assert.equal((await ask('..%2fposter')).status, 404);
  });
});

function wellFormed(xml: string): void {
  const parser = new SaxesParser();
  parser.on('error', (error) => assert.fail(error));
  parser.write(xml).close();
}
