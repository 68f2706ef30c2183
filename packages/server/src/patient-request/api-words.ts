import type { PatientRequest } from '@relais/model';
import type { ApiWords, MembersOf } from '../core/openapi/api-words.ts';

interface Sent {
  PatientRequest: PatientRequest;
}

const members: MembersOf<Sent> = {
  PatientRequest: {
    id: 'Made by the client, unique for ever; sent again it is the same request',
    reason: 'Code of a reason of the structure',
    familyName: 'Family name of the person to be called',
    givenName: 'Given name of the person to be called',
    phone: 'Number to call, in any writing; kept as E.164',
    email: 'Where it is acknowledged, and a seat that is freed may be offered; when absent nowhere',
    reachable: 'When the person can be reached; when absent at any time',
    checklistRun: 'Signs that were looked for first',
    language: 'Of the mail to the person; when absent `fr`',
  },
};

export const patientRequestWords: ApiWords = { members };
