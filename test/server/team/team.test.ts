import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { teamRoutes, toInstant } from '@relais/model';
import type {
  AskedQuiz,
  DeclaredMember,
  Fault,
  MemberReport,
  OnCall,
  Problem,
  ProtocolReadiness,
  Quiz,
  QuizResult,
  Readiness,
  RosterView,
  Shift,
  Team,
  TeamDeclaration,
} from '@relais/model';
import { createApp } from '../../../packages/server/src/app.ts';
import type { RelaisApp } from '../../../packages/server/src/app.ts';
import { createVerifier } from '../../../packages/server/src/core/auth/verifier.ts';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { takeProtocolStep } from '../../../packages/server/src/protocol/index.ts';
import { remindOfRenewals, renewalMail } from '../../../packages/server/src/team/renewals.ts';
import { verifyLog } from '../../../packages/server/src/verify-log.ts';
import { startIssuer } from '../core/auth/local-issuer.ts';
import type { LocalIssuer } from '../core/auth/local-issuer.ts';
import { assertChain, bearer, openBackend, SECRET, send } from '../support/backend.ts';
import type { Answer, TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { createProfessional, PROFESSIONALS } from '../support/people.ts';
import { readProtocolFile } from '../support/protocols.ts';
import { tamper } from '../support/tampering.ts';
import { createSettings, STRUCTURE } from '../support/territory.ts';

type Refused = Problem & { readonly faults?: readonly Fault[] };

const TODAY = '2026-11-09';
const anne = { by: 'Dre Anne Durand', rpps: '10000000001' };
const declared = (changes: Partial<DeclaredMember>): DeclaredMember => ({
  rpps: '10000000100',
  familyName: 'Roux',
  givenName: 'Ida',
  profession: 'nurse',
  function: 'delegate',
  protocols: ['pollakiurie'],
  ...changes,
});

describeEngines('the team of a structure', (engine) => {
  let issuer: LocalIssuer;
  let backend: TestBackend;
  let app: RelaisApp;
  let numbers = 100;

  before(async () => {
    issuer = await startIssuer();
    backend = await openBackend(engine, { sendsMail: true });
    const verifier = createVerifier({
      issuers: [issuer.url],
      audience: 'relais',
      secret: SECRET,
      now: () => backend.clock.now,
    });
    app = createApp({ context: backend.context, verifier });
    const people = [
      createProfessional({
        rpps: undefined,
        issuer: issuer.url,
        subject: 'chief',
        roles: [{ role: 'structureAdmin' }],
      }),
      createProfessional({
        rpps: anne.rpps,
        familyName: 'Durand',
        givenName: 'Anne',
        profession: 'generalPractitioner',
        roles: [{ role: 'delegator' }],
      }),
    ];
    await importDocument(backend.context, { ...PROFESSIONALS, professionals: people }, 'test', STRUCTURE);
    for (const name of ['pollakiurie', 'odynophagie', 'bpco-suivi']) {
      const protocol = readProtocolFile(name);
      await importDocument(backend.context, protocol, 'test', STRUCTURE);
      const states =
        protocol.kind === 'cooperationProtocol' ? ['validated', 'filed', 'active'] : ['validated', 'active'];
      for (const state of states as ('validated' | 'filed' | 'active')[]) {
        const key = { protocolId: name, version: protocol.version };
        await takeProtocolStep(backend.context, STRUCTURE, key, {
          state,
          ...anne,
          on: '2026-11-02',
          from: '2026-11-02',
        });
      }
    }
  });
  after(async () => {
    app.close();
    await backend.close();
    await issuer.close();
  });

  /** Asks as somebody who signs in: by RPPS, or the chief. */
  const ask = async <T = Refused>(who: string, method: string, path: string, body?: unknown): Promise<Answer<T>> => {
    const now = Math.floor(backend.clock.now / 1000);
    const person = /^\d+$/.test(who) ? { sub: `at-${who}`, SubjectNameID: who } : { sub: who };
    const token = await issuer.sign({ aud: 'relais', iat: now, exp: now + 300, ...person });
    return send<T>(app, `/api/v1/structures/${STRUCTURE}${path}`, method, body, bearer(token));
  };
  /** Declares somebody nobody else is, and gives their number and id. */
  const declare = async (changes: Partial<DeclaredMember> = {}, from = TODAY) => {
    const member = declared({ rpps: String(10_000_000_000 + ++numbers), ...changes });
    const answer = await ask<MemberReport>('chief', 'POST', '/team/members', { from, members: [member] });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return { rpps: member.rpps, id: answer.body.members[0]!.professional, report: answer.body.members[0]! };
  };
  const part = (id: string, protocol = 'pollakiurie') => `/team/members/${id}/protocols/${protocol}`;
  const papers = (id: string, protocol?: string) =>
    ask('chief', 'PUT', `${part(id, protocol)}/adhesion`, {
      function: 'delegate',
      commitmentOn: '2026-11-03',
      swornOn: '2026-11-03',
    });
  const certify = (id: string, changes: object = {}, protocol?: string) =>
    ask(anne.rpps, 'POST', `${part(id, protocol)}/certificates`, {
      theoryHours: 10,
      clinicalCases: 5,
      validTo: '2028-11-09',
      signature: { ...anne, on: TODAY },
      ...changes,
    });
  const roster = (shifts: readonly Partial<Shift>[], from = '2026-11-09T00:00:00Z', to = '2026-11-10T00:00:00Z') =>
    ask('chief', 'PUT', '/team/roster', {
      formatVersion: 'relais-roster/1',
      from,
      to,
      shifts: shifts.map((shift) => ({
        start: '2026-11-09T07:00:00Z',
        end: '2026-11-09T18:00:00Z',
        phone: '06 39 98 12 34',
        rank: 1,
        ...shift,
      })),
    });
  const readinessOf = async (rpps: string, protocol = 'pollakiurie'): Promise<ProtocolReadiness> => {
    const { body } = await ask<Readiness>(rpps, 'GET', '/team/readiness');
    return body.protocols.find((one) => one.protocol === protocol)!;
  };
  const missingOf = async (rpps: string, protocol?: string) =>
    (await readinessOf(rpps, protocol)).missing.map(({ what }) => what);
  const team = async () => (await ask<Team>('chief', 'GET', '/team')).body;

  it('has a roster that is read up to the last second of the calendar', async () => {
    const { status, body } = await ask('chief', 'GET', '/team/roster?from=9999-12-31T23:00:00Z');
    assert.equal(status, 200);
    assert.ok(teamRoutes.readRoster.answer.schema.safeParse(body).success, JSON.stringify(body));
  });

  it('takes somebody from nothing to her first run, and tells her at each step what is missing', async () => {
    const ida = await declare();
    const leader = await declare({
      rpps: anne.rpps,
      profession: 'generalPractitioner',
      familyName: 'Durand',
      givenName: 'Anne',
      function: 'delegator',
    });
    assert.deepEqual(await missingOf(ida.rpps), ['commitment', 'swornStatement', 'certificate', 'nobodyOnCall']);
    assert.equal((await papers(ida.id)).status, 204);
    assert.deepEqual(await missingOf(ida.rpps), ['certificate', 'nobodyOnCall']);
    assert.equal((await certify(ida.id)).status, 204);
    assert.deepEqual(await missingOf(ida.rpps), ['nobodyOnCall']);
    assert.equal((await roster([{ professional: leader.id }])).status, 204);
    const ready = await readinessOf(ida.rpps);
    assert.deepEqual([ready.ready, ready.regime, ready.version], [true, 'delegation', '0.1']);
    assert.deepEqual(await missingOf(ida.rpps, 'odynophagie'), ['notDeclared', 'nobodyOnCall']);
    assert.equal((await readinessOf(ida.rpps, 'bpco-suivi')).ready, true, 'in her own right');
    await assertChain(backend.store);
  });

  it('makes professionals of those it declares, and keeps what was known of the others', async () => {
    const ida = await declare({ email: 'ida@exemple.fr' });
    assert.deepEqual(ida.report, { professional: ida.id, isNew: true, declared: ['pollakiurie'], known: [] });
    const again = await declare({ rpps: ida.rpps, protocols: ['odynophagie', 'pollakiurie'], profession: 'nurse' });
    assert.deepEqual(again.report, {
      professional: ida.id,
      isNew: false,
      declared: ['odynophagie'],
      known: ['pollakiurie'],
    });
    const row = await backend.store.db
      .selectFrom('professional')
      .selectAll()
      .where('id', '=', ida.id)
      .executeTakeFirstOrThrow();
    assert.deepEqual([row.email, row.profession], ['ida@exemple.fr', 'nurse']);
    const doctor = await backend.store.db
      .selectFrom('professional')
      .select('id')
      .where('rpps', '=', anne.rpps)
      .executeTakeFirstOrThrow();
    const grants = await backend.store.db
      .selectFrom('role_grant')
      .select('role')
      .where('professional_id', '=', doctor.id)
      .execute();
    assert.deepEqual(
      grants.map(({ role }) => role),
      ['delegator'],
    );
    await assertChain(backend.store);
  });

  it('declares nobody when one of a list cannot be', async () => {
    const before = (await team()).members.length;
    const members = [declared({ rpps: '10000000998' }), declared({ rpps: '10000000999', protocols: ['otite'] })];
    const { status, body } = await ask('chief', 'POST', '/team/members', { from: TODAY, members });
    assert.deepEqual([status, body.faults?.[0]?.path], [400, 'members.1.protocols.0']);
    assert.equal((await team()).members.length, before);
  });

  it('lets nobody run anything after their last day, and takes them back later', async () => {
    const ida = await declare();
    await papers(ida.id);
    await certify(ida.id);
    const end = (on: string) => ask('chief', 'POST', `${part(ida.id)}/end`, { function: 'delegate', on });
    assert.equal((await end('2026-11-08')).body.faults?.[0]?.path, 'on');
    assert.equal((await end(TODAY)).status, 204);
    assert.deepEqual(await missingOf(ida.rpps), []);
    backend.clock.now += 86_400_000;
    assert.ok((await missingOf(ida.rpps)).includes('notDeclared'));
    backend.clock.now -= 86_400_000;
    const gap = { from: '2026-11-11', members: [declared({ rpps: ida.rpps })] };
    assert.equal((await ask('chief', 'POST', '/team/members', gap)).body.faults?.[0]?.path, 'members.0.protocols.0');
    assert.deepEqual((await declare({ rpps: ida.rpps }, '2026-11-10')).report.declared, ['pollakiurie']);
    assert.deepEqual(await missingOf(ida.rpps), [], 'she loses no day');
    backend.clock.now += 86_400_000;
    assert.deepEqual(await missingOf(ida.rpps), ['nobodyOnCall'], 'her papers and her certificate are still hers');
    backend.clock.now -= 86_400_000;
    await assertChain(backend.store);
  });

  it('certifies those who are declared, by the doctor who has signed in, for ten years at most', async () => {
    const ida = await declare();
    const { id: stranger } = await declare({ protocols: ['odynophagie'] });
    assert.equal((await certify(stranger)).body.code, 'not-declared');
    assert.equal(
      (await certify(ida.id, { signature: { ...anne, rpps: '10000000002', on: TODAY } })).body.code,
      'not-own-signature',
    );
    assert.equal(
      (await certify(ida.id, { signature: { ...anne, on: '2026-11-10' } })).body.faults?.[0]?.path,
      'signature.on',
    );
    for (const validTo of ['2026-11-08', '2036-11-10', '9999-12-31'])
      assert.equal((await certify(ida.id, { validTo })).body.faults?.[0]?.path, 'validTo', validTo);
    assert.equal((await ask('chief', 'POST', `${part(ida.id)}/certificates`, {})).status, 403);
  });

  it('asks for the quiz before the certificate, and never shows what is right', async () => {
    const ida = await declare({ protocols: ['odynophagie'] });
    const options = ['a', 'b'].map((code) => ({ valueCoding: { code, display: code } }));
    const quiz: Quiz = {
      formatVersion: 'relais-quiz/1',
      protocol: 'odynophagie',
      questionnaire: {
        resourceType: 'Questionnaire',
        item: ['1', '2'].map((linkId) => ({ linkId, type: 'choice', text: linkId, answerOption: options })),
      },
      key: { 1: ['a'], 2: ['b'] },
      passMark: 1,
    };
    const path = '/protocols/odynophagie/quiz';
    assert.equal((await ask(ida.rpps, 'GET', path)).status, 404);
    assert.equal((await ask(anne.rpps, 'PUT', path, { ...quiz, key: { 1: ['a'] } })).body.faults?.[0]?.path, 'key.2');
    assert.equal((await ask('chief', 'PUT', path, quiz)).status, 403);
    assert.equal((await ask(anne.rpps, 'PUT', path, quiz)).status, 204);
    const asked = await ask<AskedQuiz>(ida.rpps, 'GET', path);
    assert.deepEqual(asked.body, { questionnaire: quiz.questionnaire, passMark: 1, questions: 2 });
    assert.ok((await missingOf(ida.rpps, 'odynophagie')).includes('quiz'));
    assert.equal((await certify(ida.id, {}, 'odynophagie')).body.code, 'quiz-not-passed');
    const answer = (answers: object) => ask<QuizResult>(ida.rpps, 'POST', `${path}/attempts`, { answers });
    assert.deepEqual((await answer({ 1: ['a'], 2: ['a'] })).body, { right: 1, questions: 2, passed: false });
    assert.deepEqual((await answer({ 1: ['a'], 2: ['b'] })).body, { right: 2, questions: 2, passed: true });
    assert.equal((await certify(ida.id, {}, 'odynophagie')).status, 204);
    const other = await declare();
    assert.equal((await ask(other.rpps, 'POST', `${path}/attempts`, { answers: {} })).body.code, 'not-declared');
    await assertChain(backend.store);
  });

  it('says who is called, in order, and until when', async () => {
    const first = await declare({ function: 'delegator', profession: 'generalPractitioner', familyName: 'Alba' });
    const second = await declare({ function: 'delegator', profession: 'generalPractitioner', familyName: 'Brun' });
    const { id: delegate } = await declare();
    assert.equal((await roster([{ professional: delegate }])).body.faults?.[0]?.path, 'shifts.0.professional');
    const foreign = await roster([{ professional: first.id, protocols: ['odynophagie'] }]);
    assert.equal(foreign.body.faults?.[0]?.path, 'shifts.0.protocols.0');
    for (const [start, end] of [
      ['2026-11-09T18:00:00Z', '2026-11-09T07:00:00Z'],
      ['2026-11-10T07:00:00Z', '2026-11-10T18:00:00Z'],
      ['2026-11-09T07:00:00Z', '2027-11-09T07:00:00Z'],
    ])
      assert.equal((await roster([{ professional: first.id, start: start!, end: end! }])).status, 400);
    const shifts = [
      { professional: second.id, rank: 2, protocols: ['pollakiurie'] },
      { professional: first.id, end: '2026-11-09T12:00:00Z' },
    ];
    assert.equal((await roster(shifts)).status, 204);
    const rows = async () =>
      (await backend.store.db.selectFrom('team_shift').select('id').orderBy('id').execute()).map(({ id }) => id);
    const before = await rows();
    assert.equal((await roster(shifts.toReversed())).status, 204);
    assert.deepEqual(await rows(), before, 'the same again changes nothing');
    const { body } = await ask<OnCall>(first.rpps, 'GET', '/protocols/pollakiurie/on-call');
    assert.deepEqual(
      body.delegators.map(({ familyName, rank, until, phone }) => [familyName, rank, until, phone]),
      [
        ['Alba', 1, '2026-11-09T12:00:00Z', '+33639981234'],
        ['Brun', 2, '2026-11-09T18:00:00Z', '+33639981234'],
      ],
    );
    assert.deepEqual((await ask<OnCall>(first.rpps, 'GET', '/protocols/odynophagie/on-call')).body.delegators, []);
    const seen = await ask<RosterView>(first.rpps, 'GET', '/team/roster');
    assert.equal(seen.body.shifts.length, 2);
    assert.equal((await ask(first.rpps, 'GET', '/team/roster?from=yesterday')).status, 400);
    await ask('chief', 'POST', `${part(first.id)}/end`, { function: 'delegator', on: TODAY });
    backend.clock.now += 86_400_000;
    assert.deepEqual((await ask<OnCall>(second.rpps, 'GET', '/protocols/pollakiurie/on-call')).body.delegators, []);
    backend.clock.now -= 86_400_000;
    await assertChain(backend.store);
  });

  it('adds shifts and takes others out, whoever has changed the roster meanwhile', async () => {
    const { id } = await declare({ function: 'delegator', profession: 'generalPractitioner', familyName: 'Cros' });
    const shift = (day: string): Shift => ({
      professional: id,
      start: `2027-01-${day}T07:00:00Z`,
      end: `2027-01-${day}T18:00:00Z`,
      phone: '+33639981234',
      rank: 1,
    });
    const change = (add: readonly Shift[], remove: readonly Shift[] = []) =>
      ask('chief', 'POST', '/team/roster/changes', { add, remove });
    const days = async () => {
      const { body } = await ask<RosterView>('chief', 'GET', '/team/roster?from=2027-01-01T00:00:00Z');
      return body.shifts.map(({ start }) => start.slice(8, 10));
    };
    assert.equal((await change([shift('04'), shift('05')])).status, 204);
    assert.equal((await change([shift('05'), shift('06')])).status, 204);
    assert.deepEqual(await days(), ['04', '05', '06'], 'what is there is not added again');
    assert.equal((await change([shift('07')], [shift('05'), shift('20')])).status, 204);
    assert.deepEqual(await days(), ['04', '06', '07'], 'what is gone already is no fault');
    const { body } = await change([{ ...shift('08'), professional: 'of-nobody' }], [shift('04')]);
    assert.equal(body.faults?.[0]?.path, 'add.0.professional');
    assert.deepEqual(await days(), ['04', '06', '07'], 'nothing is half done');
    assert.equal((await change([], [])).status, 204);
    await assertChain(backend.store);
  });

  it('lets nobody try a quiz more often than the structure says', async () => {
    const path = '/protocols/odynophagie/quiz';
    const { rpps } = await declare({ protocols: ['odynophagie'] });
    const answer = (answers: object) => ask<QuizResult>(rpps, 'POST', `${path}/attempts`, { answers });
    const attempts = async () => (await ask<AskedQuiz>(rpps, 'GET', path)).body.attempts;
    assert.equal(await attempts(), undefined);
    const settings = createSettings({ quizAttempts: { most: 2, days: 7 } });
    await importDocument(backend.context, settings, 'test', STRUCTURE);
    assert.deepEqual(await attempts(), { left: 2 });
    await answer({});
    assert.deepEqual(await attempts(), { left: 1 });
    await answer({});
    assert.deepEqual(await attempts(), { left: 0, from: toInstant(backend.clock.now + 7 * 86_400_000) });
    assert.equal((await answer({ 1: ['a'], 2: ['b'] })).status, 409);
    backend.clock.now += 7 * 86_400_000;
    assert.deepEqual(await attempts(), { left: 2 });
    assert.equal((await answer({ 1: ['a'], 2: ['b'] })).body.passed, true);
    backend.clock.now -= 7 * 86_400_000;
    await importDocument(backend.context, createSettings(), 'test', STRUCTURE);
    await assertChain(backend.store);
  });

  it('says what each file lacks, how each protocol stands, and what whoever asks may do', async () => {
    const nurse = await declare();
    const physiotherapist = await declare({ profession: 'physiotherapist' });
    await papers(nurse.id);
    const { on, timezone, may, self, protocols, members } = await team();
    const lacks = (id: string) =>
      members.find(({ professional }) => professional === id)!.memberships[0]!.missing.map(({ what }) => what);
    assert.equal(lacks(nurse.id).at(-1), 'certificate');
    assert.ok(!lacks(nurse.id).includes('commitment'));
    assert.ok(lacks(physiotherapist.id).includes('profession'), 'the protocol is not for her profession');
    assert.deepEqual([on, timezone, may.declare, may.certify], [TODAY, 'Europe/Paris', true, false]);
    assert.ok(self?.professional, 'the chief is a professional of the structure');
    assert.deepEqual(
      protocols.map(({ id }) => id),
      ['odynophagie', 'pollakiurie'],
      'by title, and only what somebody runs by delegation',
    );
    assert.equal(protocols.find(({ id }) => id === 'pollakiurie')!.open, true);
    const { body } = await ask<Team>(anne.rpps, 'GET', '/team');
    assert.deepEqual([body.may, body.self?.rpps], [{ declare: false, certify: true }, anne.rpps]);
  });

  it('counts who is engaged, each once, and whose certificate ends', async () => {
    const ida = await declare({ protocols: ['pollakiurie', 'bpco-suivi'] });
    await certify(ida.id, { validTo: '2026-12-20' });
    const { engaged, renewals, members } = await team();
    const nurses = engaged.find((one) => one.function === 'delegate' && one.profession === 'nurse');
    const expected = members.filter(
      ({ profession, memberships }) =>
        profession === 'nurse' && memberships.some(({ function: of }) => of === 'delegate'),
    );
    assert.equal(nurses?.count, expected.length);
    assert.deepEqual(renewals, [{ professional: ida.id, protocol: 'pollakiurie', validTo: '2026-12-20' }]);
  });

  it('reminds a délégué once of a certificate that ends, and nobody it no longer concerns', async () => {
    const due = await declare({ email: 'due@exemple.fr' });
    const renewed = await declare({ email: 'renewed@exemple.fr' });
    const silent = await declare();
    for (const { id } of [due, renewed, silent]) await certify(id, { validTo: '2026-12-20' });
    backend.clock.now += 1000;
    await certify(renewed.id);
    await remindOfRenewals(backend.context);
    await remindOfRenewals(backend.context);
    const mails = await backend.store.db.selectFrom('mail').selectAll().where('kind', '=', 'team.renewal').execute();
    assert.deepEqual(
      mails.map(({ recipient }) => recipient),
      ['due@exemple.fr'],
    );
    const { letter } = await renewalMail.compose(backend.context, mails[0]!, {
      sender: 'a@b.fr',
      recipient: 'due@exemple.fr',
    });
    assert.equal(letter.subject, 'Votre attestation de formation se termine le 20 décembre 2026');
    assert.match(letter.text, /Pollakiurie/);
    await assertChain(backend.store);
  });

  it('gives what the declaration to the agency needs, every change dated', async () => {
    const ida = await declare({ protocols: ['bpco-suivi'] }, '2026-11-05');
    await papers(ida.id, 'bpco-suivi');
    await certify(ida.id, {}, 'bpco-suivi');
    await ask('chief', 'POST', `${part(ida.id, 'bpco-suivi')}/end`, { function: 'delegate', on: '2026-12-31' });
    const { body } = await ask<TeamDeclaration>('chief', 'GET', '/protocols/bpco-suivi/declaration');
    const member = body.members.find(({ professional }) => professional === ida.id);
    assert.deepEqual(
      member?.memberships.map(({ protocol, from, to, commitmentOn, certificate }) => [
        protocol,
        from,
        to,
        commitmentOn,
        certificate?.validTo,
      ]),
      [['bpco-suivi', '2026-11-05', '2026-12-31', '2026-11-03', '2028-11-09']],
    );
    assert.deepEqual(
      body.changes.filter(({ professional }) => professional === ida.id).map(({ change, on }) => [change, on]),
      [
        ['declared', '2026-11-05'],
        ['adhesion', '2026-11-03'],
        ['certificate', TODAY],
        ['ended', '2026-12-31'],
      ],
    );
    assert.equal((await ask('chief', 'GET', '/protocols/none/declaration')).status, 404);
  });

  it('knows no part that is nobody’s', async () => {
    const path = part('0123456789abcdefghjkmnpqrs');
    assert.equal((await ask('chief', 'POST', `${path}/end`, { function: 'delegate', on: TODAY })).status, 404);
    assert.equal((await ask('chief', 'PUT', `${path}/adhesion`, { function: 'delegate' })).body.code, 'not-declared');
  });

  it('holds no name, number or score in its log, and a changed row is shown', async () => {
    const rows = await backend.store.db
      .selectFrom('event')
      .select('data')
      .where('type', 'like', 'team.%')
      .orderBy('sequence')
      .execute();
    assert.ok(rows.length > 20);
    for (const { data } of rows) assert.doesNotMatch(data, /Roux|Durand|\+33|1000000|right/);
    const { differences } = await tamper(
      backend.store,
      async (db) => {
        await db.updateTable('team_certificate').set({ valid_to: '2099-01-01' }).execute();
        await db.updateTable('team_attempt').set({ passed: 1 }).execute();
        await db.deleteFrom('team_shift').execute();
        await db.updateTable('team_member').set({ ended_on: null }).execute();
      },
      (db) => verifyLog(db, STRUCTURE),
    );
    assert.deepEqual([...new Set(differences.map(({ table }) => table))].sort(), [
      'team_attempt',
      'team_certificate',
      'team_member',
      'team_shift',
    ]);
  });
});
