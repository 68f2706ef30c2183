import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, it } from 'node:test';
import { operations, Problem, Role, structurePath } from '@relais/model';
import type { Operation } from '@relais/model';
import * as z from 'zod/mini';
import { chainOf, draftOf, shown, text } from '../engine/consent/support.ts';
import { createOutgoing } from '../../packages/server/src/core/outgoing/node-outgoing.ts';
import { createStationery } from '../../packages/server/src/core/print/node-stationery.ts';
import { importDocument } from '../../packages/server/src/import-document.ts';
import { assertChain, createBookingRequest, openBackend } from '../server/support/backend.ts';
import type { TestBackend } from '../server/support/backend.ts';
import { describeEngines } from '../server/support/engines.ts';
import { createDeskSettings } from '../server/support/desk.ts';
import { createVisitSettings } from '../server/support/visit.ts';
import { createWaitingLists } from '../server/support/waiting-lists.ts';
import { createChecklist, createSettings, createTerritory, STRUCTURE } from '../server/support/territory.ts';

/** Far more than any of these takes; a request that kills a server takes minutes. */
const SLOWEST_MS = 10_000;
/** Largest answer of any interactive request, in characters. */
const LARGEST = 3_000_000;

/** Words in place of any text: control and invisible characters, injections, halves of characters, lengths. */
const TEXTS = [
  '',
  '\u0000',
  'a\u0000b',
  '\u0007\u001b[31m',
  '\ud800',
  'x\u202e\u2066y',
  "'; drop table booking; --",
  '%00%2e%2e%2f',
  '../../../../etc/passwd',
  '<script>alert(1)</script>',
  '{{7*7}}${7*7}',
  'a'.repeat(60_000),
  '\u{1f9d1}\u200d\u{1f91d}\u200d\u{1f9d1}'.repeat(500),
  '9999-12-31T23:59:59Z',
  '-271821-04-20',
  '1e400',
];

/** Values in place of any other. */
const VALUES: unknown[] = [
  null,
  true,
  -1,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  [],
  {},
  [[[[]]]],
  { length: 1e9 },
  { toString: 1, valueOf: 1, then: 1 },
  ...TEXTS,
];

/** Whole bodies no schema can see, as they come over the wire. */
const BODIES = [
  '',
  '{',
  'null',
  '"text"',
  '[]',
  '{"__proto__":{"admin":true},"constructor":{"prototype":{}}}',
  '{"token":"a","token":"b"}',
  '\ufeff{}',
  '['.repeat(30_000) + ']'.repeat(30_000),
  '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000),
  `{"token":"${'x'.repeat(70_000)}"}`,
  '{"n":1e99999}',
];

const [proof] = await chainOf(draftOf());

const SIGNATURE = { by: 'Anne Durand', rpps: '10001234567', on: '2026-11-02' };
const person = { familyName: 'Énard', givenName: 'Ida', birthDate: '2001-02-03' };

const letterSettings = {
  formatVersion: 'relais-letters/1',
  letterhead: { name: 'CPTS du Vallon', address: ['1 rue du Moulin'], phone: '0471000000' },
  templates: [{ kind: 'patientSheet', title: 'Fiche', pieces: [{ text: 'Bonjour {patient}' }] }],
};

const figureExport = {
  kind: 'relais-figures',
  format: 1,
  structure: STRUCTURE,
  author: 'p-1',
  at: '2026-11-09T08:00:00Z',
  freshness: { at: '2026-11-09T08:00:00Z', behind: 0, sequence: 1, hash: 'a'.repeat(64) },
  query: { indicators: ['SNP-01'], from: '2026-01-01', to: '2026-03-31' },
  definitions: [],
  figures: [],
  seal: 'b'.repeat(64),
};

/** A body every route with this schema would take, to be spoilt at one place. */
const SOUND: Readonly<Record<string, unknown>> = {
  recordConsent: { proof, text: shown },
  openConsentAccess: {
    id: 'acces-000000000001',
    code: 'shareOutsideTeam',
    patientId: 'patiente-1',
    recipient: { id: 'ecole', label: 'Médecin scolaire' },
  },
  createConsentReading: {
    id: 'lecture-000000000001',
    text: { id: 'mal-de-gorge', version: '1', language: 'fr', format: 'plain', code: 'careByProtocol' },
  },
  finishConsentReading: { wantsToTalk: true },
  sendConsentCode: { id: 'code-0000000000001', phone: '0639981234' },
  checkConsentCode: { digits: '123456' },
  importConsentTexts: { formatVersion: 'relais-consent-texts/1', texts: [text] },
  declareAction: { kind: 'prevention', mission: 'prevention', on: '2026-11-02', title: 'Dépistage', reached: 12 },
  importHistory: {
    kind: 'counts',
    file: { name: 'comptes-2025.csv', sha256: 'ab'.repeat(32) },
    rows: [{ row: 2, cells: { indicator: 'SNP-01', from: '2025', n: '1240' } }],
  },
  publishFigures: { label: 'Accueil', indicators: ['SNP-01'], origins: ['https://cpts.example'] },
  exportFigures: { indicators: ['SNP-01'], from: '2026-01-01', to: '2026-03-31', by: ['month'] },
  checkExportFile: { content: btoa(JSON.stringify(figureExport)) },
  printFigures: {
    exports: [figureExport],
    title: 'Accès',
    views: [{ indicator: 'SNP-01', view: 'trend', by: ['month'] }],
  },
  writeFigureMeasures: { exports: [figureExport], language: 'en' },
  makeLetter: { id: 'lettre-0000000000001', kind: 'liaisonLetter', checked: true, request: 'Revoir dans un mois' },
  handLetter: { how: 'printed' },
  makeVisitLetter: { id: 'lettre-0000000000002', revision: 3, checked: true, informed: true, note: 'Repos' },
  handVisitLetter: { how: 'printed' },
  importLetterSettings: letterSettings,
  previewLetters: letterSettings,
  createHold: {
    window: { from: '2026-11-09T08:00:00Z', to: '2026-11-09T16:00:00Z' },
    filters: { siteIds: ['s-mill'], equipment: ['suture'], commune: 'Vallon', maxTravelMinutes: 10, stepFree: true },
  },
  createBooking: createBookingRequest('rl_nobody'),
  moveBooking: { token: 'rl_nobody', why: 'doctorAway' },
  cancelAtDesk: { why: 'other', note: 'Voisine prévenue' },
  restoreBooking: { revision: 1 },
  importTerritory: createTerritory(),
  checkPlanning: { base: 1, reason: 'Essai', territory: createTerritory() },
  publishPlanning: {
    ...{ base: 1, from: '2026-11-20', reason: 'Essai', undoes: 1 },
    choices: [{ booking: 'b', choice: 'move', seat: { practiceId: 'north', start: '2026-11-09T09:00:00Z' } }],
  },
  correctLedger: { to: 'north', from: 'oaks', bookings: 1, reason: 'Double compte' },
  openDutyCall: {
    ranges: [{ practiceId: 'north', serviceDate: '2026-11-10', start: '09:00' }],
    ...{ volunteers: ['v1'], closes: '2026-11-09', word: 'Qui peut\u00a0?' },
  },
  giveDuty: { range: 1, volunteerId: 'v1' },
  answerDoctorQuestion: { answer: 'sees' },
  answerDutyCall: { answers: [{ range: 1, answer: 'yes' }] },
  leaveRequest: {
    ...{ id: 'demande-00000000000001', reason: 'cough', familyName: 'Essai', givenName: 'Ada', phone: '0639981234' },
    ...{ email: 'ada@exemple.fr', reachable: [{ from: '2026-11-09T08:00:00Z', to: '2026-11-09T12:00:00Z' }] },
    checklistRun: { version: '1', yes: [], answeredAt: '2026-11-09T06:59:00Z' },
  },
  closeOwnRanges: { ranges: [{ practiceId: 'north', start: '2026-11-09T08:00:00Z' }], reason: 'Absence' },
  openOwnRange: {
    ...{ practiceId: 'north', date: '2026-11-14', from: '09:00', to: '11:00', slotsPerHour: 4, capacity: 1 },
    reason: 'Renfort',
  },
  importSettings: createSettings(),
  importChecklist: createChecklist(),
  importProfessionals: {
    formatVersion: 'relais-professionals/1',
    professionals: [{ rpps: '10001234567', familyName: 'Roux', givenName: 'Ida', roles: [{ role: 'structureAdmin' }] }],
  },
  importAttendingDoctors: {
    formatVersion: 'relais-attending-doctors/1',
    doctors: [{ familyName: 'Le Goff', givenName: 'Anne', address: '1 rue du Moulin', phone: '0639981234' }],
  },
  importDuties: { formatVersion: 'relais-duties/1', from: '2026-11-09', to: '2026-11-15', duties: [] },
  requestCallback: {
    id: '0123456789abcdefghjkmnpqrs',
    class: 'b',
    entryPoint: 'patient',
    phone: '0639981234',
    familyName: 'Roux',
    note: 'Rappeler après midi',
    reachable: [{ from: '2026-11-09T12:00:00Z', to: '2026-11-09T14:00:00Z' }],
  },
  recordIntake: {
    id: 'demande-000000000001',
    entryPoint: 'patient',
    phone: '0639981234',
    address: '1 rue du Moulin',
    regulated: { by: 'doctor', number: '42' },
    reason: 'cough',
    answers: [{ question: 'since', value: 'today' }],
    person: { familyName: 'Roux', givenName: 'Ida', birthDate: '1984-05-17', email: 'ida@example.fr' },
    facts: { sex: 'female', commune: 'Vallon' },
    decision: {
      kind: 'callback',
      class: 'b',
      reachable: [{ from: '2026-11-09T12:00:00Z', to: '2026-11-09T14:00:00Z' }],
      note: 'Rappeler après midi',
    },
    startedAt: '2026-11-09T06:59:00Z',
    replaces: { booking: 'of-nobody', callback: 'of-nobody' },
  },
  searchKnown: { phone: '0639981234', person: { familyName: 'Roux', givenName: 'Ida', birthDate: '1984-05-17' } },
  proposeSeat: {
    intake: 'demande-000000000001',
    window: { from: '2026-11-09T08:00:00Z', to: '2026-11-09T16:00:00Z' },
    filters: { siteIds: ['s-mill'], commune: 'Vallon', stepFree: true },
    label: 'icope',
  },
  actOnCallback: { kind: 'claim', revision: 1 },
  addVisit: { id: 'passage-00000000000001', practiceId: 'north', ...person, phone: '0639981234', reason: 'cough' },
  actOnVisit: { kind: 'share', revision: 0, treatments: 'Aucun', history: 'Asthme' },
  importVisitSettings: createVisitSettings(),
  answerOffer: { answer: 'no' },
  addWaitingEntry: { id: 'entree-0000000000001', ...person, phone: '06 39 98 12 34', priority: 'usual' },
  actOnWaitingEntry: { kind: 'leave', revision: 1, outcome: 'found' },
  inscribe: { id: 'entree-0000000000002', by: 'carer', ...person, phone: '06 39 98 12 34' },
  importWaitingEntries: { priority: 'usual', rows: [{ row: 2, cells: { familyName: 'Essai' } }] },
  clearWaitingList: { kind: 'move', waiting: 1, list: 'no-doctor', priority: 'usual' },
  previewListRule: { source: 'intake', reasons: ['cough'], minAge: 60, priority: 'usual' },
  importWaitingListSettings: createWaitingLists(),
  setAgenda: { address: 'https://93.184.216.34/agenda.ics' },
  setWebhook: { address: 'https://93.184.216.34/relais' },
  importFigureSettings: { formatVersion: 'relais-figures/1', smallestCell: 11, ageBands: [0, 18, 75] },
  importDashboardBoards: {
    formatVersion: 'relais-boards/1',
    boards: [
      {
        ...{ id: 'board-lundi', name: 'Lundi' },
        tiles: [{ indicator: 'SNP-04', view: 'bars', by: ['practice', 'weekday'] }],
      },
    ],
  },
  saveContract: {
    base: 0,
    contract: {
      formatVersion: 'relais-contract/1',
      illustrative: true,
      periods: [
        {
          ...{ from: '2026-01-01', to: '2026-12-31', size: 'from40000' },
          missions: [
            {
              ...{ mission: 'access', fixed: 2_000_000, variable: 1_000_000 },
              indicators: [
                {
                  ...{ indicator: 'SNP-07', weight: 100, baseline: 20, target: 80, rule: 'reached' },
                  typed: { value: 62.5, source: 'Bilan' },
                },
              ],
            },
          ],
        },
      ],
    },
  },
  importRetention: { formatVersion: 'relais-retention/1', callbacks: 30 },
  importDeskSettings: createDeskSettings({
    reasonQuestions: [
      {
        reason: 'cough',
        questions: [
          {
            ...{ id: 'since', kind: 'choice', text: { fr: 'Depuis ?', en: 'Since?' }, toDoctor: true },
            help: { fr: 'Le jour', en: 'The day' },
            options: [
              { code: 'today', label: { fr: 'Ce jour', en: 'Today' } },
              { code: 'long', label: { fr: 'Longtemps', en: 'Long' } },
            ],
            actions: [{ on: 'long', clinician: true, equipment: 'suture', caution: { fr: 'Voir', en: 'See' } }],
            illustrative: true,
          },
          { id: 'warmth', kind: 'number', text: { fr: 'Chaleur', en: 'Warmth' }, unit: { fr: '°C', en: '°C' } },
        ],
      },
    ],
  }),
  endSessions: { of: 'person', rpps: '10001234567' },
  // A whole one has thousands of places, each to be proven: what is inside is the prover's own test.
  importProtocol: { formatVersion: 'relais-protocol/1', id: 'essai', version: '1', title: 'Essai' },
  takeProtocolStep: { state: 'validated', ...SIGNATURE, from: '2026-11-09', reason: 'Relu' },
  switchProtocolMode: { kind: 'compute', ...SIGNATURE },
  reviewProtocol: { paths: ['rules/1'], ...SIGNATURE },
  planActivation: { reason: 'season', text: 'Hiver', validFrom: '2026-12-01', validTo: '2027-02-28', ...SIGNATURE },
  endActivation: { validTo: '2026-12-31', ...SIGNATURE },
  setParameter: { name: 'ageMax', value: 65, validFrom: '2026-12-01', ...SIGNATURE },
  declareMembers: {
    from: '2026-11-09',
    members: [
      {
        rpps: '10001234567',
        familyName: 'Roux',
        givenName: 'Ida',
        profession: 'nurse',
        function: 'delegate',
        protocols: ['pollakiurie'],
      },
    ],
  },
  endMembership: { function: 'delegate', on: '2026-11-09' },
  recordAdhesion: { function: 'delegate', commitmentOn: '2026-11-03', swornOn: '2026-11-03' },
  issueCertificate: { theoryHours: 10, clinicalCases: 5, validTo: '2028-11-09', signature: SIGNATURE },
  setQuiz: {
    formatVersion: 'relais-quiz/1',
    protocol: 'pollakiurie',
    questionnaire: { resourceType: 'Questionnaire', item: [{ linkId: 'q1', type: 'choice', text: 'Combien ?' }] },
    key: { q1: ['a'] },
    passMark: 0.8,
  },
  answerQuiz: { answers: { q1: ['a'] } },
  setRoster: {
    formatVersion: 'relais-roster/1',
    from: '2026-11-09T00:00:00Z',
    to: '2026-11-10T00:00:00Z',
    shifts: [
      {
        professional: 'of-nobody',
        start: '2026-11-09T07:00:00Z',
        end: '2026-11-09T18:00:00Z',
        phone: '0639981234',
        rank: 1,
        protocols: ['pollakiurie'],
      },
    ],
  },
  startRun: {
    id: 'passage-00000000001',
    protocol: 'odynophagie',
    version: '0.1',
    patient: {
      id: 'patiente-1',
      identityStatus: 'qualified',
      familyName: 'Roux',
      givenName: 'Ida',
      birthDate: '1984-05-17',
      ageYears: 42,
      sex: 'female',
      commune: 'Vallon',
      attendingDoctor: 'here',
    },
    startedAt: '2026-11-09T08:00:00Z',
    clockOffset: 3,
  },
  saveRunAnswers: {
    revision: 1,
    response: { resourceType: 'QuestionnaireResponse', status: 'in-progress' },
    evaluation: { level: 'incomplete', rules: [], missing: ['od.age'] },
  },
  acknowledgeAlert: { rule: '1' },
  answerAlert: { rule: '1', answer: 'continue', saidBy: 'of-nobody' },
  recordNonInclusion: {
    id: 'non-inclusion-00001',
    protocol: 'odynophagie',
    version: '0.1',
    reason: 'notEligible',
    decidedAt: '2026-11-09T08:10:00Z',
  },
  endRun: { revision: 1, outcome: 'redirected', target: 'samu', endedAt: '2026-11-09T08:10:00Z' },
  countersignRuns: { runs: ['passage-00000000001'] },
  commentRun: { id: 'commentaire-000000001', text: 'Vu avec elle' },
  attachPhotograph: {
    id: 'photographie-0000001',
    item: 'od.rash',
    description: 'Éruption de l’avant-bras',
    takenAt: '2026-11-09T09:00:00Z',
    picture: 'iVBORw0KGgo=',
  },
  reviewRun: { counts: true },
  stateSatisfaction: { protocol: 'odynophagie', part: 'delegate', level: 'satisfied' },
  declareAdverseEvent: {
    id: 'evenement-0000000001',
    protocol: 'odynophagie',
    type: 'care',
    severity: 'minor',
    occurredOn: '2026-11-09',
    description: 'Chute sans gravité',
    done: 'Examinée',
  },
  analyseAdverseEvent: { analysis: 'Tapis glissant', closed: true },
  changeRoster: {
    add: [
      {
        professional: 'of-nobody',
        start: '2026-11-09T07:00:00Z',
        end: '2026-11-09T18:00:00Z',
        phone: '0639981234',
        rank: 1,
      },
    ],
    remove: [],
  },
  importBookingSettings: { formatVersion: 'relais-booking/1', reasons: createSettings().reasons },
};

interface Hostile {
  readonly what: string;
  readonly method: string;
  readonly path: string;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

describeEngines('requests made to hurt, out of the contract', (engine) => {
  let backend: TestBackend;
  const professionals = new Map<Role, Record<string, string>>();
  before(async () => {
    const outgoing = createOutgoing({ resolve: () => Promise.reject(new Error('No name is known here')) });
    backend = await openBackend(engine, { surroundings: { stationery: createStationery(), outgoing } });
    for (const role of Role.options) professionals.set(role, { authorization: `Bearer ${await backend.token(role)}` });
  });
  after(() => backend.close());

  for (const [name, operation] of Object.entries(operations) as [string, Operation][]) {
    it(`are refused by ${name}, each with its reason, and break nothing`, async () => {
      const hostile = [...spoilBodies(name, operation), ...spoilPaths(operation), ...spoilHeaders(operation)];
      assert.ok(hostile.length >= 20, `${hostile.length} requests`);
      for (const request of hostile) await assertBorne(request, roleFor(operation));
      await assertChain(backend.store);
      // Some of what was sent is odd and allowed, such as a territory without openings.
      await backend.change({});
      await importDocument(backend.context, createSettings(), 'test', STRUCTURE);
      assert.ok((await backend.list()).length > 0, 'and the list is there afterwards');
    });
  }

  async function assertBorne({ what, method, path, body, headers }: Hostile, role: Role): Promise<void> {
    const began = performance.now();
    const response = await backend.app.fetch(
      new Request(`http://relais.test${path}`, {
        method,
        ...(body === undefined ? {} : { body }),
        headers: {
          ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID(), 'content-type': 'application/json' }),
          ...professionals.get(role),
          ...headers,
        },
      }),
    );
    const isStream = response.headers.get('content-type') === 'text/event-stream';
    const text = isStream ? '' : await response.text();
    if (isStream) await response.body?.cancel();
    assert.ok(response.status < 500, `${what}: ${response.status} ${text.slice(0, 200)}`);
    assert.ok(performance.now() - began < SLOWEST_MS, `${what} takes ${performance.now() - began} ms`);
    assert.ok(text.length < LARGEST, `${what} answers ${text.length} characters`);
    if (response.status >= 400) z.parse(Problem, JSON.parse(text));
  }
});

/** Somebody who may call it, so that it is what they send that is refused. */
function roleFor({ access: { roles = [] } }: Operation): Role {
  return roles.find((role) => role === 'structureAdmin') ?? roles[0] ?? 'structureAdmin';
}

/** The sound body with one place after the other taken by each hostile value, and bodies that are none. */
function spoilBodies(name: string, { method, path, body }: Operation): Hostile[] {
  const place = pathOf(path);
  if (!body) return [];
  const sound = SOUND[name];
  assert.ok(sound, `${name} has a sound body to spoil`);
  const spoilt = placesOf(sound).flatMap((at, index) =>
    // Each place gets some of the values, each value some of the places: all of both, and not their product.
    VALUES.filter((_, turn) => (turn + index) % 4 === 0).map((value) => ({
      what: `${name} with ${at.join('.')} as ${JSON.stringify(value).slice(0, 40)}`,
      body: JSON.stringify(replaceAt(sound, at, value)),
    })),
  );
  const bodies = BODIES.map((text) => ({ what: `${name} with the body ${text.slice(0, 40)}`, body: text }));
  const bytes = {
    what: `${name} with bytes that are no UTF-8`,
    body: new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
  };
  return [...spoilt, ...bodies, bytes].map((request) => ({ ...request, method, path: place }));
}

function spoilPaths({ method, path, query }: Operation): Hostile[] {
  const texts = TEXTS.filter((text) => text.length < 8000);
  const inPath = texts.flatMap((text) => {
    const encoded = encodeLoosely(text);
    const own = path.includes('{')
      ? [structurePath.replace('{structure}', STRUCTURE) + path.replace(/\{\w+\}/, encoded)]
      : [];
    return [structurePath.replace('{structure}', encoded) + path, ...own];
  });
  const raw = ['%', '%zz', '%c3%28', '%ed%a0%80', '..%2f', '%00'].map((text) => pathOf(path, text));
  const inQuery = ['from', 'to', 'audience', 'label', 'language', 'after', ...Object.keys(query ?? {})].flatMap((key) =>
    texts.map((text) => `${pathOf(path)}?${key}=${encodeLoosely(text)}&${key}=2026-11-09`),
  );
  return [...inPath, ...raw, ...(method === 'GET' ? inQuery : [])].map((place) => ({
    what: `${method} ${place.slice(0, 120)}`,
    method,
    path: place.replace(/\{\w+\}/, 'x'),
  }));
}

function spoilHeaders({ method, path }: Operation): Hostile[] {
  const names = [
    'idempotency-key',
    'relais-client',
    'relais-challenge',
    'authorization',
    'last-event-id',
    'if-none-match',
  ];
  const values = [
    '',
    'a'.repeat(9000),
    '-1',
    '99999999999999999999',
    'Bearer a.b.c',
    'Bearer rl_',
    '"é"',
    '\t',
    'W/"x", *',
  ];
  return [...names, 'content-type', 'content-length', 'origin', 'accept-language', 'x-forwarded-for'].flatMap((name) =>
    values.map((value) => ({
      what: `${method} ${path} with ${name}: ${value.slice(0, 20)}`,
      method,
      path: pathOf(path),
      headers: { [name]: value },
    })),
  );
}

function pathOf(path: string, id = 'x'): string {
  return structurePath.replace('{structure}', STRUCTURE) + path.replace(/\{\w+\}/, id);
}

/** As a client that does not care writes it: what cannot be encoded goes as it is. */
function encodeLoosely(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** Every place of a JSON value, its branches too. */
function placesOf(value: unknown, at: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, member]) => placesOf(member, [...at, key]))];
}

function replaceAt(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((member: unknown, at) => (String(at) === key ? replaceAt(member, rest, by) : member));
  const members = value as Readonly<Record<string, unknown>>;
  return { ...members, [key]: replaceAt(members[key], rest, by) };
}
