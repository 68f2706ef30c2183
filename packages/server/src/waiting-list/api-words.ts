import type {
  ClearanceRequest,
  EntryAction,
  ImportRequest,
  Inscription,
  ListRule,
  NewWaitingEntry,
  WaitingListSettings,
} from '@relais/model';
import { faultsSchema } from '../core/openapi/api-words.ts';
import type { ApiWords, MembersOf } from '../core/openapi/api-words.ts';

type MembersOfAny<Union> = Union extends unknown ? keyof Union : never;

interface Sent {
  ClearanceRequest: Record<MembersOfAny<ClearanceRequest>, unknown>;
  EntryAction: Record<MembersOfAny<EntryAction>, unknown>;
  ImportRequest: ImportRequest;
  Inscription: Inscription;
  ListRule: ListRule;
  NewWaitingEntry: NewWaitingEntry;
  WaitingListSettings: WaitingListSettings;
}

const person = {
  id: 'Made by the client, unique for ever; sent again it is the same entry',
  familyName: 'Family name',
  givenName: 'Given name',
  birthDate: 'Date of birth',
  phone: 'Telephone number, in any writing; kept as E.164',
  email: 'E-mail address; when absent unknown',
};

const members: MembersOf<Sent> = {
  ClearanceRequest: {
    kind: '`leave`: all are off the list with one outcome; `move`: all go to another list',
    waiting: 'How many waited when it was decided; another number is refused',
    outcome: 'Code of an outcome of the list',
    list: 'Code of the list they go to',
    priority: 'Code of a priority of that list',
  },
  EntryAction: {
    kind: 'What was decided',
    revision: 'Of the entry as it was seen; another one is refused',
    outcome: 'Code of an outcome of the list',
    priority: 'Code of a priority of the list',
  },
  ImportRequest: {
    priority: 'Code of the priority of lines that name none',
    rows: 'The lines as they are written in the file, by what its columns are',
  },
  Inscription: {
    ...person,
    by: 'Who writes: the person, a carer, the support service (DAC), the sickness fund (CPAM)',
  },
  ListRule: {
    source: 'What the rule looks at: runs of protocols that end, or requests at the desk',
    protocol: 'Id of a protocol; when absent any',
    outcomes: 'How the run or the request ended; when absent in any way',
    reasons: 'Codes of reasons of a request; when absent any',
    entryPoints: 'Who called; when absent anybody',
    minAge: 'Whole years at least; when absent any age',
    maxAge: 'Whole years at most; when absent any age',
    attendingDoctor: 'What is known of the treating doctor; when absent anything',
    priority: 'Code of a priority of the list',
  },
  NewWaitingEntry: {
    ...person,
    priority: 'Code of a priority of the list',
    longTermIllness: 'Long-term illness (ALD); when absent unknown',
    fragile: 'Fragility; when absent unknown',
  },
  WaitingListSettings: { formatVersion: 'What this document is', lists: 'The lists of the structure' },
};

export const waitingListWords: ApiWords = {
  members,
  problems: {
    'list-in-use': { faults: faultsSchema },
    'waiting-changed': { waiting: { type: 'integer', description: 'How many wait now' } },
    'entry-changed': { revision: { type: 'integer', description: 'Of the entry as it stands' } },
  },
};
