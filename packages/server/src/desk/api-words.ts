import type { CallbackAction, CallbackRequest, DeskSettings, DoctorAnswerRequest } from '@relais/model';
import type { ApiWords, MembersOf } from '../core/openapi/api-words.ts';

type MembersOfAny<Union> = Union extends unknown ? keyof Union : never;

interface Sent {
  CallbackAction: Record<MembersOfAny<CallbackAction>, unknown>;
  CallbackRequest: CallbackRequest;
  DeskSettings: DeskSettings;
  DoctorAnswerRequest: DoctorAnswerRequest;
}

const members: MembersOf<Sent> = {
  CallbackAction: {
    kind: 'What was done',
    revision: 'Of the call-back as it was seen; another one is refused',
    from: 'Whom the call is taken over from; when absent it must be nobody’s',
    snoozedUntil: 'When to call again, within 31 days; when absent after the structure’s usual pause',
    class: 'Code of a class of the desk’s settings',
    endsDoctorWait: 'The treating doctor is waited for no more, whatever the class; when absent the class says so',
    reason: 'Code of a reason of the structure; when absent as before',
    address: 'Where the person is; when absent as before',
    familyName: 'Family name; when absent as before',
    givenName: 'Given name; when absent as before',
    birthDate: 'Date of birth; when absent as before',
    email: 'Where a seat that is freed may be offered; when absent as before',
    wants: 'What a seat must be that is freed meanwhile; when absent as before',
    reachable: 'When the person can be reached; when absent as before',
    note: 'For colleagues, without clinical detail; empty to take it away',
    answer: 'Of the treating doctor, on the telephone',
    target: 'Code of a redirection of the desk’s settings',
  },
  CallbackRequest: {
    id: 'Made by the client, unique for ever; sent again it is the same request',
    class: 'Code of a class of the desk’s settings',
    entryPoint: 'Who has asked',
    reason: 'Code of a reason of the structure; when absent unknown',
    phone: 'Number to call, in any writing; kept as E.164',
    address: 'Where the person is; when absent unknown',
    familyName: 'Family name; when absent unknown',
    givenName: 'Given name; when absent unknown',
    birthDate: 'Date of birth; when absent unknown. With both names it tells the patient from others',
    arrivedAt: 'When the request came, within the last 31 days; when absent now',
    reachable: 'When the person can be reached; when absent at any time',
    email: 'Where a seat that is freed may be offered; when absent by telephone',
    wants: 'What a seat must be that is freed meanwhile; when absent any will do',
    attendingDoctor: 'The treating doctor, by the id of the directory; when absent nobody is asked first',
    language: 'Of the letters to the person; when absent `fr`',
    note: 'For colleagues, without clinical detail; when absent nothing',
  },
  DeskSettings: {
    formatVersion: 'What this document is',
    classes: 'Classes of call-back, each with its target',
    redirections: 'Where people may be sent to',
    snoozeMinutes: 'After how long somebody who was not reached is called again',
    freedSeats: 'How seats that are given back are offered to those who wait; when absent they are everybody’s at once',
    doctorFirst: 'How long which classes wait for the treating doctor; when absent none does',
    patientRequests:
      'Hours, class and page of the requests that patients leave by themselves; when absent they leave none',
    reasonQuestions: 'Short questions that are asked for a reason, with what answers lead to; when absent none',
  },
  DoctorAnswerRequest: { answer: 'Whether the doctor sees the patient' },
};

const revision = { type: 'integer', description: 'Of the call-back as it stands' };

export const deskWords: ApiWords = {
  members,
  problems: {
    'callback-claimed': { owner: { type: 'string', description: 'Who has the call, as the log names them' }, revision },
    'callback-changed': { revision },
    'callback-unclaimed': { revision },
    'callback-closed': { revision },
  },
};
