import type { AttendingDoctorList, DutyList, PatientFacts, ProfessionalList } from '@relais/model';
import type { ApiWords, MembersOf } from '../core/openapi/api-words.ts';

interface Sent {
  PatientFacts: PatientFacts;
  ProfessionalList: ProfessionalList;
  AttendingDoctorList: AttendingDoctorList;
  DutyList: DutyList;
}

const members: MembersOf<Sent> = {
  PatientFacts: {
    sex: 'For figures of activity; when absent unknown',
    commune: 'Where the person lives, as in `communes` of the structure, for figures of activity; when absent unknown',
    attendingDoctor:
      'Whether the person has an attending doctor: `here` on the territory, `elsewhere` or `none`; when absent unknown',
  },
  ProfessionalList: {
    formatVersion: 'What this document is',
    professionals: 'Everybody who may act in the structure, with their roles; a structureAdmin must be among them',
  },
  AttendingDoctorList: { formatVersion: 'What this document is', doctors: 'The whole directory' },
  DutyList: {
    formatVersion: 'What this document is',
    from: 'First service date it is about',
    to: 'Last service date it is about, included',
    duties: 'Who is on duty on these dates',
  },
};

export const peopleWords: ApiWords = { members };
