import type { UnseatedCauseCode, UnseatedChoice } from '@relais/model';
import type { Selectable } from 'kysely';

export interface PlanningTables {
  planning_publication: PlanningPublicationTable;
  unseated_booking: UnseatedBookingTable;
  duty_calendar: DutyCalendarTable;
  agenda: AgendaTable;
}

/** What was said of a version of the territory file when it was published. A version that was imported has none. */
export interface PlanningPublicationTable {
  structure_id: string;
  /** Of the territory document. */
  version: number;
  /** First service date of what it changes. */
  from_date: string;
  /** In the words of who published it, for colleagues. */
  reason: string;
  /** The version it takes back. */
  undoes: number | null;
  moved: number;
  kept: number;
  to_call: number;
}

/** A booking that the planning has, or had, no seat for. */
export interface UnseatedBookingTable {
  structure_id: string;
  booking_id: string;
  /** The version of the planning that has no seat for it. */
  version: number;
  cause: UnseatedCauseCode;
  choice: UnseatedChoice;
  /** Where it stood then. */
  practice_id: string;
  start_at: number;
  since: number;
  /** `null` while somebody has to call, or the patient is to be seen though the planning has no seat. */
  settled_at: number | null;
}

export type UnseatedRow = Selectable<UnseatedBookingTable>;

/** The address at which calendars read the duties of a professional. Which it is nobody can tell from here. */
export interface DutyCalendarTable {
  structure_id: string;
  professional_id: string;
  token_hash: string;
  made_at: number;
}

/** The agenda of a professional, read again and again from its address; of what stands in it only when they are busy is kept. */
export interface AgendaTable {
  structure_id: string;
  professional_id: string;
  /** Sealed: a copy of the database leads to nobody's agenda. */
  address: string;
  host: string;
  set_at: number;
  read_at: number | null;
  /** First service date of what was read. */
  read_from: string | null;
  /** What the host names this state of the agenda by (`ETag`). */
  tag: string | null;
  /** From and until, in milliseconds since the epoch: JSON, by start. */
  busy: string;
  unread: number;
  /** In vain, one after the other. */
  attempts: number;
  failing_since: number | null;
  last_error_code: string | null;
  next_attempt_at: number;
  /** Of the backend that reads just now, and until when no other does. */
  claim: string | null;
  claimed_until: number;
}

export type AgendaRow = Selectable<AgendaTable>;
