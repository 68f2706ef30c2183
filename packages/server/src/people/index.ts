import type { Subject } from '../core/subject.ts';
import { peopleWords } from './api-words.ts';
import { peopleLists } from './imports.ts';
import { rebuildPeople } from './rebuild.ts';
import { peopleRoutes } from './routes.ts';

/** Patients, professionals and what they may do, attending doctors, who is on duty. */
export const people: Subject = {
  apiWords: peopleWords,
  lists: peopleLists,
  routes: peopleRoutes,
  narrowing: ['professional.recorded', 'professional.ended'],
  rebuild: rebuildPeople,
};

export { attendingDoctorsOf, findAttendingDoctor } from './attending-doctors.ts';
export { contactsOf } from './contacts.ts';
export type { Contact } from './contacts.ts';
export { addDuty, listDuties } from './duties.ts';
export { ageAt, toEventPerson } from './event-person.ts';
export { namesOf, signersOf } from './names.ts';
export { patients } from './patients.ts';
export type { PatientRow } from './patients.ts';
export { nameKey, personKey } from './person-key.ts';
export { listProfessionals } from './professionals.ts';
export { addProfessionals } from './declare.ts';
export { findProvider, listProviders } from './providers.ts';
export type { Provider } from './providers.ts';
export { recognize } from './recognize.ts';
