import type { AttendingDoctorStatus, Sex } from '@relais/model';
import { AGES, ATTENDING_DOCTORS, chanceFrom, pick, SHARE_OF_WOMEN } from './demand.ts';
import type { Shares } from './demand.ts';

/** Where the invented people of a structure live, and what they are called. */
export interface Population {
  readonly patients: number;
  readonly communes: Shares;
  readonly familyNames: readonly string[];
  readonly givenNames: { readonly female: readonly string[]; readonly male: readonly string[] };
}

export interface Patient {
  readonly number: number;
  readonly person: {
    readonly familyName: string;
    readonly givenName: string;
    readonly birthDate: string;
    readonly phone: string;
  };
  readonly facts: {
    readonly sex: Sex;
    readonly commune: string;
    readonly attendingDoctor: AttendingDoctorStatus;
  };
}

/** Numbers that are given to nobody, for works of fiction: 06 39 98 and four figures (Arcep, decision 2018-0881). */
const FICTIVE = '063998';
const YEAR_DAYS = 365.25;
const DAY_MS = 86_400_000;

/** The same number is the same person, whenever they come: `day` is one all are born before. Some come more often than others. */
export function patientOf(population: Population, chance: number, day: number): Patient {
  const { patients, communes, familyNames, givenNames } = population;
  const number = Math.floor(chance ** 1.5 * patients);
  const own = chanceFrom(number + 1);
  const sex = own() < SHARE_OF_WOMEN ? 'female' : 'male';
  const years = Number(pick(AGES, own())) + own() * 10;
  const among = (names: readonly string[]) => names[Math.floor(own() * names.length)]!;
  return {
    number,
    person: {
      familyName: among(familyNames),
      givenName: among(givenNames[sex]),
      birthDate: new Date((day - years * YEAR_DAYS) * DAY_MS).toISOString().slice(0, 10),
      phone: `${FICTIVE}${String(number).padStart(4, '0')}`,
    },
    facts: { sex, commune: pick(communes, own()), attendingDoctor: pick(ATTENDING_DOCTORS, own()) },
  };
}
