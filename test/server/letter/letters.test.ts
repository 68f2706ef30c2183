import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { after, before, it } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import type { LetterContent, LetterPreview, LetterSettings, RunAccesses } from '@relais/model';
import { createMailer } from '../../../packages/server/src/core/mail/mailer.ts';
import { createMailWorker } from '../../../packages/server/src/core/mail/worker.ts';
import type { MailKind } from '../../../packages/server/src/core/mail/worker.ts';
import { subjects } from '../../../packages/server/src/subjects.ts';
import { verifyLog } from '../../../packages/server/src/verify-log.ts';
import { assertChain } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { startSmtp } from '../support/local-smtp.ts';
import { readMessage } from '../support/read-message.ts';
import { readPdf } from '../support/read-pdf.ts';
import { STRUCTURE } from '../support/territory.ts';
import { DOCTOR, LETTERS, openLetterStage, POSITIVE } from './stage.ts';
import type { LetterStage } from './stage.ts';

const MINUTE = 60_000;
/** Rule 9: the rapid test says nothing, a délégant is called. */
const UNCLEAR = { 'od.trod': 'non-concluant' };

const kinds = Object.assign({}, ...subjects.map(({ mails }) => mails)) as Record<string, MailKind>;
const secureKinds = Object.fromEntries(Object.entries(kinds).filter(([, { secure }]) => secure));

describeEngines('a letter', (engine) => {
  let stage: LetterStage;
  before(async () => {
    stage = await openLetterStage(engine);
  });
  after(async () => {
    await assertChain(stage.backend.store);
    await stage.close();
  });

  const draft = async (run: string, kind: string) =>
    (await stage.list(run)).body.drafts.find((one) => one.kind === kind)!;
  const wordsOf = ({ blocks }: LetterContent) =>
    blocks.map((block) => ('text' in block ? block.text : JSON.stringify(block)));

  it('tells the doctor who, why, what was found in sentences, alerts, outcome and what is asked', async () => {
    const run = await stage.finish({ differs: POSITIVE });
    const made = await stage.make(run.id, { doctor: DOCTOR, request: 'Merci de la revoir dans 3 jours.' });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const { body } = await stage.list(run.id);
    const words = wordsOf(body.letters[0]!.content).join('\n');
    for (const said of [
      'Odette Lefèvre, né(e) le 21 mars 2013 (13 ans)',
      'Ida Roux, infirmier ou infirmière',
      'délégant : Anne Durand',
      'Résultat TROD\u00a0: positif. Poids (moins de 15 ans, si TROD positif)\u00a0: 41,5\u00a0kg.',
      'Aucune alerte.',
      'Prise en charge directe',
      'Merci de la revoir dans 3 jours.',
      'RPPS 10000000003',
    ]) {
      assert.ok(words.includes(said), `${said} in ${words}`);
    }
    assert.deepEqual(body.letters[0]!.content.to, ['À l’attention du Dr Noémie Œuvrard & Fils', '3 rue des Lilas']);
  });

  it('says of an alert who was called and what they answered', async () => {
    const patient = stage.createPatient();
    await patient.consents();
    const identity = { familyName: 'Lefèvre', givenName: 'Odette', birthDate: '2013-03-21', ageYears: 13 };
    const { body: run } = await stage.start(
      stage.ida,
      stage.startOf(patient.id, { patient: { id: patient.id, identityStatus: 'qualified', ...identity } }),
    );
    const saved = await stage.save(run.id, UNCLEAR);
    await stage.acknowledge(run.id, '9');
    await stage.answer(run.id, '9', 'takeOver', stage.ida, stage.first.id);
    assert.equal((await stage.end(run.id, saved.body.revision, { outcome: 'takeover' })).status, 200);
    const { content } = await draft(run.id, 'liaisonLetter');
    const list = content.blocks.find(({ kind }) => kind === 'list');
    assert.match(
      JSON.stringify(list),
      /vue par le délégué à 08:00 ; Anne Durand appelé\(e\) à 08:00 ; réponse de Anne Durand à 08:00, par téléphone : « je reprends le patient »/,
    );
    assert.ok(wordsOf(content).includes('Reprise par le délégant.'));
  });

  it('as a PDF says exactly the narrative, tagged, with its fonts, as PDF/A-1a asks', async () => {
    const run = await stage.finish({ differs: POSITIVE });
    const made = await stage.make(run.id, { doctor: DOCTOR });
    const { status, headers, bytes } = await stage.take(run.id, made.body.id, 'pdf');
    assert.equal(status, 200);
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.match(headers.get('content-disposition') ?? '', /filename="liaisonLetter\.pdf"/);
    const { content } = (await stage.list(run.id)).body.letters[0]!;
    const pdf = readPdf(bytes);
    const said = pdf.tagged.filter(({ text, tag }) => text !== '' && tag !== 'Lbl').map(({ text }) => text.trim());
    const { letterhead } = LETTERS;
    assert.deepEqual(said, [
      ...[letterhead.name, ...letterhead.address, '+33 1 53 01 00 00 · coordination@cpts.example · FINESS 990000001'],
      ...content.to,
      `Le ${content.dated}`,
      content.title,
      ...content.blocks.flatMap((block) =>
        block.kind === 'list' ? block.items : block.kind === 'facts' ? [] : [block.text],
      ),
    ]);
    assert.deepEqual(
      [...new Set(pdf.tagged.map(({ tag }) => tag))],
      ['Document', 'P', 'H1', 'H2', 'L', 'LI', 'Lbl', 'LBody'],
    );
    const all = pdf.objects.join('\n');
    assert.match(pdf.metadata, /<pdfaid:part>1<\/pdfaid:part>\s*<pdfaid:conformance>A</);
    assert.match(all, /\/Lang \(fr-FR\)/);
    assert.match(all, /\/Marked true/);
    assert.match(all, /\/DisplayDocTitle true/);
    assert.match(all, /\/GTS_PDFA1/);
    assert.doesNotMatch(all, /\/(Encrypt|JavaScript|EmbeddedFiles|AA|SMask)\b/);
    const fonts = pdf.objects.filter((one) => one.includes('/Type /FontDescriptor'));
    assert.ok(fonts.length === 2 && fonts.every((one) => one.includes('/FontFile2') && one.includes('/CIDSet')));
    wellFormed(pdf.metadata);
    assert.deepEqual((await stage.take(run.id, made.body.id, 'pdf')).bytes, bytes, 'the same letter is the same bytes');
  });

  it('goes as a CDA in an IHE XDM package whose hash and size are right', async () => {
    const run = await stage.finish();
    const made = await stage.make(run.id, { doctor: DOCTOR, secrecy: true });
    const [zip, pdf] = [
      await stage.take(run.id, made.body.id, 'package'),
      await stage.take(run.id, made.body.id, 'pdf'),
    ];
    const files = unzipSync(zip.bytes);
    assert.deepEqual(Object.keys(files), [
      ...['INDEX.HTM', 'README.TXT', 'IHE_XDM/SUBSET01/METADATA.XML', 'IHE_XDM/SUBSET01/DOC00001.XML'],
    ]);
    const document = files['IHE_XDM/SUBSET01/DOC00001.XML']!;
    const metadata = strFromU8(files['IHE_XDM/SUBSET01/METADATA.XML']!);
    const slot = (name: string) =>
      new RegExp(`<rim:Slot name="${name}"><rim:ValueList><rim:Value>([^<]*)`).exec(metadata)?.[1];
    assert.deepEqual(
      [slot('URI'), slot('size'), slot('hash')],
      ['DOC00001.XML', String(document.length), createHash('sha1').update(document).digest('hex')],
    );
    wellFormed(metadata);
    const cda = strFromU8(document);
    // The order of the schema (POCD_MT000040.ClinicalDocument).
    assert.deepEqual(wellFormed(cda), [
      ...['realmCode', 'typeId', 'templateId', 'templateId', 'templateId', 'id', 'code', 'title', 'effectiveTime'],
      ...['confidentialityCode', 'languageCode', 'setId', 'versionNumber', 'recordTarget', 'author', 'custodian'],
      ...['informationRecipient', 'legalAuthenticator', 'documentationOf', 'componentOf', 'component'],
    ]);
    for (const part of [
      'root="2.16.840.1.113883.2.8.2.1"',
      'root="1.2.250.1.213.1.1.1.1"',
      'root="1.3.6.1.4.1.19376.1.2.20"',
      'code="11488-4"',
      '<birthTime value="20130321"/>',
      '<effectiveTime value="20261109080000+0100"/>',
      'extension="810000000003"',
      'nullFlavor="NASK"',
    ]) {
      assert.ok(cda.includes(part), part);
    }
    assert.ok(cda.includes(`representation="B64">${Buffer.from(pdf.bytes).toString('base64')}<`));
    const id = /<id root="(2\.25\.\d+)"\/>/.exec(cda)?.[1];
    assert.ok(id !== undefined && metadata.includes(`value="${id}"`), 'one id in both');
    assert.match(metadata, /nodeRepresentation="INVISIBLE_REPRESENTANTS_LEGAUX"/);
  });

  it('leaves through the secure mail alone, with its subject, headers and receipt', async () => {
    const smtp = await startSmtp();
    const [secure, ordinary] = [
      createMailer(smtp.url, 'cpts@exemple.mssante.fr'),
      createMailer(smtp.url, 'cpts@example.org'),
    ];
    const { context } = stage.backend;
    const run = await stage.finish();
    const made = await stage.make(run.id, { doctor: DOCTOR });
    assert.equal((await stage.act(run.id, made.body.id, 'sendings')).body.delivery.state, 'queued');
    const others = Object.fromEntries(Object.entries(kinds).filter(([name]) => !(name in secureKinds)));
    assert.equal(await createMailWorker({ context, kinds: others, mailer: ordinary }).runOnce(), 0);
    assert.equal(await createMailWorker({ context, kinds: secureKinds, mailer: secure }).runOnce(), 1);
    const [{ to, message, raw } = assert.fail()] = smtp.received;
    assert.deepEqual(to, [DOCTOR.msSanteAddress]);
    const header = (name: string) => message.headers.get(name);
    assert.equal(header('subject'), 'XDM/1.0/DDM+Lettre de synthèse au médecin traitant LEFÈVRE Odette 21/03/2013');
    assert.match(raw, /^X-MSS-CODECDA: 11488-4\r$/m);
    assert.match(raw, /^X-MSS-INS: N\r$/m);
    assert.match(raw, /^X-MSS-NIL: NIL-0001\r$/m);
    assert.equal(header('disposition-notification-to'), 'cpts@exemple.mssante.fr');
    assert.equal(header('auto-submitted'), undefined);
    assert.deepEqual(
      message.parts.map(({ disposition }) => /filename="?([^";]+)/.exec(disposition)?.[1]).filter(Boolean),
      ['IHE_XDM.zip', '20261109_Lettre_de_synthese_au_medecin_traitant_LEFEVRE_Odette.pdf'],
    );
    assert.equal((await stage.list(run.id)).body.letters[0]?.delivery.state, 'sent');
    assert.equal((await stage.act(run.id, made.body.id, 'sendings')).body.delivery.state, 'sent', 'asked again');
    assert.equal(await createMailWorker({ context, kinds: secureKinds, mailer: secure }).runOnce(), 0);
    for (const mailer of [secure, ordinary]) mailer.close();
    await smtp.close();
  });

  it('can be taken as a mail that is sent by hand', async () => {
    const run = await stage.finish();
    const made = await stage.make(run.id, { doctor: DOCTOR });
    const { status, bytes } = await stage.take(run.id, made.body.id, 'message');
    assert.equal(status, 200);
    const { headers } = readMessage(Buffer.from(bytes).toString('latin1'));
    assert.deepEqual(
      ['to', 'from', 'x-unsent', 'x-mss-codecda'].map((name) => headers.get(name)),
      [DOCTOR.msSanteAddress, 'cpts@exemple.mssante.fr', '1', '11488-4'],
    );
    const handed = await stage.act(run.id, made.body.id, 'handings', { how: 'secureMail' });
    assert.equal(handed.body.delivery.state, 'handed');
  });

  it('does not leave while the patient was not told, or objects', async () => {
    const run = await stage.finish({ informed: false });
    const made = await stage.make(run.id, { doctor: DOCTOR });
    assert.equal((await stage.list(run.id)).body.exchange, 'toInform');
    const refused = await stage.act(run.id, made.body.id, 'sendings');
    assert.deepEqual([refused.body.code, refused.body.refusals], ['letter-not-allowed', ['toInform']]);
    assert.equal((await stage.take(run.id, made.body.id, 'message')).status, 409);
    await run.patient.consents({ code: 'exchangeWithCarers', decision: 'informed' });
    assert.equal((await stage.list(run.id)).body.exchange, 'allowed');
  });

  it('that waits is given up when the patient objects meanwhile', async () => {
    const smtp = await startSmtp();
    const mailer = createMailer(smtp.url, 'cpts@exemple.mssante.fr');
    const run = await stage.finish();
    const made = await stage.make(run.id, { doctor: DOCTOR });
    await stage.act(run.id, made.body.id, 'sendings');
    stage.backend.clock.now += MINUTE;
    await run.patient.consents({ code: 'exchangeWithCarers', decision: 'objected' });
    assert.equal(await createMailWorker({ context: stage.backend.context, kinds: secureKinds, mailer }).runOnce(), 0);
    const { delivery } = (await stage.list(run.id)).body.letters[0]!;
    assert.deepEqual([delivery.state, delivery.code], ['failed', 'exchange-objected']);
    assert.equal(smtp.received.length, 0);
    mailer.close();
    await smtp.close();
  });

  it('waits once, whoever asks at the same time, and though it was given away meanwhile', async () => {
    const run = await stage.finish();
    const made = await stage.make(run.id, { doctor: DOCTOR });
    const both = await Promise.all([1, 2].map(() => stage.act(run.id, made.body.id, 'sendings')));
    assert.deepEqual(
      both.map(({ body }) => body.delivery.state),
      ['queued', 'queued'],
    );
    assert.equal((await stage.act(run.id, made.body.id, 'handings', { how: 'printed' })).body.delivery.state, 'handed');
    assert.equal((await stage.act(run.id, made.body.id, 'sendings')).body.delivery.state, 'handed');
    const mails = await stage.backend.store.db
      .selectFrom('mail')
      .selectAll()
      .where('subject', '=', made.body.id)
      .execute();
    assert.equal(mails.length, 1);
  });

  it('cannot be written otherwise afterwards without being found', async () => {
    const { db } = stage.backend.store;
    const run = await stage.finish();
    const made = await stage.make(run.id, { doctor: DOCTOR });
    const differences = async () =>
      (await stage.backend.store.snapshot((trx) => verifyLog(trx, STRUCTURE))).differences.map(({ id }) => id);
    assert.deepEqual(await differences(), []);
    const letter = () => db.updateTable('letter').where('id', '=', made.body.id);
    const { content, doctor: kept } = await db
      .selectFrom('letter')
      .select(['content', 'doctor'])
      .where('id', '=', made.body.id)
      .executeTakeFirstOrThrow();
    await letter()
      .set({ content: content.replace('Odette', 'Odile') })
      .execute();
    assert.deepEqual(await differences(), [made.body.id]);
    await letter()
      .set({ content, doctor: JSON.stringify({ ...DOCTOR, givenName: 'Noé' }) })
      .execute();
    assert.deepEqual(await differences(), [made.body.id]);
    await letter().set({ doctor: kept }).execute();
  });

  it('without a secure address is printed', async () => {
    const run = await stage.finish();
    const { msSanteAddress: _, ...doctor } = DOCTOR;
    const made = await stage.make(run.id, { doctor });
    const refused = await stage.act(run.id, made.body.id, 'sendings');
    assert.equal(refused.body.code, 'letter-without-address');
    assert.equal((await stage.act(run.id, made.body.id, 'handings', { how: 'printed' })).body.delivery.state, 'handed');
  });

  it('of a prescription says what the law asks, and is not made while any of it is missing', async () => {
    const run = await stage.finish({ differs: POSITIVE });
    const wanted = { kind: 'prescription', prescription: 'amoxicilline-enfant' } as const;
    const refused = await stage.make(run.id, wanted);
    assert.deepEqual([refused.body.code, refused.body.refusals], ['letter-incomplete', ['delegatorPhone']]);
    await stage.backend.store.db
      .updateTable('professional')
      .set({ phone: '+33639981234' })
      .where('rpps', '=', stage.first.rpps)
      .execute();
    const made = await stage.make(run.id, wanted);
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const { content } = (await stage.list(run.id)).body.letters[0]!;
    const facts = content.blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : []));
    assert.deepEqual(Object.fromEntries(facts.map(({ label, value }) => [label, value])), {
      Prescripteur: 'Anne Durand',
      Qualité: 'médecin généraliste',
      Identifiant: 'RPPS 10000000001',
      'Adresse professionnelle': 'CPTS du Val de Brume (fictive), 12 place du Marché, 99999 Brume-les-Bains, France',
      Téléphone: '+33 6 39 98 12 34',
      'Adresse électronique': 'anne@exemple.fr',
      Patient: 'Odette Lefèvre',
      Sexe: 'féminin',
      'Date de naissance': '21 mars 2013 (13 ans)',
      'Poids (moins de 15 ans, si TROD positif)': '41,5\u00a0kg',
      Protocole: 'Odynophagie (mal de gorge), version 0.1',
      'Remise par': 'Ida Roux, infirmier ou infirmière, RPPS 10000000003',
    });
    assert.equal(content.dated, '9 novembre 2026');
    assert.equal((await stage.act(run.id, made.body.id, 'sendings')).body.code, 'letter-not-sendable');
  });

  it('is offered only where the run gives it', async () => {
    const run = await stage.finish();
    assert.deepEqual(
      (await stage.list(run.id)).body.drafts.map(({ kind }) => kind),
      ['liaisonLetter', 'patientSheet', 'certificate'],
    );
    const refused = await stage.make(run.id, { kind: 'prescription', prescription: 'amoxicilline-enfant' });
    assert.equal(refused.body.code, 'letter-not-offered');
    const open = await stage.begin();
    assert.equal((await stage.make(open.id)).body.code, 'run-not-ended');
    assert.deepEqual((await stage.list(open.id)).body.drafts, []);
  });

  it('is made once, whatever is sent twice, and never without a check', async () => {
    const run = await stage.finish();
    const id = randomUUID();
    const [one, two] = await Promise.all([stage.make(run.id, { id }), stage.make(run.id, { id })]);
    assert.deepEqual([one.status, two.status], [201, 201]);
    assert.equal((await stage.list(run.id)).body.letters.length, 1);
    assert.equal((await stage.make(run.id, { id, kind: 'certificate' })).body.code, 'letter-id-taken');
    const unread = await stage.make(run.id, { checked: false as unknown as true });
    assert.deepEqual([unread.status, unread.body.faults?.[0]?.path], [400, 'checked']);
    const grown = await stage.finish({ patient: { ageYears: 42, birthDate: '1984-01-02' } });
    const secret = await stage.make(grown.id, { secrecy: true });
    assert.deepEqual([secret.status, secret.body.faults?.[0]?.path], [400, 'secrecy']);
  });

  it('names nobody it does not know', async () => {
    const run = await stage.finish({ patient: { familyName: undefined, givenName: undefined, birthDate: undefined } });
    const refused = await stage.make(run.id);
    assert.deepEqual(refused.body.refusals, ['patientName', 'birthDate']);
  });

  it('is its carers’ alone, and each look is in the log', async () => {
    const run = await stage.finish();
    const made = await stage.make(run.id);
    assert.equal((await stage.make(run.id, {}, stage.zoe)).status, 403);
    assert.equal((await stage.list(run.id, stage.zoe)).status, 403);
    assert.equal((await stage.take(run.id, made.body.id, 'pdf', stage.zoe)).status, 403);
    assert.equal((await stage.list(run.id, stage.second)).status, 200, 'a délégant of the protocol');
    const other = await stage.finish();
    assert.equal((await stage.take(other.id, made.body.id, 'pdf')).status, 404, 'by another run');
    const events = await stage.eventsOf(run.id);
    assert.deepEqual(events.filter((type) => type === 'letter.read').length, 1);
    assert.deepEqual(events.filter((type) => type === 'run.read-refused').length, 2);
    const { body } = await stage.ask<RunAccesses>('dpo', 'GET', '/run-accesses');
    assert.deepEqual(
      body.accesses.filter((one) => one.run === run.id).map(({ actor, as }) => [actor, as]),
      [
        [`professional:${stage.second.id}`, 'letters'],
        [`professional:${stage.zoe.id}`, 'refused'],
        [`professional:${stage.zoe.id}`, 'refused'],
      ],
    );
    const log = JSON.stringify(
      await stage.backend.store.db.selectFrom('event').selectAll().orderBy('sequence').execute(),
    );
    const kept = JSON.stringify(await stage.backend.store.db.selectFrom('idempotency').select('body').execute());
    for (const word of ['Lefèvre', 'Œuvrard', 'mssante', 'revoir'])
      assert.ok(!log.includes(word) && !kept.includes(word));
  });

  it('follows the templates and the letterhead of its structure, which are read before they hold', async () => {
    const settings: LetterSettings = {
      ...LETTERS,
      templates: [
        {
          kind: 'patientSheet',
          protocol: 'odynophagie',
          title: 'Vos conseils',
          pieces: [{ text: 'Bonjour {patient}.' }, { text: 'Votre médecin : {doctor}.' }, { section: 'outcome' }],
        },
      ],
    };
    const preview = await stage.ask<LetterPreview>('chief', 'POST', '/letter-previews', settings);
    assert.equal(preview.status, 200);
    assert.equal(preview.body.letters.length, 3);
    const run = await stage.finish();
    assert.equal((await draft(run.id, 'patientSheet')).content.title, 'Fiche patient', 'a preview changes nothing');
    assert.equal((await stage.ask('chief', 'PUT', '/letter-settings', settings)).status, 204);
    const { content } = await draft(run.id, 'patientSheet');
    assert.equal(content.title, 'Vos conseils');
    assert.deepEqual(wordsOf(content).slice(0, 2), [
      'Bonjour Odette Lefèvre.',
      'Prise en charge directe dans le cadre du protocole.',
    ]);
    assert.equal((await stage.ask('chief', 'PUT', '/letter-settings', LETTERS)).status, 204);
  });

  it('refuses a template that names what there is not, and says what there is', async () => {
    const pieces = [{ text: 'Bonjour {prénom}.' }];
    const one = { kind: 'patientSheet', title: 'x', pieces };
    const refused = await stage.ask('chief', 'PUT', '/letter-settings', { ...LETTERS, templates: [one] });
    assert.equal(refused.status, 400);
    assert.match(JSON.stringify(refused.body.faults), /templates\.0\.pieces\.0.*patient, birthDate/s);
    const ours = { ...one, pieces: [{ text: 'x' }] };
    const twice = await stage.ask('chief', 'PUT', '/letter-settings', { ...LETTERS, templates: [ours, ours] });
    assert.match(JSON.stringify(twice.body.faults), /there twice/);
  });

  it('of a run that is learnt by is shown and never made', async () => {
    const { id } = await stage.begin(stage.ida, { training: true });
    const saved = await stage.save(id);
    await stage.end(id, saved.body.revision, {});
    const { body } = await stage.list(id);
    assert.equal(body.exchange, 'training');
    assert.match(body.drafts[0]!.content.marks[0] ?? '', /entraînement/);
    assert.equal((await stage.make(id)).body.code, 'letter-not-offered');
  });
});

/** Names of the elements right under the first. @throws where it is not well-formed */
function wellFormed(xml: string): string[] {
  const parser = new SaxesParser({ xmlns: true });
  const names: string[] = [];
  let depth = 0;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local }) => {
    depth += 1;
    if (depth === 2) names.push(local);
  });
  parser.on('closetag', () => {
    depth -= 1;
  });
  parser.write(xml).close();
  return names;
}
