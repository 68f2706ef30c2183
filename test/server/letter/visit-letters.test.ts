import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, it } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import type { LetterState, MakeVisitLetter, Visit, VisitLetters, VisitList, VisitReceipt } from '@relais/model';
import { signDevelopmentToken } from '../../../packages/server/src/core/auth/development-token.ts';
import { createMailer } from '../../../packages/server/src/core/mail/mailer.ts';
import { createMailWorker } from '../../../packages/server/src/core/mail/worker.ts';
import type { MailKind } from '../../../packages/server/src/core/mail/worker.ts';
import { createStationery } from '../../../packages/server/src/core/print/node-stationery.ts';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { subjects } from '../../../packages/server/src/subjects.ts';
import { verifyLog } from '../../../packages/server/src/verify-log.ts';
import { assertChain, bearer, bookSeat, openBackend, SECRET } from '../support/backend.ts';
import type { OrProblem, TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { startSmtp } from '../support/local-smtp.ts';
import { readPdf } from '../support/read-pdf.ts';
import { STRUCTURE } from '../support/territory.ts';
import { createVisitSettings } from '../support/visit.ts';
import { DOCTOR, LETTERS } from './stage.ts';

const MINUTE = 60_000;
type Headers = Record<string, string>;
type Refused = { readonly refusals?: readonly string[] };

const kinds = Object.assign({}, ...subjects.map(({ mails }) => mails)) as Record<string, MailKind>;
const secureKinds = Object.fromEntries(Object.entries(kinds).filter(([, { secure }]) => secure));

describeEngines('the letter after a visit', (engine) => {
  let backend: TestBackend;
  let doctor: Headers;
  let secretary: Headers;
  let coordinator: Headers;
  before(async () => {
    backend = await openBackend(engine, {
      surroundings: { stationery: createStationery(), secureMail: { product: 'NIL-0001' } },
    });
    await importDocument(backend.context, createVisitSettings(), 'test', STRUCTURE);
    await importDocument(backend.context, LETTERS, 'test', STRUCTURE);
    await goOn(0);
  });
  after(async () => {
    await assertChain(backend.store);
    await backend.close();
  });

  /** Later; whoever was signed in signs in again. */
  async function goOn(minutes: number): Promise<void> {
    backend.clock.now += minutes * MINUTE;
    doctor = bearer(await backend.token('slotProvider'));
    secretary = bearer(await backend.token('secretary'));
    coordinator = bearer(await backend.token('coordinator'));
  }

  const read = async (id: string) =>
    (await backend.call<VisitList>('GET', '/visits', undefined, doctor)).body.visits.find(
      (visit) => visit.id === id,
    ) as Visit;
  const act = async (id: string, deed: object) => {
    const { status, body } = await backend.call<OrProblem<VisitReceipt>>(
      'POST',
      `/visits/${id}/actions`,
      { revision: (await read(id)).revision, ...deed },
      doctor,
    );
    assert.equal(status, 200, JSON.stringify(body));
  };
  let hour = 0;
  /** A visit that was booked, has begun, and is closed after eleven minutes. */
  const finish = async ({ birthDate = '1961-05-03' } = {}) => {
    const start = new Date(Date.parse('2026-11-09T08:00:00Z') + hour++ * 15 * MINUTE).toISOString().slice(0, 19) + 'Z';
    const { id } = await bookSeat(backend, { practiceId: 'north', start }, { givenName: 'Ana', birthDate });
    await act(id, { kind: 'started' });
    await goOn(11);
    await act(id, { kind: 'share', treatments: 'Ramipril 5 mg' });
    await act(id, { kind: 'close', finalReason: 'bronchitis', redirection: 'imaging' });
    return id;
  };
  const list = async (id: string, headers = doctor) =>
    backend.call<OrProblem<VisitLetters>>('GET', `/visits/${id}/letters`, undefined, headers);
  const make = async (id: string, changes: Partial<MakeVisitLetter> = {}, headers = doctor) =>
    backend.call<OrProblem<LetterState> & Refused>(
      'POST',
      `/visits/${id}/letters`,
      { id: randomUUID(), checked: true, revision: (await list(id)).body.revision, doctor: DOCTOR, ...changes },
      headers,
    );
  const send = (id: string, letter: string, headers = doctor) =>
    backend.call<OrProblem<LetterState> & Refused>(
      'POST',
      `/visits/${id}/letters/${letter}/sendings`,
      undefined,
      headers,
    );
  const take = async (id: string, letter: string, what: string) => {
    const url = `http://relais.test/api/v1/structures/${STRUCTURE}/visits/${id}/letters/${letter}/${what}`;
    const response = await backend.app.fetch(new Request(url, { headers: doctor }));
    return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) };
  };
  const work = (mailer: ReturnType<typeof createMailer>) =>
    createMailWorker({ context: backend.context, kinds: secureKinds, mailer }).runOnce();

  it('says who, why, what was answered, the reason that was found, how long, where to, and the doctor’s own words', async () => {
    const id = await finish();
    const made = await make(id, { note: 'Auscultation libre.', request: 'Merci de la revoir.', informed: true });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const { body } = await list(id);
    const { content, delivery } = body.letters[0]!;
    assert.equal(delivery.state, 'toHand');
    const facts = new Map(
      content.blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : [])).map((f) => [f.label, f.value]),
    );
    assert.match(facts.get('Patient')!, /^Ana .+, né\(e\) le 03\/05\/1961$/);
    assert.deepEqual(
      ['Motif retenu', 'Durée', 'Orientation', 'Traitements en cours, dits par le patient'].map((one) =>
        facts.get(one),
      ),
      ['Bronchite', '11 min', 'Imagerie', 'Ramipril 5 mg'],
    );
    assert.match(facts.get('Signes de gravité demandés')!, /^A répondu non à tous \(\d+ demandés\)\.$/);
    assert.ok(facts.get('Motif à l’entrée'));
    const texts = content.blocks.flatMap((block) => ('text' in block ? [block.text] : []));
    assert.ok(texts.includes('Auscultation libre.') && texts.includes('Merci de la revoir.'));
    assert.deepEqual(content.to, ['À l’attention du Dr Noémie Œuvrard & Fils', '3 rue des Lilas']);
    const pdf = readPdf((await take(id, made.body.id, 'pdf')).bytes);
    assert.ok(pdf.tagged.some(({ text }) => text.includes('Ramipril 5 mg')));
  });

  it('waits while the secure mail is down, leaves once it is back, and the visit says how far it is', async () => {
    const id = await finish();
    const made = await make(id, { informed: true });
    assert.equal((await send(id, made.body.id)).body.delivery.state, 'queued');
    assert.deepEqual(
      [(await read(id)).feedback?.channel, (await read(id)).feedback?.delivery],
      ['secureMail', 'queued'],
    );
    const smtp = await startSmtp();
    const { url } = smtp;
    await smtp.close();
    const down = createMailer(url, 'cpts@exemple.mssante.fr');
    assert.equal(await work(down), 0);
    down.close();
    assert.equal((await list(id)).body.letters[0]?.delivery.state, 'queued');
    await goOn(1);
    const back = await startSmtp();
    const mailer = createMailer(back.url, 'cpts@exemple.mssante.fr');
    assert.equal(await work(mailer), 1);
    assert.deepEqual(back.received[0]?.to, [DOCTOR.msSanteAddress]);
    assert.match(back.received[0].raw, /^X-MSS-INS: N\r$/m);
    assert.equal((await read(id)).feedback?.delivery, 'sent');
    mailer.close();
    await back.close();
  });

  it('leaves only when the patient was told, and not at all when they object', async () => {
    const id = await finish();
    const made = await make(id);
    const refused = await send(id, made.body.id);
    assert.deepEqual([refused.body.code, refused.body.refusals], ['letter-not-allowed', ['toInform']]);
    assert.equal((await take(id, made.body.id, 'message')).status, 409);
    assert.equal((await read(id)).feedback, undefined);
  });

  it('replaces the one before after a correction, which is said, and the document says which', async () => {
    const id = await finish();
    const first = await make(id, { informed: true });
    await send(id, first.body.id);
    await goOn(5);
    await act(id, { kind: 'correct', finalReason: 'sprain' });
    const { body } = await list(id);
    assert.equal(body.letters[0]?.outdated, true);
    assert.deepEqual(body.doctor, DOCTOR);
    assert.equal((await make(id, { informed: true })).body.code, 'letter-replaced', 'without saying which it replaces');
    const second = await make(id, { informed: true, replaces: first.body.id });
    assert.equal(second.status, 201, JSON.stringify(second.body));
    const now = (await list(id)).body.letters;
    assert.deepEqual(
      now.map(({ replaced, version, outdated }) => [replaced, version, outdated]),
      [
        [true, undefined, true],
        [undefined, 2, undefined],
      ],
    );
    assert.match(now[1]!.content.marks.join(), /^Remplace la lettre du 9 novembre 2026 à/);
    assert.equal((await send(id, first.body.id)).body.code, 'letter-replaced');
    const document = async (letter: string) =>
      strFromU8(unzipSync((await take(id, letter, 'package')).bytes)['IHE_XDM/SUBSET01/DOC00001.XML']!);
    const [one, two] = [await document(first.body.id), await document(second.body.id)];
    const root = (xml: string, name: string) => new RegExp(`<${name} root="([^"]+)"`).exec(xml)?.[1];
    assert.equal(root(one, 'setId'), root(two, 'setId'));
    assert.match(two, /<versionNumber value="2"\/>/);
    assert.ok(
      two.includes(`<relatedDocument typeCode="RPLC"><parentDocument><id root="${root(one, 'id')}"/>`),
      'names the document it replaces',
    );
    assert.ok(!one.includes('relatedDocument'));
    // The first was waiting: it does not go any more.
    const smtp = await startSmtp();
    const mailer = createMailer(smtp.url, 'cpts@exemple.mssante.fr');
    await work(mailer);
    assert.equal(smtp.received.length, 0);
    assert.equal((await list(id)).body.letters[0]?.delivery.code, 'overtaken');
    mailer.close();
    await smtp.close();
  });

  it('is made once, by two at once and under one key, and of the visit as it was read', async () => {
    const id = await finish();
    const { revision } = (await list(id)).body;
    const both = await Promise.all([make(id, { revision }), make(id, { revision })]);
    assert.deepEqual(both.map(({ status, body }) => (status === 201 ? 201 : body.code)).sort(), [
      201,
      'letter-replaced',
    ]);
    const made = both.find(({ status }) => status === 201)!.body;
    assert.equal((await make(id, { id: made.id })).status, 201, 'the same id again is the same letter');
    assert.equal((await list(id)).body.letters.length, 1);
    await act(id, { kind: 'correct', finalReason: 'other' });
    assert.equal((await make(id, { revision, replaces: made.id })).body.code, 'visit-changed');
    const sent = await Promise.all([send(id, made.id), send(id, made.id)]);
    assert.ok(sent.every(({ body }) => body.code === 'letter-not-allowed'));
  });

  it('is not made before the visit is closed, nor without a birth date, nor secret for somebody of age', async () => {
    const { body: added } = await backend.call<VisitReceipt>(
      'POST',
      '/visits',
      { id: randomUUID(), practiceId: 'north', familyName: 'Le Braz', givenName: 'Soazig' },
      doctor,
    );
    await act(added.id, { kind: 'started' });
    assert.deepEqual((await list(added.id)).body.drafts, []);
    assert.equal((await make(added.id)).body.code, 'visit-not-closed');
    await act(added.id, { kind: 'close', finalReason: 'other' });
    const lacking = await make(added.id);
    assert.deepEqual([lacking.body.code, lacking.body.refusals], ['letter-incomplete', ['birthDate']]);
    const id = await finish();
    assert.equal((await make(id, { secrecy: true })).status, 400);
  });

  it('of a minor who asks for it is marked for their parents not to see', async () => {
    const id = await finish({ birthDate: '2012-02-01' });
    assert.equal((await list(id)).body.minor, true);
    const made = await make(id, { secrecy: true, informed: true });
    const files = unzipSync((await take(id, made.body.id, 'package')).bytes);
    assert.match(strFromU8(files['IHE_XDM/SUBSET01/METADATA.XML']!), /INVISIBLE_REPRESENTANTS_LEGAUX/);
    assert.match((await list(id)).body.letters[0]!.content.marks.join(), /^Secret demandé/);
  });

  it('is for those who treat there, is written by whoever has seen the patient, and each look is in the log', async () => {
    const id = await finish();
    for (const other of [secretary, coordinator]) assert.equal((await list(id, other)).status, 403);
    const { store, clock } = backend;
    const colleague = bearer(
      await signDevelopmentToken(SECRET, {
        ...{ role: 'slotProvider', structure: STRUCTURE, now: clock.now, person: 'colleague' },
      }),
    );
    const seen = await list(id, colleague);
    assert.deepEqual([seen.status, seen.body.writes], [200, false]);
    assert.equal((await make(id, {}, colleague)).status, 403);
    const made = await make(id, { informed: true });
    assert.equal((await send(id, made.body.id, colleague)).status, 403);
    const looks = await store.db
      .selectFrom('event')
      .select('data')
      .where('type', '=', 'visit-letter.read')
      .where('subject', '=', id)
      .execute();
    assert.ok(looks.length > 0);
  });

  it('is made again from the log, which says nothing of the patient', async () => {
    const id = await finish();
    const made = await make(id, { informed: true, note: 'Auscultation libre.' });
    await send(id, made.body.id);
    const rows = await backend.store.db
      .selectFrom('event')
      .select(['type', 'data'])
      .where('subject', '=', made.body.id)
      .orderBy('sequence')
      .execute();
    assert.deepEqual(
      rows.map(({ type }) => type),
      ['letter.made', 'letter.queued'],
    );
    assert.doesNotMatch(JSON.stringify(rows), /Ana|Auscultation|Œuvrard/);
    const found = async () =>
      (await backend.store.snapshot((trx) => verifyLog(trx, STRUCTURE))).differences.filter(
        ({ table }) => table === 'letter',
      );
    assert.deepEqual(await found(), []);
    await backend.store.db.updateTable('letter').set({ informed: 0 }).where('id', '=', made.body.id).execute();
    assert.equal((await found()).length, 1, 'what was said of the patient’s word is not rewritten unseen');
    await backend.store.db.updateTable('letter').set({ informed: 1 }).where('id', '=', made.body.id).execute();
  });
});
