import type {
  HandLetter,
  Letterhead,
  LetterSettings,
  LetterTemplate,
  MakeLetter,
  MakeVisitLetter,
} from '@relais/model';
import type { ApiWords, MembersOf } from '../core/openapi/api-words.ts';

interface Sent {
  MakeLetter: MakeLetter;
  MakeVisitLetter: MakeVisitLetter;
  HandLetter: HandLetter;
  LetterSettings: LetterSettings;
  Letterhead: Letterhead;
  LetterTemplate: LetterTemplate;
}

const members: MembersOf<Sent> = {
  MakeLetter: {
    id: 'Random, made by the client and unique for ever: the same again is the same answer',
    kind: 'Which letter',
    prescription: 'Of a prescription: which of the protocol; when absent it is none',
    checked: '`true`: whoever performed the run has read it',
    doctor: 'Of a liaison letter: whom it is for; when absent it names nobody',
    request: 'What is asked of that doctor; when absent nothing is',
    secrecy: '`true`: a minor wants their parents not to know; when absent `false`',
  },
  MakeVisitLetter: {
    id: 'Random, made by the client and unique for ever: the same again is the same answer',
    revision: 'Of the visit as it was read; another one is refused',
    checked: '`true`: whoever has seen the patient has read it',
    informed:
      '`true`: the patient knows and does not object; when absent a decision that is kept has to say so before it leaves',
    doctor: 'Whom it is for; when absent it names nobody',
    note: 'What whoever has seen the patient adds; when absent nothing',
    request: 'What is asked of that doctor; when absent nothing is',
    secrecy: '`true`: a minor wants their parents not to know; when absent `false`',
    replaces: 'The latest letter of the visit, whose place it takes; when absent there is none',
  },
  HandLetter: {
    how: 'Printed, sent by somebody’s own secure mailbox, or taken into another record',
    on: 'The day, where it is noted later: not before it was made, not after today, nor after the last day printed on it; when absent today',
  },
  LetterSettings: {
    formatVersion: 'What this document is',
    letterhead: 'Who writes',
    templates: 'How letters are written; what has none is written by ours',
  },
  Letterhead: {
    name: 'Name at the head of each letter',
    address: 'Lines of the address; a prescription needs one',
    phone: 'Telephone; when absent none is shown',
    email: 'Address; when absent none is shown',
    finess: 'National number of the establishment; when absent none travels',
    sector: 'Where care is given, by the national list of sectors; when absent a practice of one professional',
    msSanteAddress: 'Secure address from which letters are sent by hand; when absent the mail program’s own',
    foot: 'What stands at the foot of each page; when absent nothing',
  },
  LetterTemplate: {
    kind: 'Which letter',
    protocol: 'Of which protocol; when absent of all',
    title: 'Title of the letter',
    pieces: 'What it says, in order: words with names in braces, and parts of the run',
  },
};

export const letterWords: ApiWords = { members };
