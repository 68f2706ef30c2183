import type { ChangeReason } from '@relais/model';

export interface BookingTables {
  seat: SeatTable;
  hold: HoldTable;
  booking: BookingTable;
  checklist_run: ChecklistRunTable;
}

/** How many seats of a slot are held or booked. Counted by guarded updates only. */
export interface SeatTable {
  structure_id: string;
  practice_id: string;
  start_at: number;
  used: number;
}

export interface HoldTable {
  structure_id: string;
  /** Also the id of its ledger entry. */
  id: string;
  practice_id: string;
  site_id: string;
  service_date: string;
  start_at: number;
  end_at: number;
  expires_at: number;
  /** 1 where it was taken above the capacity of its session. */
  overbooked: number;
  client_hash: string;
  token_hash: string;
}

export interface BookingTable {
  structure_id: string;
  id: string;
  reference: string;
  status: 'confirmed' | 'cancelled';
  practice_id: string;
  site_id: string;
  service_date: string;
  start_at: number;
  end_at: number;
  /** Id of the hold, and of the ledger entry, that gave it its seat. */
  entry_id: string;
  /** 1 where the seat was taken above the capacity of its session, whatever has been given back there since. */
  overbooked: number;
  token_hash: string;
  /** Whose visit it is. */
  patient_id: string;
  person_key: string;
  family_name: string;
  given_name: string;
  birth_date: string;
  phone: string;
  email: string | null;
  reason: string;
  language: 'fr' | 'en';
  /** Why the desk has cancelled or moved it last, and what it has noted for colleagues. */
  change_why: ChangeReason | null;
  change_note: string | null;
  /** How often it has changed: the SEQUENCE of its iCalendar file. */
  revision: number;
  created_at: number;
  updated_at: number;
}

export interface ChecklistRunTable {
  structure_id: string;
  booking_id: string;
  version: string;
  /** JSON list of the items answered « yes ». */
  yes: string;
  outcome: string;
  author: string;
  answered_at: number;
}
