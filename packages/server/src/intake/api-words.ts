import type {
  IntakeDecision,
  IntakePerson,
  IntakeRequest,
  KnownSearch,
  ProposalRequest,
  ReasonAnswer,
  Regulated,
} from '@relais/model';
import type { ApiWords, MembersOf } from '../core/openapi/api-words.ts';

type MembersOfAny<Union> = Union extends unknown ? keyof Union : never;

interface Sent {
  IntakeRequest: IntakeRequest;
  IntakeDecision: Record<MembersOfAny<IntakeDecision>, unknown>;
  IntakePerson: IntakePerson;
  Regulated: Regulated;
  ReasonAnswer: ReasonAnswer;
  ProposalRequest: ProposalRequest;
  KnownSearch: KnownSearch;
}

const members: MembersOf<Sent> = {
  IntakeRequest: {
    id: 'Made by the client, unique for ever; sent again it is the same request',
    entryPoint: 'Who calls',
    phone: 'Number to call, in any writing; kept as E.164',
    address: 'Where the person is; when absent unknown',
    regulated: 'Who has judged already how grave it is; when absent nobody',
    checklistRun:
      'Signs that were looked for; when absent none were, and no seat is given unless somebody has regulated',
    reason: 'Code of a reason of the structure; a seat needs it, when absent unknown',
    answers: 'Answers to the questions of that reason; when absent none',
    priorPathway: 'What was tried before; when absent unknown',
    label: 'Label of whoever a protocol has just oriented, which opens the seats reserved for it; when absent none',
    person: 'Who is to be seen, whose names and birth date a seat needs; when absent nobody is known',
    attendingDoctor:
      'The treating doctor, by the id of the directory, asked before anybody calls where the structure wants it; when absent nobody is',
    facts: 'What figures may know; when absent nothing',
    decision: 'Where it ends',
    startedAt: 'When the call began, within the last 31 days; when absent now',
    language: 'Of the letters to the person; when absent `fr`',
    anotherPerson: 'This is somebody else than the person who is known already; when absent it may be the same',
    replaces: 'What this takes the place of; when absent nothing',
  },
  IntakeDecision: {
    kind: 'A seat, the call-back list, or elsewhere',
    token: 'Of the seat that was kept',
    class: 'Code of a class of the desk’s settings',
    reachable: 'When the person can be reached; when absent at any time',
    wants: 'What a seat must be that is freed meanwhile; when absent any will do',
    note: 'For colleagues, without clinical detail; when absent nothing',
    target: 'Code of a redirection of the desk’s settings',
  },
  IntakePerson: {
    familyName: 'Family name; when absent unknown',
    givenName: 'Given name; when absent unknown',
    birthDate: 'Date of birth; when absent unknown',
    email: 'Where letters about the seat go; when absent nowhere',
  },
  ReasonAnswer: {
    question: 'Id of the question',
    asked: 'The words it was asked in, refused where they are others by now; when absent those of now',
    value: '`yes` or `no`, the code of an option, a number, or a few words',
  },
  Regulated: {
    by: 'Who has judged',
    number: 'Of the other service’s file; when absent unknown',
  },
  ProposalRequest: {
    intake: 'Id of the request it is for; what was kept for it before is given back',
    slot: 'The very seat asked for; when absent one is chosen',
    window: 'Within what a seat is chosen; when absent, and no slot is asked for, in the first half-day that has one',
    filters: 'What the person needs or accepts; when absent anything',
    audience: 'Whose seats are meant; when absent the structure’s own',
    label: 'Label of reserved seats the person carries; when absent none',
    overbook:
      '`true` where the slot asked for is wanted even above the capacity of its session, which a secretary alone may; when absent not',
  },
  KnownSearch: {
    phone: 'The number, in any writing',
    person: 'Who it is about, to be told from others of the number; when absent nobody in particular',
  },
};

export const intakeWords: ApiWords = {
  members,
  problems: {
    'request-known': { callback: { type: 'string', description: 'The entry of the call-back list that stands' } },
  },
};
