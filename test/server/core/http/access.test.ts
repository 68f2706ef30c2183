import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { operations, Role } from '@relais/model';
import type { Hold, NewBooking, Operation, OperationName, Problem } from '@relais/model';
import { SYSTEM_ACTOR } from '../../../../packages/server/src/core/actors.ts';
import { importDocument } from '../../../../packages/server/src/import-document.ts';
import { bearer, bookSeat, createBookingRequest, openBackend } from '../../support/backend.ts';
import type { TestBackend } from '../../support/backend.ts';
import { describeEngines } from '../../support/engines.ts';
import { createSettings, createTerritory, STRUCTURE } from '../../support/territory.ts';

/** Who may ask, by the name under which the table below judges them. */
type Caller =
  | 'nobody'
  | 'unreadable token'
  | 'own hold'
  | 'other hold'
  | 'own booking'
  | 'other booking'
  | `${Role} here`
  | `${Role} elsewhere`;

const ELSEWHERE = 'elsewhere';
const callers: Caller[] = [
  'nobody',
  'unreadable token',
  'own hold',
  'other hold',
  'own booking',
  'other booking',
  ...Role.options.flatMap((role) => [`${role} here`, `${role} elsewhere`] as const),
];

const protocolReaders: readonly Caller[] = [
  ...(['delegate here', 'delegator here', 'slotProvider here', 'coordinator here'] as const),
  ...(['structureAdmin here', 'dpo here', 'integration here'] as const),
];
const STEERING: readonly Caller[] = ['coordinator here', 'structureAdmin here', 'dpo here'];
const SHARERS: readonly Caller[] = [
  ...(['coordinator here', 'structureAdmin here', 'slotProvider here', 'secretary here'] as const),
];
const CARERS: readonly Caller[] = ['delegate here', 'delegator here', 'slotProvider here'];

/** Written by hand from the contract's words, not read from its table: who may pass beside the public. */
const allowed: Record<OperationName, readonly Caller[] | 'public'> = {
  describeStructure: 'public',
  listSlots: 'public',
  streamEvents: 'public',
  createHold: 'public',
  createBooking: 'public',
  releaseHold: ['own hold'],
  readBooking: ['own booking', 'secretary here', 'dispatcher here', 'slotProvider here', 'coordinator here'],
  moveBooking: ['own booking', 'secretary here', 'dispatcher here'],
  cancelBooking: ['own booking', 'secretary here', 'dispatcher here'],
  cancelAtDesk: ['secretary here', 'dispatcher here'],
  restoreBooking: ['secretary here', 'dispatcher here'],
  readCalendar: ['own booking', 'secretary here', 'dispatcher here'],
  readPlanning: ['coordinator here', 'structureAdmin here'],
  checkPlanning: ['coordinator here', 'structureAdmin here'],
  listPlanningVersions: ['coordinator here', 'structureAdmin here'],
  publishPlanning: ['coordinator here', 'structureAdmin here'],
  readPlanningVersion: ['coordinator here', 'structureAdmin here'],
  listPlanningCalls: ['secretary here', 'dispatcher here', 'coordinator here'],
  settlePlanningCall: ['secretary here', 'dispatcher here', 'coordinator here'],
  readOpenNow: ['dispatcher here', 'secretary here'],
  listMatters: ['coordinator here', 'structureAdmin here'],
  readOwnPlanning: ['slotProvider here'],
  closeOwnRanges: ['slotProvider here'],
  openOwnRange: ['slotProvider here'],
  takeBackOwnChange: ['slotProvider here'],
  listDutyCalls: ['coordinator here', 'structureAdmin here'],
  listDutyRanges: ['coordinator here', 'structureAdmin here'],
  openDutyCall: ['coordinator here', 'structureAdmin here'],
  readDutyLink: ['coordinator here', 'structureAdmin here'],
  giveDuty: ['coordinator here', 'structureAdmin here'],
  closeDutyCall: ['coordinator here', 'structureAdmin here'],
  // By the link of a treating doctor alone.
  readDoctorQuestion: [],
  answerDoctorQuestion: [],
  // By the link of a volunteer alone.
  readDutyAnswer: [],
  answerDutyCall: [],
  readRequestService: 'public',
  leaveRequest: 'public',
  // By the link of a patient’s own request alone.
  readPatientRequest: [],
  withdrawRequest: [],
  readDutyCalendars: ['slotProvider here', 'coordinator here', 'structureAdmin here'],
  makeDutyCalendar: ['slotProvider here'],
  endDutyCalendar: ['slotProvider here', 'coordinator here', 'structureAdmin here'],
  readDutyFeed: 'public',
  readAgenda: ['slotProvider here'],
  setAgenda: ['slotProvider here'],
  endAgenda: ['slotProvider here'],
  listBusyTimes: ['slotProvider here', 'coordinator here', 'structureAdmin here'],
  readWebhook: ['structureAdmin here'],
  setWebhook: ['structureAdmin here'],
  endWebhook: ['structureAdmin here'],
  resumeWebhook: ['structureAdmin here'],
  readPaperGaps: ['coordinator here', 'structureAdmin here', 'secretary here'],
  printPaper: ['coordinator here', 'structureAdmin here', 'secretary here'],
  readLedger: SHARERS,
  readVolunteerAccounts: SHARERS,
  listLedgerMovements: SHARERS,
  readLedgerCourse: SHARERS,
  listLedgerCorrections: SHARERS,
  correctLedger: ['coordinator here'],
  importTerritory: ['coordinator here', 'structureAdmin here'],
  readSettings: ['structureAdmin here'],
  importSettings: ['structureAdmin here'],
  importChecklist: ['structureAdmin here'],
  readBookingSettings: ['structureAdmin here', 'coordinator here'],
  importBookingSettings: ['structureAdmin here', 'coordinator here'],
  readProfessionals: ['structureAdmin here'],
  importProfessionals: ['structureAdmin here'],
  findAttendingDoctors: [
    ...(['secretary here', 'dispatcher here', 'coordinator here', 'structureAdmin here'] as const),
    ...(['delegate here', 'delegator here', 'slotProvider here'] as const),
  ],
  importAttendingDoctors: ['structureAdmin here', 'coordinator here'],
  readDuties: [
    ...(['secretary here', 'dispatcher here', 'slotProvider here'] as const),
    ...(['coordinator here', 'structureAdmin here'] as const),
  ],
  importDuties: ['structureAdmin here', 'coordinator here'],
  listVisits: ['slotProvider here', 'secretary here'],
  addVisit: ['slotProvider here', 'secretary here'],
  actOnVisit: ['slotProvider here', 'secretary here'],
  listOpenVisits: ['coordinator here', 'structureAdmin here'],
  readVisitSettings: [
    ...(['slotProvider here', 'secretary here'] as const),
    ...(['coordinator here', 'structureAdmin here'] as const),
  ],
  importVisitSettings: ['coordinator here', 'structureAdmin here'],
  listCallbacks: ['secretary here', 'dispatcher here', 'slotProvider here'],
  readCallback: ['secretary here', 'dispatcher here', 'slotProvider here'],
  requestCallback: ['secretary here', 'dispatcher here', 'slotProvider here'],
  actOnCallback: ['secretary here', 'dispatcher here', 'slotProvider here'],
  readRetention: ['structureAdmin here', 'dpo here'],
  importRetention: ['structureAdmin here', 'dpo here'],
  countWaitingLists: [
    ...(['secretary here', 'dispatcher here', 'slotProvider here'] as const),
    ...(['coordinator here', 'structureAdmin here'] as const),
  ],
  listWaitingEntries: ['secretary here', 'dispatcher here', 'slotProvider here'],
  addWaitingEntry: ['secretary here', 'dispatcher here', 'slotProvider here'],
  actOnWaitingEntry: ['secretary here', 'dispatcher here', 'slotProvider here'],
  describeInscription: 'public',
  inscribe: 'public',
  importWaitingEntries: ['secretary here', 'dispatcher here', 'slotProvider here'],
  clearWaitingList: ['coordinator here', 'structureAdmin here'],
  previewListRule: ['coordinator here', 'structureAdmin here'],
  readWaitingListSettings: [
    ...(['secretary here', 'dispatcher here', 'slotProvider here'] as const),
    ...(['coordinator here', 'structureAdmin here'] as const),
  ],
  importWaitingListSettings: ['coordinator here', 'structureAdmin here'],
  listFreedSeats: ['secretary here', 'dispatcher here', 'slotProvider here'],
  readOffer: ['secretary here', 'dispatcher here', 'slotProvider here'],
  answerOffer: ['secretary here', 'dispatcher here', 'slotProvider here'],
  readDeskSettings: [
    ...(['secretary here', 'dispatcher here', 'slotProvider here'] as const),
    ...(['coordinator here', 'structureAdmin here'] as const),
  ],
  importDeskSettings: ['structureAdmin here', 'coordinator here'],
  recordIntake: ['secretary here', 'dispatcher here', 'slotProvider here'],
  searchKnown: ['secretary here', 'dispatcher here', 'slotProvider here'],
  proposeSeat: ['secretary here', 'dispatcher here', 'slotProvider here'],
  explainSlots: ['secretary here', 'dispatcher here', 'slotProvider here'],
  listProtocols: protocolReaders,
  readProtocol: protocolReaders,
  importProtocol: ['structureAdmin here'],
  takeProtocolStep: ['structureAdmin here', 'delegator here'],
  switchProtocolMode: ['structureAdmin here', 'delegator here'],
  reviewProtocol: ['delegator here'],
  planActivation: ['structureAdmin here', 'delegator here'],
  endActivation: ['structureAdmin here', 'delegator here'],
  setParameter: ['delegator here'],
  readSession: 'public',
  readSessionKey: Role.options.map((role) => `${role} here` as const),
  endSessions: ['structureAdmin here'],
  recordConsent: CARERS,
  readPatientConsents: CARERS,
  listConsents: ['dpo here'],
  readConsentRates: ['coordinator here', 'dpo here'],
  checkConsent: 'public',
  openConsentAccess: CARERS,
  readConsentAccess: CARERS,
  listConsentAccesses: ['dpo here'],
  createConsentReading: CARERS,
  readConsentReading: CARERS,
  finishConsentReading: [],
  sendConsentCode: CARERS,
  checkConsentCode: CARERS,
  readConsentTexts: 'public',
  importConsentTexts: ['structureAdmin here'],
  listLetters: ['delegate here', 'delegator here'],
  makeLetter: ['delegate here'],
  sendLetter: ['delegate here'],
  handLetter: ['delegate here'],
  printLetter: ['delegate here', 'delegator here'],
  packLetter: ['delegate here', 'delegator here'],
  mailLetter: ['delegate here'],
  listVisitLetters: ['slotProvider here'],
  makeVisitLetter: ['slotProvider here'],
  sendVisitLetter: ['slotProvider here'],
  handVisitLetter: ['slotProvider here'],
  printVisitLetter: ['slotProvider here'],
  packVisitLetter: ['slotProvider here'],
  mailVisitLetter: ['slotProvider here'],
  readLetterSettings: ['structureAdmin here', 'coordinator here'],
  importLetterSettings: ['structureAdmin here'],
  previewLetters: ['structureAdmin here', 'coordinator here'],
  readTeam: ['structureAdmin here', 'delegator here'],
  declareMembers: ['structureAdmin here'],
  endMembership: ['structureAdmin here'],
  recordAdhesion: ['structureAdmin here'],
  issueCertificate: ['delegator here'],
  readQuiz: ['delegate here', 'delegator here', 'structureAdmin here'],
  setQuiz: ['delegator here'],
  answerQuiz: ['delegate here'],
  readRoster: ['delegate here', 'delegator here', 'structureAdmin here'],
  setRoster: ['structureAdmin here', 'delegator here'],
  changeRoster: ['structureAdmin here', 'delegator here'],
  readOnCall: ['delegate here', 'delegator here', 'structureAdmin here'],
  readReadiness: ['delegate here', 'delegator here'],
  readDeclaration: ['structureAdmin here'],
  startRun: ['delegate here'],
  recordNonInclusion: ['delegate here'],
  listRuns: ['delegate here', 'delegator here'],
  readRun: ['delegate here', 'delegator here'],
  saveRunAnswers: ['delegate here'],
  acknowledgeAlert: ['delegate here'],
  answerAlert: ['delegate here', 'delegator here'],
  endRun: ['delegate here'],
  countersignRuns: ['delegator here'],
  commentRun: ['delegate here', 'delegator here'],
  attachPhotograph: ['delegate here'],
  readPhotograph: ['delegate here', 'delegator here'],
  removePhotograph: ['delegate here'],
  readPatientFile: ['delegate here', 'delegator here'],
  reviewRun: ['delegate here', 'delegator here'],
  stateSatisfaction: ['delegate here', 'delegator here'],
  listRunAccesses: ['dpo here'],
  declareAdverseEvent: ['delegate here', 'delegator here'],
  listAdverseEvents: ['delegate here', 'delegator here'],
  analyseAdverseEvent: ['delegator here'],
  listIndicators: STEERING,
  readFigureSuggestions: STEERING,
  readFigures: STEERING,
  listFigureLines: STEERING,
  readPublicFigures: 'public',
  listPublications: STEERING,
  publishFigures: ['structureAdmin here'],
  endPublication: ['structureAdmin here'],
  readFigureSettings: STEERING,
  importFigureSettings: ['structureAdmin here', 'dpo here'],
  exportFigures: STEERING,
  writeFigureMeasures: STEERING,
  printFigures: STEERING,
  readCooperationReport: ['structureAdmin here'],
  listActions: ['coordinator here', 'structureAdmin here'],
  declareAction: ['coordinator here', 'structureAdmin here'],
  listHistoryImports: ['coordinator here', 'structureAdmin here'],
  readContract: ['coordinator here', 'structureAdmin here'],
  saveContract: ['coordinator here', 'structureAdmin here'],
  readPayment: ['coordinator here', 'structureAdmin here'],
  readDashboardBoards: STEERING,
  importDashboardBoards: ['coordinator here', 'structureAdmin here'],
  importHistory: ['coordinator here', 'structureAdmin here'],
  undoHistoryImport: ['coordinator here', 'structureAdmin here'],
  writeActivityReport: ['coordinator here', 'structureAdmin here'],
  checkExportFile: STEERING,
};

interface Things {
  readonly hold: Hold;
  readonly otherHold: Hold;
  readonly booking: NewBooking;
  readonly otherBooking: NewBooking;
}

describeEngines('who may call what', (engine) => {
  let backend: TestBackend;
  let things: Things;
  let authorization: Map<Caller, Record<string, string>>;

  before(async () => {
    backend = await openBackend(engine);
    for (const document of [createSettings({ id: ELSEWHERE }), createTerritory({ id: ELSEWHERE })]) {
      await importDocument(backend.context, document, SYSTEM_ACTOR, ELSEWHERE);
    }
    const [hold, otherHold] = await Promise.all(['13:00', '13:15'].map((time) => backend.hold(gate(time))));
    things = {
      hold: hold!.body,
      otherHold: otherHold!.body,
      booking: await bookSeat(backend, gate('13:30')),
      otherBooking: await bookSeat(backend, gate('13:45')),
    };
    authorization = await credentials(backend, things);
  });
  after(() => backend.close());

  for (const [name, operation] of Object.entries(operations) as [OperationName, Operation][]) {
    for (const caller of callers) {
      const verdict = judge(name, caller);
      it(`${name}: ${caller} ${verdict === undefined ? 'may' : `gets ${verdict}`}`, async () => {
        const before = await snapshot(backend);
        const answer = await ask(backend, operation, things, authorization.get(caller) ?? {});
        if (verdict === undefined) {
          assert.ok(![401, 403].includes(answer.status), `${answer.status} ${answer.code}`);
          return;
        }
        assert.equal(answer.status, verdict);
        assert.equal(answer.code, verdict === 401 ? 'unauthenticated' : 'forbidden');
        assert.deepEqual(await snapshot(backend), before, 'a refusal changes nothing');
      });
    }
  }

  describe('the edges', () => {
    it('shows professional audiences and labels to professionals of the structure only', async () => {
      const secretary = bearer(await backend.token('secretary'));
      const foreigner = bearer(await backend.token('secretary', ELSEWHERE));
      for (const query of ['?audience=PRO', '?audience=SNP', '?label=protocol']) {
        assert.equal((await backend.call('GET', `/slots${query}`)).status, 403, query);
        assert.equal((await backend.call('GET', `/slots${query}`, undefined, foreigner)).status, 403, query);
        assert.equal((await backend.call('GET', `/slots${query}`, undefined, secretary)).status, 200, query);
      }
      const held = await backend.call<Problem>('POST', '/holds', { ...slot('14:00'), audience: 'SNP' });
      assert.deepEqual([held.status, held.body.code], [403, 'forbidden']);
    });

    it('tells a wrong link and a booking that never was alike', async () => {
      const link = bearer(things.booking.token);
      const unknown = await backend.call<Problem>('GET', '/bookings/0123456789abcdefghjkmnpqrs', undefined, link);
      const foreign = await backend.call<Problem>('GET', `/bookings/${things.otherBooking.id}`, undefined, link);
      assert.deepEqual([unknown.status, unknown.body], [foreign.status, foreign.body]);
    });

    it('does not take a hold’s token for a booking’s', async () => {
      const { body: hold } = await backend.hold(gate('14:15'));
      const { body: booking } = await backend.call<NewBooking>('POST', '/bookings', createBookingRequest(hold.token));
      assert.equal((await backend.call('GET', `/bookings/${booking.id}`, undefined, bearer(hold.token))).status, 403);
    });

    it('says how to come in', async () => {
      const { headers } = await backend.call('GET', '/ledger');
      assert.equal(headers.get('www-authenticate'), 'Bearer');
    });

    it('has no token open another structure', async () => {
      const path = `/api/v1/structures/${ELSEWHERE}/bookings/${things.booking.id}`;
      const response = await backend.app.fetch(
        new Request(`http://relais.test${path}`, { headers: bearer(things.booking.token) }),
      );
      assert.equal(response.status, 403);
    });
  });
});

/** The status a refusal must have; `undefined` when the caller may pass. */
function judge(name: OperationName, caller: Caller): 401 | 403 | undefined {
  const names = allowed[name];
  if (caller === 'unreadable token') return 401;
  if (names === 'public' || names.includes(caller)) return undefined;
  return caller === 'nobody' ? 401 : 403;
}

async function credentials(backend: TestBackend, { hold, otherHold, booking, otherBooking }: Things) {
  const links: [Caller, Record<string, string>][] = [
    ['unreadable token', bearer('a.b.c')],
    ['own hold', bearer(hold.token)],
    ['other hold', bearer(otherHold.token)],
    ['own booking', bearer(booking.token)],
    ['other booking', bearer(otherBooking.token)],
  ];
  const professionals = Role.options.flatMap((role) => [
    { caller: `${role} here` as const, token: backend.token(role) },
    { caller: `${role} elsewhere` as const, token: backend.token(role, ELSEWHERE) },
  ]);
  for (const { caller, token } of professionals) links.push([caller, bearer(await token)]);
  return new Map(links);
}

/** Asks with a body that is well formed and a target that is not there any more where a success would change the next test. */
async function ask(backend: TestBackend, operation: Operation, things: Things, headers: Record<string, string>) {
  const path = operation.path
    .replace('{hold}', things.hold.id)
    .replace('{booking}', things.booking.id)
    .replace('{callback}', 'of-nobody');
  const controller = new AbortController();
  const response = await backend.app.fetch(
    new Request(`http://relais.test/api/v1/structures/${STRUCTURE}${path}`, {
      method: operation.method,
      headers: {
        'content-type': 'application/json',
        ...(operation.method === 'GET' ? {} : { 'idempotency-key': crypto.randomUUID() }),
        ...headers,
      },
      signal: controller.signal,
      ...(operation.body ? { body: JSON.stringify(bodyOf(operation)) } : {}),
    }),
  );
  const isProblem = response.headers.get('content-type') === 'application/problem+json';
  const code = isProblem ? ((await response.json()) as Problem).code : undefined;
  controller.abort();
  return { status: response.status, code };
}

function bodyOf({ path }: Operation): object {
  if (path === '/holds') return slot('08:07');
  if (path === '/bookings') return createBookingRequest('rl_of-nobody');
  if (path === '/territory') return createTerritory();
  if (path === '/settings') return createSettings();
  return { token: 'rl_of-nobody' };
}

async function snapshot({ store }: TestBackend) {
  const [structures, answers] = await Promise.all([
    store.db.selectFrom('structure').selectAll().orderBy('structure_id').execute(),
    store.db.selectFrom('idempotency').select('key_hash').orderBy('key_hash').execute(),
  ]);
  return { structures, answers };
}

function gate(time: string) {
  return { practiceId: 'gate', start: `2026-11-09T${time}:00Z` };
}

function slot(time: string) {
  return { slot: gate(time) };
}

describe('a write that needs no professional', () => {
  it('is counted, whichever it is', () => {
    const open = Object.entries(operations as Record<string, Operation>).filter(
      ([, { method, access }]) => method !== 'GET' && (access.public ?? access.link),
    );
    assert.ok(open.length > 0);
    assert.deepEqual(
      open.filter(([, { rateLimit }]) => !rateLimit).map(([name]) => name),
      [],
    );
  });
});
