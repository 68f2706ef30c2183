import type {
  Adhesion,
  CertificateIssue,
  DeclaredMember,
  MemberDeclaration,
  MemberEnd,
  Quiz,
  QuizAttempt,
  Roster,
  RosterChange,
  Shift,
} from '@relais/model';
import type { ApiWords, MembersOf } from '../core/openapi/api-words.ts';

interface Sent {
  DeclaredMember: DeclaredMember;
  MemberDeclaration: MemberDeclaration;
  MemberEnd: MemberEnd;
  Adhesion: Adhesion;
  Quiz: Quiz;
  QuizAttempt: QuizAttempt;
  CertificateIssue: CertificateIssue;
  Shift: Shift;
  Roster: Roster;
  RosterChange: RosterChange;
}

const members: MembersOf<Sent> = {
  DeclaredMember: {
    rpps: 'National number, by which somebody is found among the professionals of the structure',
    familyName: 'Family name',
    givenName: 'Given name',
    profession: 'Profession, which decides by what right protocols are run',
    employerFiness: 'FINESS of the employer; when absent what is known stays',
    phone: 'Telephone; when absent what is known stays',
    email: 'Where reminders are sent; when absent what is known stays',
    function: 'Whether this person delegates, or is delegated to',
    protocols: 'Ids of the protocols',
  },
  MemberDeclaration: {
    from: 'First day',
    members: 'Who is declared',
  },
  MemberEnd: { function: 'The function that is left', on: 'Last day' },
  Adhesion: {
    function: 'The function the papers are of',
    commitmentOn: 'Day on which the commitment to the protocol was signed; when absent it has not been',
    swornOn: 'Day on which the sworn statement was signed; when absent it has not been',
  },
  Quiz: {
    formatVersion: 'What this document is',
    protocol: 'Id of the protocol, that of the path',
    questionnaire: 'FHIR R4 Questionnaire whose items of type `choice` are the questions',
    key: 'For every question the codes of all options that are right',
    passMark: 'Part of the questions that must be wholly right, above 0 and up to 1',
  },
  QuizAttempt: { answers: 'For every question the codes that are chosen' },
  CertificateIssue: {
    theoryHours: 'Hours of theory',
    clinicalCases: 'Clinical cases seen',
    validTo: 'Last day of the certificate',
    signature: 'The doctor who certifies it',
  },
  Shift: {
    professional: 'Id of the délégant in the structure',
    start: 'From when they can be called',
    end: 'Until when, this instant excluded',
    phone: 'Number to call',
    rank: '1 is called first, 2 when 1 does not answer, and so on',
    protocols: 'For these protocols alone; when absent for all that the person delegates in',
  },
  Roster: {
    formatVersion: 'What this document is',
    from: 'Shifts that begin from this instant on are replaced',
    to: 'Shifts that begin from this instant on are left',
    shifts: 'Who can be called',
  },
  RosterChange: {
    add: 'Shifts that are added; one that is there already stays one',
    remove: 'Shifts that are taken out, as they are there; one that is gone already is no fault',
  },
};

export const teamWords: ApiWords = { members };
