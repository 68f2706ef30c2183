import type { FeedbackWay, WithoutUs } from '@relais/model';
import type { Selectable } from 'kysely';

export interface VisitTables {
  visit: VisitTable;
}

/** A visit of which something has been said: one nobody has touched is its booking alone. */
export interface VisitTable {
  structure_id: string;
  /** Of a booked one, its booking's; else made by the client. */
  id: string;
  revision: number;
  booked: number;
  practice_id: string;
  site_id: string;
  service_date: string;
  /** Of the seat. */
  start_at: number | null;
  /** Given at entry. */
  reason: string | null;
  /** Of those without an appointment; a booking has its own. */
  family_name: string | null;
  given_name: string | null;
  birth_date: string | null;
  phone: string | null;
  patient_id: string | null;
  /** What the patient has shared. */
  treatments: string | null;
  history: string | null;
  arrived_at: number | null;
  started_at: number | null;
  done_at: number | null;
  closed_at: number | null;
  no_show_at: number | null;
  /** Whose visit it is. */
  doctor: string | null;
  final_reason: string | null;
  minutes: number | null;
  measured: number | null;
  redirection: string | null;
  without_us: WithoutUs | null;
  usual: number | null;
  /** JSON list: what was written before, and who has changed it when. */
  corrections: string;
  feedback_channel: FeedbackWay | null;
  feedback_at: number | null;
  /** The letter it went by, where it was one. */
  feedback_letter: string | null;
  created_by: string;
  created_at: number;
  updated_at: number;
}

export type VisitRow = Selectable<VisitTable>;

/** What the log says of a visit: all but what is personal. */
export type LoggedVisit = Omit<VisitRow, 'structure_id' | 'id' | PersonalColumn>;

type PersonalColumn = 'family_name' | 'given_name' | 'birth_date' | 'phone' | 'patient_id' | 'treatments' | 'history';
