import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { answerForm, answersOfCase, judgeForm, protocolQuestionnaire, withoutRules } from '@relais/engine/protocol';
import { openForm } from '@relais/engine/questionnaire';
import { evaluationOf } from '@relais/engine/run';
import { sealProof } from '@relais/engine/consent';
import { toInstant } from '@relais/model';
import type {
  CaseAnswer,
  ConsentDraft,
  ConsentProof,
  DeclaredMember,
  MemberReport,
  Problem,
  Protocol,
  ProtocolCases,
  Role,
  RunEvaluation,
  RunObstacle,
  RunResponse,
  RunState,
  SaveRunAnswers,
  StartRun,
} from '@relais/model';
import { readFileSync } from 'node:fs';
import { createApp } from '../../../packages/server/src/app.ts';
import type { RelaisApp } from '../../../packages/server/src/app.ts';
import { createVerifier } from '../../../packages/server/src/core/auth/verifier.ts';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { takeProtocolStep } from '../../../packages/server/src/protocol/index.ts';
import { draftOf, sha256, shown, withdrawal } from '../../engine/consent/support.ts';
import { startIssuer } from '../core/auth/local-issuer.ts';
import { bearer, openBackend, SECRET, send } from './backend.ts';
import type { Answer, TestBackend, TestBackendOptions } from './backend.ts';
import type { Engine } from './engines.ts';
import { createProfessional, PROFESSIONALS } from './people.ts';
import { readProtocolFile } from './protocols.ts';
import { STRUCTURE } from './territory.ts';

export const PROTOCOL = readProtocolFile('odynophagie');
const cases = JSON.parse(
  readFileSync(new URL('../../../demo/protocols/cases/odynophagie.json', import.meta.url), 'utf8'),
) as ProtocolCases;
/** Answers of the ordinary case: nothing worries, and the patient may be treated. */
export const ORDINARY = cases.ordinary;

const FROM = '2026-11-02';
const anne = { by: 'Dre Anne Durand', rpps: '10000000001' };

export type Refused = Problem & {
  readonly missing?: readonly RunObstacle[];
  readonly refusals?: readonly string[];
  readonly revision?: number;
  readonly faults?: readonly { readonly path: string }[];
};

/** Somebody of the team, by number and by the id they have in the structure. */
export interface Member {
  readonly rpps: string;
  readonly id: string;
}

export interface RunStageOptions extends TestBackendOptions {
  /** In the place of ours: the same version with the same rules, which a page judges by. */
  readonly protocol?: Protocol;
  /** What the first doctor is besides délégante. */
  readonly alsoDoctor?: readonly Role[];
}

interface Answered {
  readonly response: RunResponse;
  readonly evaluation: RunEvaluation;
}

/** What the answers of the ordinary case, changed, come to in a page. */
export async function answered(differs: Readonly<Record<string, CaseAnswer | null>> = {}): Promise<Answered> {
  const form = await openForm(protocolQuestionnaire(PROTOCOL, PROTOCOL.date), { now: () => 0, language: 'fr' });
  const one = { id: '0', shows: 'x', differs, expected: { level: 'none' as const, rules: [] } };
  answerForm(form, answersOfCase(cases, one));
  return { response: withoutRules(form.response()), evaluation: evaluationOf(judgeForm(PROTOCOL, form)) };
}

/**
 * A structure in which an odynophagie can be run: two trained nurses, two doctors on call one after the other, a pharmacist in his own right, and a
 * nurse who lacks everything.
 */
export async function openRunStage(
  engine: Engine,
  { protocol = PROTOCOL, alsoDoctor = [], ...options }: RunStageOptions = {},
) {
  const issuer = await startIssuer();
  const backend = await openBackend(engine, { sendsMail: true, ...options });
  const app = createIssuedApp(backend, issuer.url);
  const ask = asker(backend, app, (claims) => issuer.sign(claims));
  const chief = createProfessional({
    rpps: undefined,
    issuer: issuer.url,
    subject: 'chief',
    roles: [{ role: 'structureAdmin' }],
  });
  const dpo = createProfessional({
    rpps: undefined,
    issuer: issuer.url,
    subject: 'dpo',
    roles: [{ role: 'dpo' }],
  });
  const doctor = createProfessional({
    rpps: anne.rpps,
    familyName: 'Durand',
    givenName: 'Anne',
    profession: 'generalPractitioner',
    email: 'anne@exemple.fr',
    roles: (['delegator', ...alsoDoctor] as const).map((role) => ({ role })),
  });
  const pharmacist = createProfessional({
    rpps: '10000000005',
    profession: 'pharmacist',
    roles: [{ role: 'delegate' }],
  });
  await importDocument(
    backend.context,
    { ...PROFESSIONALS, professionals: [chief, dpo, doctor, pharmacist] },
    'test',
    STRUCTURE,
  );
  await importDocument(backend.context, protocol, 'test', STRUCTURE);
  const key = { protocolId: PROTOCOL.id, version: PROTOCOL.version };
  for (const state of ['validated', 'filed', 'active'] as const) {
    await takeProtocolStep(backend.context, STRUCTURE, key, { state, ...anne, on: FROM, from: FROM });
  }
  const members: Partial<DeclaredMember>[] = [
    { rpps: anne.rpps, familyName: 'Durand', givenName: 'Anne', function: 'delegator' },
    { rpps: '10000000002', familyName: 'Brun', givenName: 'Léo', function: 'delegator', email: 'leo@exemple.fr' },
    { rpps: '10000000003', familyName: 'Roux', givenName: 'Ida', function: 'delegate' },
    { rpps: '10000000004', familyName: 'Petit', givenName: 'Zoé', function: 'delegate' },
    { rpps: '10000000006', familyName: 'Neuf', givenName: 'Max', function: 'delegate' },
  ];
  const report = await ask<MemberReport>('chief', 'POST', '/team/members', {
    from: FROM,
    members: members.map((member) => ({
      profession: member.function === 'delegator' ? 'generalPractitioner' : 'nurse',
      protocols: [PROTOCOL.id],
      ...member,
    })),
  });
  assert.equal(report.status, 200, JSON.stringify(report.body));
  const [first, second, ida, zoe, newcomer] = members.map(({ rpps = '' }, index) => ({
    rpps,
    id: report.body.members[index]!.professional,
  })) as [Member, Member, Member, Member, Member];
  for (const { id } of [ida, zoe]) {
    const part = `/team/members/${id}/protocols/${PROTOCOL.id}`;
    const papers = { function: 'delegate', commitmentOn: FROM, swornOn: FROM };
    assert.equal((await ask('chief', 'PUT', `${part}/adhesion`, papers)).status, 204);
    const signature = { ...anne, on: FROM };
    const issue = { theoryHours: 10, clinicalCases: 5, validTo: '2028-11-02', signature };
    assert.equal((await ask(anne.rpps, 'POST', `${part}/certificates`, issue)).status, 204);
  }
  const setRoster = (people: readonly Member[]) =>
    ask('chief', 'PUT', '/team/roster', {
      formatVersion: 'relais-roster/1',
      from: '2026-11-09T00:00:00Z',
      to: '2026-11-10T00:00:00Z',
      shifts: people.map(({ id }, index) => ({
        professional: id,
        start: '2026-11-09T06:00:00Z',
        end: '2026-11-09T20:00:00Z',
        phone: '06 39 98 12 34',
        rank: index + 1,
      })),
    });
  assert.equal((await setRoster([first, second])).status, 204);

  const record = async (proof: ConsentProof, by: string) => {
    const body = { proof, ...(proof.text && { text: shown }) };
    const { status, body: said } = await ask(by, 'POST', '/consents', body);
    assert.equal(status, 201, JSON.stringify(said));
    return proof;
  };
  /** A patient nobody else is. */
  const createPatient = () => {
    const id = `patient-${randomUUID()}`;
    let last: ConsentProof | undefined;
    const seal = async (draft: ConsentDraft) => (last = await sealProof(draft, last, sha256));
    const protocol = { id: PROTOCOL.id, version: PROTOCOL.version };
    const minutes = (count: number) => toInstant(backend.clock.now + count * 60_000);
    const base = () => ({ id: randomUUID(), protocol, patient: { ...draftOf().patient, id } });
    const agree = (changes: Partial<ConsentDraft> = {}) => {
      const times = { firstAskedAt: minutes(-3), informedAt: minutes(-2), confirmedAt: minutes(-1) };
      const valid = { validFrom: minutes(-1), validUntil: minutes(24 * 60) };
      return seal(draftOf({ ...base(), ...times, ...valid, ...changes }));
    };
    return {
      id,
      agree,
      consents: async (changes: Partial<ConsentDraft> = {}, by = ida.rpps) => record(await agree(changes), by),
      withdraws: async (changes: Partial<ConsentDraft> = {}) => {
        const times = { confirmedAt: minutes(0), validFrom: minutes(0) };
        return record(await seal(withdrawal({ ...base(), ...times, ...changes })), ida.rpps);
      },
    };
  };
  const startOf = (patientId: string, changes: Partial<StartRun> = {}): StartRun => ({
    id: randomUUID(),
    protocol: PROTOCOL.id,
    version: PROTOCOL.version,
    patient: { id: patientId, identityStatus: 'qualified', ageYears: 13, sex: 'female' },
    startedAt: toInstant(backend.clock.now),
    ...changes,
  });
  const start = (by: Member, request: StartRun) => ask<RunState & Refused>(by.rpps, 'POST', '/runs', request);
  /** A run of somebody who has agreed. */
  const begin = async (by: Member = ida, changes: Partial<StartRun> = {}) => {
    const patient = createPatient();
    await patient.consents({}, by.rpps);
    const { status, body } = await start(by, startOf(patient.id, changes));
    assert.equal(status, 201, JSON.stringify(body));
    return { id: body.id, patient };
  };
  const save = async (
    run: string,
    differs: Readonly<Record<string, CaseAnswer | null>> = {},
    {
      by = ida,
      revision = 1,
      ...otherwise
    }: { by?: Member; revision?: number } & Partial<Answered> & Pick<SaveRunAnswers, 'keptSeconds'> = {},
  ) => {
    const said = await answered(differs);
    const body = { revision, ...said, ...otherwise };
    return ask<RunState & Refused>(by.rpps, 'PUT', `/runs/${run}/answers`, body);
  };
  const end = (run: string, revision: number, changes: object, by: Member = ida) =>
    ask<RunState & Refused>(by.rpps, 'POST', `/runs/${run}/end`, {
      revision,
      outcome: 'managedByDelegate',
      endedAt: toInstant(backend.clock.now),
      ...changes,
    });
  const acknowledge = (run: string, rule: string, by: Member = ida) =>
    ask<RunState & Refused>(by.rpps, 'POST', `/runs/${run}/acknowledgements`, { rule });
  const answer = (run: string, rule: string, said: string, by: Member, saidBy?: string) =>
    ask<RunState & Refused>(by.rpps, 'POST', `/runs/${run}/alert-answers`, {
      rule,
      answer: said,
      ...(saidBy && { saidBy }),
    });
  const pharmacistId = async () =>
    (
      await backend.store.db
        .selectFrom('professional')
        .select('id')
        .where('rpps', '=', '10000000005')
        .executeTakeFirstOrThrow()
    ).id;
  return {
    backend,
    app,
    ask,
    /** The token of somebody who signs in, by number. */
    tokenOf: (rpps: string) => issuer.sign(claimsOf(backend, rpps)),
    ...{ first, second, ida, zoe, newcomer },
    pharmacist: { rpps: '10000000005', id: await pharmacistId() },
    ...{ setRoster, createPatient, startOf, start, begin, save, end, acknowledge, answer },
    /** Types of the rows about a run, in order, without looks at it. */
    eventsOf: async (subject: string) =>
      (
        await backend.store.db
          .selectFrom('event')
          .select('type')
          .where('subject', '=', subject)
          .orderBy('sequence')
          .execute()
      ).map(({ type }) => type),
    close: async () => {
      app.close();
      await backend.close();
      await issuer.close();
    },
  };
}

export type RunStage = Awaited<ReturnType<typeof openRunStage>>;

function createIssuedApp({ context, clock }: TestBackend, issuer: string): RelaisApp {
  const verifier = createVerifier({
    issuers: [issuer],
    audience: 'relais',
    secret: SECRET,
    now: () => clock.now,
  });
  return createApp({ context, verifier });
}

function claimsOf({ clock }: TestBackend, who: string): Record<string, unknown> {
  const now = Math.floor(clock.now / 1000);
  const person = /^\d+$/.test(who) ? { sub: `at-${who}`, SubjectNameID: who } : { sub: who };
  return { aud: 'relais', iat: now, exp: now + 300, ...person };
}

/** Asks as somebody who signs in: by RPPS, or the chief. */
function asker(backend: TestBackend, app: RelaisApp, sign: (claims: Record<string, unknown>) => Promise<string>) {
  return async <T = Refused>(who: string, method: string, path: string, body?: unknown): Promise<Answer<T>> => {
    const token = await sign(claimsOf(backend, who));
    return send<T>(app, `/api/v1/structures/${STRUCTURE}${path}`, method, body, bearer(token));
  };
}
