export interface CoreTables {
  structure: StructureTable;
  document: DocumentTable;
  event: EventTable;
  reuse_objection: ReuseObjectionTable;
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

/** Everything ever imported, by version, the newest of each kind and place in force: an old run of a checklist can still be read with its questions. */
export interface DocumentTable {
  structure_id: string;
  kind: string;
  /** Those of one kind that stand in different places are in force together; see `DocumentKind` of `documents.ts`. */
  place: string;
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
  /** What it says of a person, as canonical JSON, and the salt of its digest: apart, so that both can go and the chain stay. */
  person: string | null;
  person_salt: string | null;
  /** SHA-256 of salt and person, which the chain goes over: it stays. Absent where a row says nothing of a person. */
  person_digest: string | null;
  hash: string;
}

/** Who objects to the re-use of what concerns them, and from which row of the log to before which. */
export interface ReuseObjectionTable {
  structure_id: string;
  /** The pseudonym. */
  patient: string;
  since: number;
  /** Absent while they do. */
  until: number | null;
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
  /** Who composes it: a subject and what it tells, as in `booking.moved`. */
  kind: string;
  /** Id of what it is about. */
  subject: string;
  /** Erased once sent. */
  recipient: string | null;
  language: 'fr' | 'en';
  /** How often what it is about had changed. */
  sequence: number;
  state: 'queued' | 'sent' | 'failed';
  attempts: number;
  next_attempt_at: number;
  created_at: number;
  sent_at: number | null;
  last_error_code: string | null;
}
