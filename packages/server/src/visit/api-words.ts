import type { AddVisit, VisitAction, VisitSettings } from '@relais/model';
import { instantSchema } from '../core/openapi/api-words.ts';
import type { ApiWords, MembersOf } from '../core/openapi/api-words.ts';

type MembersOfAny<Union> = Union extends unknown ? keyof Union : never;

interface Sent {
  VisitAction: Record<MembersOfAny<VisitAction>, unknown>;
  AddVisit: AddVisit;
  VisitSettings: VisitSettings;
}

const members: MembersOf<Sent> = {
  VisitAction: {
    kind: 'What was seen or done',
    revision: 'Of the visit as it was seen, 0 before anything was said of it; another one is refused',
    finalReason: 'Code of a final reason of the visit settings',
    minutes: 'How long it took, in the place of what was measured; when absent as measured, if it was',
    redirection: 'Code of a redirection of the visit settings; when absent the patient was sent nowhere',
    withoutUs: 'What the patient would have done without the centre; when absent nobody has asked',
    usual: '`true`: closed with one press, as nothing was unusual; when absent `false`',
    treatments: 'Current treatments, as the patient says; empty takes them away, when absent they stay as they are',
    history: 'Major history, as the patient says; empty takes it away, when absent it stays as it is',
    channel: 'How the text for the treating doctor has left the screen',
  },
  AddVisit: {
    id: 'Made by the client, unique for ever; sent again it is the same visit',
    practiceId: 'Where the patient is seen; the site is that of the practice',
    familyName: 'Family name, with at least one letter, of 100 characters at most once it is cleaned',
    givenName: 'Given name, likewise',
    birthDate: 'Date of birth; when absent unknown. With the telephone it tells the patient from others',
    phone: 'Telephone number in any writing; when absent unknown',
    reason: 'Code of a reason of the structure; when absent unknown',
  },
  VisitSettings: {
    formatVersion: 'What this document is',
    finalReasons: 'What visits can have been about, each with the reasons at entry after which it is usual',
    redirections: 'Where patients may be sent on to',
    leftOpenMinutes: 'How long after the end of its seat a visit that nobody has closed counts as left open',
    longestMinutes: 'A visit measured as longer was forgotten: how long it took is not known',
  },
};

const revision = { type: 'integer', description: 'Of the visit as it stands' };

export const visitWords: ApiWords = {
  members,
  problems: {
    'visit-changed': { revision, state: { $ref: '#/components/schemas/VisitState' } },
    'visit-not-begun': { start: instantSchema },
  },
};
