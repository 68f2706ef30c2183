import type { EventPerson } from '@relais/model';
import type { Secrets } from '../core/secrets.ts';
import type { PatientRow } from './patients.ts';

/** What an event says of a patient: enough to count, and nothing to know them by. `date` is its local date, `YYYY-MM-DD`. */
export function toEventPerson(secrets: Secrets, patient: PatientRow, date: string): EventPerson {
  const { structure_id: structureId, id, birth_date, sex, commune, attending_doctor: attendingDoctor } = patient;
  return {
    patient: secrets.pseudonym('patient', `${structureId}|${id}`),
    age: ageAt(birth_date, date),
    ...(sex === null ? {} : { sex }),
    ...(commune === null ? {} : { commune }),
    ...(attendingDoctor === null ? {} : { attendingDoctor }),
  };
}

/** Whole years. Who is born on 29 February is a year older from 1 March on where there is none. */
export function ageAt(birthDate: string, date: string): number {
  const years = Number(date.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return date.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
