import type { SessionsEnd } from '@relais/model';
import type { ApiWords, MembersOf } from '../core/openapi/api-words.ts';

interface Sent {
  SessionsEnd: SessionsEnd;
}

const members: MembersOf<Sent> = {
  SessionsEnd: {
    of: 'Of one `person`, or of `everybody`, who asks among them',
    rpps: 'Whose sessions; when absent `issuer` and `subject` say it',
    issuer: 'Whose sessions, by the issuer that signs them in, with `subject`; when absent `rpps` says it',
    subject: 'The issuer’s identifier for them, with `issuer`; when absent `rpps` says it',
  },
};

export const sessionWords: ApiWords = { members };
