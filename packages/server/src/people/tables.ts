import type { AttendingDoctorStatus, Profession, Role, Sex } from '@relais/model';

export interface PeopleTables {
  patient: PatientTable;
  professional: ProfessionalTable;
  role_grant: RoleGrantTable;
  attending_doctor: AttendingDoctorTable;
  duty: DutyTable;
}

/** Somebody who has been cared for, by a random id. Everything else can be corrected. */
export interface PatientTable {
  structure_id: string;
  id: string;
  /** Pseudonym of names and birth date, by which one person is found again. */
  person_key: string;
  family_name: string;
  given_name: string;
  birth_date: string;
  phone: string;
  email: string | null;
  sex: Sex | null;
  commune: string | null;
  attending_doctor: AttendingDoctorStatus | null;
  created_at: number;
  updated_at: number;
}

export interface ProfessionalTable {
  structure_id: string;
  /** Random; events name it. */
  id: string;
  rpps: string | null;
  issuer: string | null;
  /** The issuer's identifier for them. */
  subject: string | null;
  family_name: string;
  given_name: string;
  profession: Profession | null;
  employer_finess: string | null;
  phone: string | null;
  email: string | null;
  created_at: number;
  updated_at: number;
  /** Since when they may do nothing any more; rows are kept for what they did. */
  ended_at: number | null;
}

export interface RoleGrantTable {
  structure_id: string;
  professional_id: string;
  role: Role;
  /** Where the role is held; empty for everywhere. */
  practice_id: string;
  site_id: string;
}

export interface AttendingDoctorTable {
  structure_id: string;
  id: string;
  rpps: string | null;
  family_name: string;
  given_name: string;
  /** Both names as they are searched: without accents and case. */
  search_name: string;
  address: string | null;
  phone: string | null;
  email: string | null;
  ms_sante_address: string | null;
  created_at: number;
  updated_at: number;
  ended_at: number | null;
}

export interface DutyTable {
  structure_id: string;
  id: string;
  volunteer_id: string;
  practice_id: string;
  service_date: string;
  /** Local start of the opening, `HH:MM`. */
  start_time: string;
}
