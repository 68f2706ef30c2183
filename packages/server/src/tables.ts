/**
 * The tables, as Kysely sees them. Instants are milliseconds since the epoch, JSON is text, and `structure_id` leads every key, so that a
 * database spread over machines can put each structure on one of them.
 */
export interface Database {
  structure: StructureTable;
  document: DocumentTable;
  event: EventTable;
  seat: SeatTable;
  hold: HoldTable;
  booking: BookingTable;
  checklist_run: ChecklistRunTable;
  ledger_entry: LedgerEntryTable;
  ledger: LedgerTable;
  idempotency: IdempotencyTable;
  mail: MailTable;
}

/** The head of a structure: the row every writer locks first. `sequence` and `hash` are those of its last event. */
export interface StructureTable {
  structure_id: string;
  sequence: number;
  hash: string;
  created_at: number;
}

export type DocumentKind = 'settings' | 'territory' | 'checklist';

/** Everything ever imported, by version, the newest of each kind in force: an old run of a checklist can still be read with its questions. */
export interface DocumentTable {
  structure_id: string;
  kind: DocumentKind;
  version: number;
  body: string;
  imported_at: number;
}

export interface EventTable {
  structure_id: string;
  sequence: number;
  at: number;
  actor: string;
  type: string;
  subject: string;
  /** Canonical JSON, hashed as it stands. */
  data: string;
  hash: string;
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
  token_hash: string;
  person_key: string;
  family_name: string;
  given_name: string;
  birth_date: string;
  phone: string;
  email: string | null;
  reason: string;
  language: 'fr' | 'en';
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

/** One decision of the ledger while it counts: erased when its hold expires or its booking is cancelled. */
export interface LedgerEntryTable {
  structure_id: string;
  id: string;
  practice_id: string;
  /** JSON object: whole seats each eligible practice offered. */
  weights: string;
  at: number;
}

/** The engine's ledger over the entries that count, as JSON. Written by whoever holds the structure's lock. */
export interface LedgerTable {
  structure_id: string;
  state: string;
}

export interface IdempotencyTable {
  structure_id: string;
  key_hash: string;
  fingerprint: string;
  status: number;
  /** The answer without its token, which is derived again. */
  body: string;
  created_at: number;
}

export interface MailTable {
  structure_id: string;
  id: string;
  booking_id: string;
  kind: 'confirmed' | 'moved' | 'cancelled';
  /** Erased once sent. */
  recipient: string | null;
  language: 'fr' | 'en';
  sequence: number;
  state: 'queued' | 'sent' | 'failed';
  attempts: number;
  next_attempt_at: number;
  created_at: number;
  sent_at: number | null;
  last_error_code: string | null;
}
