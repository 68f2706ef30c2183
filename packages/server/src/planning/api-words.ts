import type { AgendaAddress, OwnAbsence, OwnOpening, PlanningPublication } from '@relais/model';
import { addressFaultWords } from '../core/outgoing/judge-address.ts';
import type { ApiWords, MembersOf } from '../core/openapi/api-words.ts';

const members: MembersOf<{
  PlanningPublication: PlanningPublication;
  OwnAbsence: OwnAbsence;
  OwnOpening: OwnOpening;
  AgendaAddress: AgendaAddress;
}> = {
  AgendaAddress: {
    address:
      'Of an iCalendar file, by https or webcal and without user name or password, on a machine of the public internet',
  },
  OwnAbsence: {
    ranges: 'Ranges of one’s own in which nobody else is on duty, by practice and start',
    reason: 'Why, for colleagues: nothing about a patient',
  },
  OwnOpening: {
    practiceId: 'A practice of one’s own',
    date: 'A service date of the coming eight weeks',
    from: 'Wall time of the territory',
    to: 'Wall time of the territory; no later than `from` means the day after',
    slotsPerHour: '4 when absent',
    capacity: 'Seats of each slot; 1 when absent',
    reason: 'Why, for colleagues: nothing about a patient',
  },
  PlanningPublication: {
    base: 'Version it was made from; another one in force is refused',
    from: 'First service date of what has changed, today or later; when absent today',
    reason: 'Why, for colleagues: nothing about a patient',
    territory: 'The territory file as it is to be; when absent `undoes` is needed',
    undoes: 'The newest version, to be taken back; when absent none is',
    choices:
      'What becomes of the bookings it has no seat for; those that are not named are called, and all of them when absent',
  },
};

const revision = { type: 'integer', description: 'Version of the planning in force' };

export const planningWords: ApiWords = {
  members,
  problems: {
    'planning-changed': { revision },
    'publication-not-newest': { revision },
    'agenda-address-refused': { addressFault: addressFaultWords },
  },
};
