import type {
  CheckCodeRequest,
  ConsentTextList,
  CreateReadingRequest,
  FinishReadingRequest,
  OpenAccessRequest,
  RecordConsentRequest,
  SendCodeRequest,
} from '@relais/model';
import { faultsSchema } from '../core/openapi/api-words.ts';
import type { ApiWords, MembersOf } from '../core/openapi/api-words.ts';

interface Sent {
  RecordConsentRequest: RecordConsentRequest;
  OpenAccessRequest: OpenAccessRequest;
  CreateReadingRequest: CreateReadingRequest;
  FinishReadingRequest: FinishReadingRequest;
  SendCodeRequest: SendCodeRequest;
  CheckCodeRequest: CheckCodeRequest;
  ConsentTextList: ConsentTextList;
}

const ID = 'Random, made by the client and unique for ever: the same again is the same answer';

const members: MembersOf<Sent> = {
  RecordConsentRequest: {
    proof: 'What was decided, sealed by the device; its id is made there',
    text: 'The exact text that was shown, in its canonical writing; when absent the proof names none',
    evidence: 'What was drawn or scanned, base 64, whose digest the proof says; when absent only the digest is kept',
  },
  OpenAccessRequest: {
    id: ID,
    code: '`exchangeWithCarers`: a carer who was named, unless the patient objects. `shareOutsideTeam`: with a consent alone',
    patientId: 'Whose',
    recipient: 'Who is let in, by the id that the proof of a consent names',
    protocol: 'The protocol it comes of, whose withdrawal closes it too; when absent none',
  },
  CreateReadingRequest: {
    id: ID,
    text: 'Which text is read, of those in force',
    values: 'What stands for the names in its braces, such as who examines; when absent the text has none',
  },
  FinishReadingRequest: { wantsToTalk: '`true`: the reader wants to talk to somebody first; when absent `false`' },
  SendCodeRequest: {
    id: ID,
    phone: 'Telephone that the digits are sent to, in any writing; only a pseudonym of it is kept',
    language: 'Language of the message; when absent `fr`',
  },
  CheckCodeRequest: { digits: 'The six digits' },
  ConsentTextList: {
    formatVersion: 'What this document is',
    texts: 'Every text, its earlier versions too, in the order they came: what a later one changes is asked again',
  },
};

export const consentWords: ApiWords = {
  members,
  problems: {
    'consent-proof-refused': { faults: faultsSchema },
    'too-many-codes': { retryAfter: { type: 'integer', description: 'Seconds to wait' } },
  },
};
