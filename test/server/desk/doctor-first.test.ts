import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, it } from 'node:test';
import { parseDoctorFragment } from '@relais/model';
import type {
  Callback,
  CallbackList,
  CallbackReceipt,
  CallbackRequest,
  DoctorQuestionView,
  IntakeReceipt,
  Problem,
} from '@relais/model';
import { doctorMail } from '../../../packages/server/src/desk/doctor-mail.ts';
import { MailNotSentError } from '../../../packages/server/src/core/mail/mail-not-sent.ts';
import type { Mailer } from '../../../packages/server/src/core/mail/mailer.ts';
import { createMailWorker } from '../../../packages/server/src/core/mail/worker.ts';
import { desk, endDoctorWaits } from '../../../packages/server/src/desk/index.ts';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { verifyLog } from '../../../packages/server/src/verify-log.ts';
import { assertChain, bearer, openBackend } from '../support/backend.ts';
import type { OrProblem, TestBackend } from '../support/backend.ts';
import { createDeskSettings } from '../support/desk.ts';
import { describeEngines } from '../support/engines.ts';
import { STRUCTURE } from '../support/territory.ts';

const minute = 60_000;
const page = 'https://cpts.test/medecin-traitant';
const doctorFirst = { minutes: 20, classes: ['b', 'c'], page };
const ends = { sender: 's@example.fr', recipient: 'camille.roy@example.fr' };

describeEngines('the treating doctor first', (engine) => {
  let backend: TestBackend;
  let secretary: Record<string, string>;
  let administrator: Record<string, string>;
  let roy: string;
  let silent: string;
  before(async () => {
    backend = await openBackend(engine, { sendsMail: true, deps: { origins: ['https://cpts.test'] } });
    secretary = bearer(await backend.token('secretary'));
    administrator = bearer(await backend.token('structureAdmin'));
    const doctors = [
      { familyName: 'Roy', givenName: 'Camille', phone: '0142000001', email: ends.recipient },
      { familyName: 'Silence', givenName: 'Paul', phone: '0142000002' },
    ];
    await importDocument(backend.context, { formatVersion: 'relais-attending-doctors/1', doctors }, 'test', STRUCTURE);
    const found = async (name: string) =>
      (
        await backend.call<{ doctors: { id: string }[] }>(
          'GET',
          `/attending-doctors?name=${name}`,
          undefined,
          secretary,
        )
      ).body.doctors[0]!.id;
    [roy, silent] = [await found('roy'), await found('sil')];
  });
  beforeEach(() => importDocument(backend.context, createDeskSettings({ doctorFirst }), 'test', STRUCTURE));
  after(() => backend.close());

  const ask = async (changes: Partial<CallbackRequest> = {}) => {
    const body = { id: randomUUID(), class: 'c', entryPoint: 'patient', phone: '0639981234', attendingDoctor: roy };
    return backend.call<OrProblem<CallbackReceipt>>('POST', '/callbacks', { ...body, ...changes }, secretary);
  };
  const add = async (changes: Partial<CallbackRequest> = {}) => {
    const { status, body } = await ask(changes);
    assert.equal(status, 201, JSON.stringify(body));
    return body.id;
  };
  const read = async (id: string) =>
    (await backend.call<Callback>('GET', `/callbacks/${id}`, undefined, secretary)).body;
  const act = async (id: string, action: object) => {
    const { revision } = await read(id);
    return backend.call<OrProblem<CallbackReceipt>>(
      'POST',
      `/callbacks/${id}/actions`,
      { revision, ...action },
      secretary,
    );
  };
  const mailOf = (id: string) =>
    backend.store.db
      .selectFrom('mail')
      .selectAll()
      .where('kind', '=', 'desk.doctor')
      .where('subject', '=', id)
      .executeTakeFirst();
  const linkOf = async (id: string) => {
    const { letter } = await doctorMail.compose(backend.context, (await mailOf(id))!, ends);
    return { letter, link: parseDoctorFragment(/#relais-doctor=\S+/.exec(letter.text)?.[0] ?? '')! };
  };
  const look = async (id: string, token: string) =>
    backend.call<OrProblem<DoctorQuestionView>>('GET', `/doctor-questions/${id}`, undefined, bearer(token));
  const answer = async (id: string, token: string, said: string) =>
    backend.call<OrProblem<DoctorQuestionView>>(
      'POST',
      `/doctor-questions/${id}/answer`,
      { answer: said },
      bearer(token),
    );
  const code = ({ body }: { body: unknown }) => (body as Problem).code;

  it('is asked by a mail that says nothing of the patient, and by a link whose secret is not kept', async () => {
    const id = await add({ familyName: 'Secret', givenName: 'Anne', birthDate: '1980-01-01', note: 'fièvre' });
    const { letter, link } = await linkOf(id);
    const mail = await mailOf(id);
    assert.equal(mail?.recipient, ends.recipient);
    const all = letter.subject + letter.text + letter.html;
    assert.doesNotMatch(all, /Secret|Anne|1980|39981234|fièvre/);
    const { body } = await look(id, link.token);
    assert.deepEqual(Object.keys(body).sort(), ['arrivedAt', 'id', 'state', 'until']);
    const row = await backend.store.db.selectFrom('callback').selectAll().where('id', '=', id).executeTakeFirst();
    assert.ok(!JSON.stringify(row).includes(link.token));
    assert.equal((await look(id, 'wrong')).status, 401);
  });

  it('keeps the request until the time is over, and then lets it go on by itself, though nothing has run meanwhile', async () => {
    const id = await add();
    const { body: list } = await backend.call<CallbackList>('GET', '/callbacks', undefined, secretary);
    assert.equal(list.callbacks.find((one) => one.id === id)?.doctor?.name, 'Camille Roy');
    const { link } = await linkOf(id);
    backend.clock.now += 20 * minute;
    assert.equal((await look(id, link.token)).body.state, 'over');
    assert.equal(code(await answer(id, link.token, 'sees')), 'doctor-question-over');
    assert.equal((await read(id)).doctor?.answer, undefined);
    await endDoctorWaits(backend.context);
    await endDoctorWaits(backend.context);
    const { doctor, revision } = await read(id);
    assert.deepEqual([doctor?.answer, revision], ['unanswered', 1]);
    await assert.rejects(linkOf(id), /overtaken/);
  });

  it('answers with one press, once; a press again is the same, another comes too late', async () => {
    const id = await add();
    const { link } = await linkOf(id);
    assert.equal((await look(id, link.token)).body.state, 'open');
    assert.equal((await read(id)).doctor?.answer, undefined, 'looking answers nothing');
    assert.equal((await answer(id, link.token, 'sees')).body.state, 'sees');
    assert.equal((await answer(id, link.token, 'sees')).body.state, 'sees');
    assert.equal(code(await answer(id, link.token, 'cannot')), 'doctor-question-over');
    const { doctor, status, revision } = await read(id);
    assert.deepEqual([doctor?.answer, status, revision], ['sees', 'waiting', 2]);
  });

  it('can say no as well as the desk can note it, and a deed decided before the answer is refused', async () => {
    const id = await add();
    const { link } = await linkOf(id);
    const before = await read(id);
    assert.equal((await answer(id, link.token, 'cannot')).body.state, 'cannot');
    const late = { revision: before.revision, kind: 'claim' };
    assert.equal(code(await backend.call('POST', `/callbacks/${id}/actions`, late, secretary)), 'callback-changed');
    const other = await add();
    assert.equal((await act(other, { kind: 'doctorAnswered', answer: 'sees' })).status, 200);
    assert.equal((await read(other)).doctor?.answer, 'sees');
    assert.equal(code(await act(other, { kind: 'doctorAnswered', answer: 'cannot' })), 'doctor-question-over');
  });

  it('is not taken at its word while the desk is calling the patient', async () => {
    const id = await add();
    const { link } = await linkOf(id);
    assert.equal((await act(id, { kind: 'claim' })).status, 200);
    assert.equal((await look(id, link.token)).body.state, 'desk');
    assert.equal(code(await answer(id, link.token, 'sees')), 'doctor-question-over');
    assert.equal((await act(id, { kind: 'release' })).status, 200);
    assert.equal((await answer(id, link.token, 'sees')).body.state, 'sees');
  });

  it('is telephoned by the desk where no address is known, or no page is set', async () => {
    const id = await add({ attendingDoctor: silent });
    const { doctor } = await read(id);
    assert.deepEqual([doctor?.channel, doctor?.phone], ['telephone', '+33142000002']);
    assert.equal(await mailOf(id), undefined);
    const { page: _page, ...withoutPage } = doctorFirst;
    await importDocument(backend.context, createDeskSettings({ doctorFirst: withoutPage }), 'test', STRUCTURE);
    assert.equal((await read(await add())).doctor?.channel, 'telephone');
  });

  it('makes nobody wait who is urgent, who has no treating doctor, or where the structure does not ask', async () => {
    for (const changes of [{ class: 'red' }, { class: 'a' }])
      assert.equal((await read(await add(changes))).doctor, undefined);
    const { attendingDoctor: _, ...nobody } = { attendingDoctor: undefined };
    const request = { id: randomUUID(), class: 'c', entryPoint: 'patient', phone: '0639981234', ...nobody };
    assert.equal((await backend.call('POST', '/callbacks', request, secretary)).status, 201);
    assert.equal((await read(request.id)).doctor, undefined);
    await importDocument(backend.context, createDeskSettings(), 'test', STRUCTURE);
    assert.equal((await read(await add())).doctor, undefined);
  });

  it('stops waiting when the request becomes urgent', async () => {
    const id = await add();
    assert.equal((await act(id, { kind: 'reclass', class: 'b' })).status, 200);
    assert.equal((await read(id)).doctor?.answer, undefined);
    assert.equal((await act(id, { kind: 'reclass', class: 'red' })).status, 200);
    assert.equal((await read(id)).doctor?.answer, 'unanswered');
  });

  it('is refused where it is nobody of the directory, and nothing is kept', async () => {
    const id = randomUUID();
    assert.equal(code(await ask({ id, attendingDoctor: 'nobody' })), 'invalid-request');
    assert.equal((await backend.call('GET', `/callbacks/${id}`, undefined, secretary)).status, 404);
  });

  it('is asked for a request of the intake, whose answer is the same when it is sent again', async () => {
    const request = {
      ...{ id: randomUUID(), entryPoint: 'patient', phone: '06 39 98 77 77', attendingDoctor: roy },
      decision: { kind: 'callback', class: 'c' },
    };
    const once = await backend.call<IntakeReceipt>('POST', '/intakes', request, secretary);
    assert.equal(once.status, 201, JSON.stringify(once.body));
    assert.equal(once.body.doctor?.channel, 'mail');
    const again = await backend.call<IntakeReceipt>('POST', '/intakes', request, secretary);
    assert.deepEqual(again.body, once.body);
    const search = { phone: '06 39 98 77 77' };
    const { body } = await backend.call<{ known: { doctorUntil?: string }[] }>(
      'POST',
      '/intakes/search',
      search,
      secretary,
    );
    assert.equal(body.known[0]?.doctorUntil, once.body.doctor.until);
  });

  it('cannot be set for classes that are urgent or that are not there', async () => {
    for (const classes of [['a'], ['red'], ['c', 'nowhere']]) {
      const settings = createDeskSettings({ doctorFirst: { ...doctorFirst, classes } });
      const { status, body } = await backend.call('PUT', '/settings/desk', settings, administrator);
      assert.equal(status, 400);
      assert.match(JSON.stringify(body), /doctorFirst.classes.*longer target/);
    }
    const long = createDeskSettings({ doctorFirst: { ...doctorFirst, minutes: 120 } });
    assert.equal((await backend.call('PUT', '/settings/desk', long, administrator)).status, 400);
  });

  it('says no name on a screen that anybody may see', async () => {
    const id = await add();
    const { body } = await backend.call<CallbackList>('GET', '/callbacks?names=none', undefined, secretary);
    const { doctor } = body.callbacks.find((one) => one.id === id)!;
    assert.deepEqual([doctor?.name, doctor?.phone, doctor?.channel], [undefined, undefined, 'mail']);
  });

  it('is telephoned by the desk while the mail has not gone, and its link answers all the same once it has', async () => {
    const id = await add();
    const { link } = await linkOf(id);
    const later = await add();
    const refusals = [{ permanent: false, serverDown: true }, { permanent: true }, undefined];
    const mailer: Mailer = {
      sender: ends.sender,
      send: () => {
        const refusal = refusals.shift();
        return refusal ? Promise.reject(new MailNotSentError('refused', refusal)) : Promise.resolve();
      },
      close: () => undefined,
    };
    const worker = createMailWorker({ context: backend.context, kinds: desk.mails ?? {}, mailer, chance: () => 0.5 });
    const channelOf = async (one: string) => (await read(one)).doctor?.channel;
    // Mails of the tests before wait too.
    await backend.store.db.deleteFrom('mail').where('subject', 'not in', [id, later]).execute();
    await worker.runOnce();
    assert.deepEqual([await channelOf(id), await channelOf(later)], ['telephone', 'mail']);
    await worker.runOnce();
    assert.deepEqual([await channelOf(id), await channelOf(later)], ['telephone', 'telephone']);
    assert.equal((await mailOf(later))?.state, 'failed');
    backend.clock.now += minute;
    assert.equal(await worker.runOnce(), 1);
    assert.equal((await answer(id, link.token, 'sees')).status, 200);
    assert.deepEqual([(await read(id)).doctor?.answer, (await read(later)).doctor?.answer], ['sees', undefined]);
    const told = await backend.store.db
      .selectFrom('event')
      .select('subject')
      .where('type', '=', 'callback.doctor-unreached')
      .execute();
    assert.deepEqual(told.map(({ subject }) => subject).sort(), [id, later].sort());
  });

  it('leaves a log from which the same list is made', async () => {
    await assertChain(backend.store);
    const { ok, differences } = await backend.store.snapshot((trx) => verifyLog(trx));
    assert.deepEqual([ok, differences], [true, []]);
  });
});
