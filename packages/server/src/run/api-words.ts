import type {
  AcknowledgeAlert,
  AnalyseAdverseEvent,
  AnswerAlert,
  AttachPhotograph,
  CommentRun,
  CountersignRuns,
  DeclareAdverseEvent,
  EndRun,
  ReviewRun,
  RecordNonInclusion,
  RunPatient,
  SaveRunAnswers,
  StartRun,
  StateSatisfaction,
} from '@relais/model';
import type { ApiWords, MembersOf } from '../core/openapi/api-words.ts';

interface Sent {
  StartRun: StartRun;
  RecordNonInclusion: RecordNonInclusion;
  RunPatient: RunPatient;
  SaveRunAnswers: SaveRunAnswers;
  AcknowledgeAlert: AcknowledgeAlert;
  AnswerAlert: AnswerAlert;
  EndRun: EndRun;
  CountersignRuns: CountersignRuns;
  CommentRun: CommentRun;
  AttachPhotograph: AttachPhotograph;
  ReviewRun: ReviewRun;
  StateSatisfaction: StateSatisfaction;
  DeclareAdverseEvent: DeclareAdverseEvent;
  AnalyseAdverseEvent: AnalyseAdverseEvent;
}

const ID = 'Random, made by the client and unique for ever: the same again is the same answer';
const OFFSET = 'Seconds by which that clock is known to be ahead of the server’s; when absent nothing is known';
const KEPT =
  'For how many seconds the device kept it before it could be sent: nobody is called for an alert of long ago; when absent it was not kept';
const RULE = 'Rule that raised the alert';
const REVISION = 'Of the run as its page has it: another means that it has changed meanwhile';

const members: MembersOf<Sent> = {
  StartRun: {
    id: ID,
    protocol: 'Id of the protocol',
    version: 'The version the page has opened',
    patient: 'Who is cared for',
    startedAt:
      'When it began, by the clock of the device; where that cannot be, the server puts it right and the run is to be reviewed',
    clockOffset: OFFSET,
    training: '`true`: to learn by; nobody is called and it counts nowhere; when absent `false`',
    unconnected:
      '`true`: it began without the server, and is kept whatever was missing, for review; when absent `false`',
  },
  RecordNonInclusion: {
    id: ID,
    protocol: 'Id of the protocol',
    version: 'The version the page has opened',
    reason:
      '`notEligible`: a criterion speaks against it. `patientRefused`: the patient does not want the protocol. `consentRefused`: nor the consent, where no proof of that is recorded',
    decidedAt: 'When it was found, by the clock of the device; where that cannot be, when the server heard of it',
  },
  RunPatient: {
    id: 'By which the structure and its consents name the patient',
    identityStatus: 'How far the identity is verified',
    familyName: 'Family name; when absent the run shows none',
    givenName: 'Given name; when absent the run shows none',
    birthDate: 'Birth date; when absent the run shows none',
    ageYears: 'Age in whole years on the day of the run',
    sex: 'Sex; when absent unknown',
    commune: 'Id of a commune of the structure; when absent unknown',
    attendingDoctor: 'Whether there is a declared attending doctor, and where; when absent unknown',
    longTermIllness: 'Whether a long-term illness is covered; when absent unknown',
  },
  SaveRunAnswers: {
    revision: REVISION,
    response: 'FHIR R4 QuestionnaireResponse to the questionnaire of the version',
    evaluation: 'What the page’s own rules say of it, by ids',
    keptSeconds: KEPT,
  },
  AcknowledgeAlert: { rule: RULE, keptSeconds: KEPT },
  AnswerAlert: {
    rule: RULE,
    answer: '`continue`: go on. `takeOver`: the délégant takes over. `emergency`: to the emergencies',
    saidBy: 'Id of the délégant who said so on the telephone; when absent whoever asks answers',
    keptSeconds: KEPT,
  },
  EndRun: {
    revision: REVISION,
    outcome: 'How it ends',
    target: 'Where the patient is redirected; when absent the outcome is another',
    reason: 'Why it is abandoned; when absent nothing is said',
    endedAt:
      'When it ended, by the clock of the device; where that cannot be, the server puts it right and the run is to be reviewed',
    clockOffset: OFFSET,
    ordinaryAct:
      '`true`: an ordinary act of the délégué is charged the same day, which the tariff may exclude; when absent `false`',
    delegatorActed: '`true`: the délégant has done an act of her own on the call; when absent `false`',
  },
  CommentRun: { id: ID, text: 'What is said' },
  AttachPhotograph: {
    id: ID,
    item: 'The question it goes with: one for which the protocol asks for a photograph',
    description: 'What it shows, in words',
    takenAt: 'When it was taken, by the clock of the device',
    picture:
      'JPEG, PNG or WebP in base 64, of at most 1,000,000 bytes and edges of 2,000 pixels, without EXIF, XMP or comments',
  },
  ReviewRun: { counts: '`true`: it counts from now on' },
  StateSatisfaction: {
    protocol: 'Id of a protocol whoever asks has a part in',
    part: 'Their part in it',
    level: 'How content they are',
  },
  CountersignRuns: { runs: 'Ids of runs that have ended' },
  DeclareAdverseEvent: {
    id: ID,
    protocol: 'Id of the protocol',
    run: 'The run it happened in; when absent none in particular',
    type: 'What kind of thing went wrong',
    severity: '`serious` is declared to the agency too',
    occurredOn: 'The day it happened',
    description: 'What happened',
    done: 'What was done at once',
  },
  AnalyseAdverseEvent: {
    analysis: 'Why it happened, and what is changed; it replaces what was written before',
    closed: '`true`: nothing more is to be done; when absent `false`',
  },
};

export const runWords: ApiWords = {
  members,
  problems: {
    'run-not-startable': {
      missing: {
        type: 'array',
        items: { $ref: '#/components/schemas/RunObstacle' },
        description: 'What is missing, and who can mend it',
      },
    },
    'run-changed': { revision: { type: 'integer', description: 'Of the run as it stands' } },
    'photograph-consent-missing': {
      retryAfter: { type: 'integer', description: 'Seconds after which the consent may have come' },
    },
    'outcome-refused': {
      refusals: {
        type: 'array',
        items: {
          type: 'string',
          enum: ['alertUnseen', 'alertWaiting', 'answeredOtherwise', 'notGood', 'targetMissing'],
        },
        description: 'What speaks against it',
      },
    },
  },
};
