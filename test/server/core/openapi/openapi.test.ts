import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { operations, problemCatalogue, structurePath } from '@relais/model';
import type { Operation, ProblemCode } from '@relais/model';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describeApi } from '../../../../packages/server/src/describe-api.ts';

interface Described {
  operationId: string;
  security: object[];
  parameters: { name: string; in: string; required: boolean; description: string; schema: { maxLength?: number } }[];
  requestBody?: { content: Record<string, { schema: { $ref: string } }> };
  responses: Record<string, { content?: Record<string, { schema: object }>; headers?: object }>;
}

interface Shape {
  description?: string;
  properties?: Record<string, Shape>;
  required?: string[];
  /** Of a shape of several kinds. */
  oneOf?: Shape[];
}

const document = describeApi() as {
  paths: Record<string, Record<string, Described>>;
  info: { description: string };
  components: { schemas: Record<string, Shape> };
};
const contract = Object.entries(operations) as [string, Operation<ProblemCode>][];
const find = (operation: Operation) => document.paths[structurePath + operation.path]![operation.method.toLowerCase()]!;

describe('the description of the API', () => {
  it('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    assert.deepEqual(errors ?? [], []);
    assert.equal(valid, true);
  });

  it('finds everything it refers to', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
      ([, name]) => name!,
    );
    assert.ok(references.length > 100);
    for (const name of references) assert.ok(name in document.components.schemas, name);
  });

  for (const [name, operation] of contract) {
    it(`tells of ${name} its key, its rights and all its refusals`, () => {
      const described = find(operation);
      assert.equal(described.operationId, name);
      const key = described.parameters.find((parameter) => parameter.name === 'Idempotency-Key');
      assert.equal(key?.required, operation.method === 'GET' ? undefined : true);
      assert.equal(
        described.security.some((way) => Object.keys(way).length === 0),
        operation.access.public === true,
      );
      for (const code of operation.problems) {
        const refusal = described.responses[problemCatalogue[code].status];
        assert.match(JSON.stringify(refusal?.content), new RegExp(`Problem\\.${code}"`));
      }
      assert.ok(described.responses[operation.answer.status]);
    });
  }

  it('names every variable part of a path', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      const parts = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { parameters = [] } of Object.values(methods)) {
        assert.deepEqual(
          parameters.filter((one) => one.in === 'path').map((one) => one.name),
          parts,
        );
      }
    }
  });

  for (const [name, operation] of contract) {
    const { parameters } = find(operation);
    for (const { in: place, name: parameter, required, description, schema } of parameters) {
      it(`says what ${parameter} of ${name} takes, and what holds without it`, () => {
        assert.ok(description.length > 8, description);
        if (!required) assert.match(description, /when absent|absent otherwise/);
        if (place !== 'header') assert.equal(schema.maxLength, 200);
      });
    }
  }

  const sent = [
    'ExportFigures',
    'FigureExport',
    'WriteMeasures',
    'PrintFigures',
    'PrintedView',
    'CheckExportFile',
    'PublishFigures',
    'DeclareAction',
    'SaveContract',
    'AciContract',
    'ContractPeriod',
    'ContractMission',
    'ContractIndicator',
    'DashboardBoards',
    'DashboardBoard',
    'DashboardTile',
    'ImportHistory',
    'HistoryFile',
    'HistoryActionRow',
    'HistoryCountRow',
    'CorrectLedger',
    'HoldRequest',
    'SeatFilters',
    'BookingRequest',
    'Person',
    'ChecklistRun',
    'MoveRequest',
    'CancellationRequest',
    'RestorationRequest',
    'StructureSettings',
    'BookingSettings',
    'PlanningPublication',
    'OwnAbsence',
    'OwnOpening',
    'AgendaAddress',
    'WebhookTarget',
    'DutyCallRequest',
    'DutyRangeKey',
    'GivenDuty',
    'DutyAnswers',
    'DoctorAnswerRequest',
    'PatientRequest',
    'SeverityChecklist',
    'PatientFacts',
    'ProfessionalList',
    'AttendingDoctorList',
    'DutyList',
    'CallbackRequest',
    'CallbackAction',
    'AddVisit',
    'VisitAction',
    'VisitSettings',
    'OfferAnswer',
    'ClearanceRequest',
    'EntryAction',
    'RetentionSettings',
    'FigureSettings',
    'ImportRequest',
    'Inscription',
    'ListRule',
    'NewWaitingEntry',
    'WaitingListSettings',
    'DeskSettings',
    'IntakeRequest',
    'IntakeDecision',
    'IntakePerson',
    'Regulated',
    'ProposalRequest',
    'KnownSearch',
    'NamedSignature',
    'ProtocolStep',
    'ProtocolModeChange',
    'ProtocolReviewing',
    'ActivationPlan',
    'ActivationEnd',
    'ParameterSetting',
    'SessionsEnd',
    'RecordConsentRequest',
    'OpenAccessRequest',
    'CreateReadingRequest',
    'FinishReadingRequest',
    'SendCodeRequest',
    'CheckCodeRequest',
    'ConsentTextList',
    'DeclaredMember',
    'MemberDeclaration',
    'MemberEnd',
    'Adhesion',
    'Quiz',
    'QuizAttempt',
    'CertificateIssue',
    'Shift',
    'Roster',
    'RosterChange',
    'StartRun',
    'RecordNonInclusion',
    'RunPatient',
    'SaveRunAnswers',
    'AcknowledgeAlert',
    'AnswerAlert',
    'EndRun',
    'CountersignRuns',
    'CommentRun',
    'AttachPhotograph',
    'ReviewRun',
    'StateSatisfaction',
    'DeclareAdverseEvent',
    'AnalyseAdverseEvent',
    'MakeLetter',
    'MakeVisitLetter',
    'HandLetter',
    'LetterSettings',
    'Letterhead',
    'LetterTemplate',
  ];
  for (const name of sent) {
    it(`says what each member of ${name} is for, and what holds without it`, () => {
      const shape = document.components.schemas[name]!;
      const kinds = [shape, ...(shape.oneOf ?? [])].filter(({ properties }) => properties !== undefined);
      assert.ok(kinds.length > 0);
      for (const { properties = {}, required = [] } of kinds) {
        for (const [member, { description = '' }] of Object.entries(properties)) {
          assert.notEqual(description, '', member);
          if (!required.includes(member)) assert.match(description, /[Ww]hen absent/, member);
        }
      }
    });
  }

  it('describes the shape of every body, but for territory files and protocols', () => {
    const bodies = contract.map(
      ([, operation]) => find(operation).requestBody?.content['application/json']?.schema.$ref,
    );
    const names = bodies
      .filter((reference) => reference !== undefined)
      .map((reference) => reference.split('/').at(-1)!);
    assert.deepEqual(
      names.filter((name) => !sent.includes(name)),
      ['Territory', 'BroughtProtocol'],
    );
  });

  it('tells of the header by which a client is known wherever the answer to a key depends on it', () => {
    const known = contract.filter(([, operation]) =>
      find(operation).parameters.some((parameter) => parameter.name === 'Relais-Client'),
    );
    assert.deepEqual(
      known.map(([name]) => name),
      ['createHold', 'createBooking', 'leaveRequest', 'inscribe'],
    );
  });

  it('tells that a structure is not sent again to who has it', () => {
    const { parameters, responses } = find(operations.describeStructure);
    assert.ok(parameters.some((parameter) => parameter.name === 'If-None-Match'));
    assert.ok(responses[200]?.headers && 'ETag' in responses[200].headers);
    assert.ok(responses[304]);
  });

  it('says how much may be asked', () => {
    const said = ['64 KiB', '3072 KiB', '600 requests in 60 seconds', '30 bookings in 3600 seconds'];
    for (const limit of said) assert.ok(document.info.description.includes(limit), limit);
  });

  it('describes shapes that accept what the model accepts', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema(document, 'api');
    const accepts = (name: string, value: unknown) => ajv.validate({ $ref: `api#/components/schemas/${name}` }, value);
    const slot = { practiceId: 'csnp', start: '2026-11-09T13:00:00Z' };
    const window = { from: '2026-11-09T13:00:00Z', to: '2026-11-09T15:00:00Z' };
    assert.equal(accepts('HoldRequest', { slot }), true);
    assert.equal(accepts('HoldRequest', { window, filters: { stepFree: true } }), true);
    assert.equal(accepts('HoldRequest', { slot, window }), false);
    assert.equal(accepts('HoldRequest', {}), false);
    assert.equal(accepts('HoldRequest', { slot: { ...slot, start: '2026-11-09T14:00:00+01:00' } }), false);
    const problem = {
      type: 'urn:relais:problem:rate-limited',
      title: 'Too many requests',
      status: 429,
      code: 'rate-limited',
    };
    assert.equal(accepts('Problem.rate-limited', { ...problem, retryAfter: 30 }), true);
    assert.equal(accepts('Problem.rate-limited', problem), false);
    assert.equal(accepts('Problem.window-full', { ...problem, retryAfter: 30 }), false);
  });

  it('is plain JSON', () => {
    assert.deepEqual(JSON.parse(JSON.stringify(document)), document);
  });
});
