import type { CallbackOutcome, CallbackStatus, DoctorChannel, DoctorQuestion, EntryPoint } from '@relais/model';
import type { Selectable } from 'kysely';

export interface DeskTables {
  callback: CallbackTable;
}

/** Somebody who waits to be called back, or was. */
export interface CallbackTable {
  structure_id: string;
  /** Made by the client. */
  id: string;
  revision: number;
  status: CallbackStatus;
  class: string;
  /** As the class had them when the entry was made or classed anew. */
  rank: number;
  target_minutes: number;
  clinician_only: number;
  entry_point: EntryPoint;
  reason: string | null;
  arrived_at: number;
  snoozed_until: number | null;
  /** JSON: when they can be reached. */
  reachable: string | null;
  /** The treating doctor of the directory who is asked first, and how; none where nobody is. */
  doctor_id: string | null;
  doctor_channel: DoctorChannel | null;
  doctor_asked_at: number | null;
  doctor_until: number | null;
  doctor_token_hash: string | null;
  doctor_answer: NonNullable<DoctorQuestion['answer']> | null;
  doctor_answered_at: number | null;
  attempts: number;
  phone: string;
  /** Where the person is. */
  address: string | null;
  family_name: string | null;
  given_name: string | null;
  birth_date: string | null;
  email: string | null;
  /** JSON: what a seat must be. */
  wants: string | null;
  language: 'fr' | 'en' | null;
  note: string | null;
  /** The patient, where names and birth date are known. */
  patient_id: string | null;
  /** Who has the call, or had it when it ended. */
  owner: string | null;
  owned_since: number | null;
  outcome: CallbackOutcome | null;
  target: string | null;
  closed_at: number | null;
  /** When whoever the class names was told that the target was missed. */
  escalated_at: number | null;
  created_by: string;
  created_at: number;
  updated_at: number;
}

export type CallbackRow = Selectable<CallbackTable>;
