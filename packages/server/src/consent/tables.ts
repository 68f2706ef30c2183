import type { ConsentCode, ConsentDecision, ConsentFormat, ConsentMethod } from '@relais/model';

export interface ConsentTables {
  consent_proof: ConsentProofTable;
  consent_text: ConsentTextTable;
  consent_access: ConsentAccessTable;
  consent_reading: ConsentReadingTable;
  consent_code: ConsentCodeTable;
}

/** What is kept of a decision, for good: rows are added and never changed. */
export interface ConsentProofTable {
  structure_id: string;
  /** Made by the client. */
  id: string;
  patient_id: string;
  code: ConsentCode;
  decision: ConsentDecision;
  method: ConsentMethod;
  hash: string;
  /** The proof as canonical JSON. */
  proof: string;
  text_sha256: string | null;
  /** What was drawn or scanned, base 64. */
  evidence: string | null;
  confirmed_at: number;
  received_at: number;
  actor: string;
}

/** Texts that were shown, once each, by their digest. */
export interface ConsentTextTable {
  structure_id: string;
  sha256: string;
  body: string;
}

export interface ConsentAccessTable {
  structure_id: string;
  id: string;
  patient_id: string;
  code: 'exchangeWithCarers' | 'shareOutsideTeam';
  recipient_id: string;
  recipient_label: string;
  protocol_id: string | null;
  protocol_version: string | null;
  opened_at: number;
  opened_by: string;
  closed_at: number | null;
  /** The proof that closed it. */
  closed_by: string | null;
}

/** A text somebody reads beforehand. Nothing says who, until a decision has come of it. */
export interface ConsentReadingTable {
  structure_id: string;
  id: string;
  text_id: string;
  text_version: string;
  language: string;
  format: ConsentFormat;
  code: ConsentCode;
  /** What stands for the names in its braces, as JSON. */
  filled: string;
  created_at: number;
  read_at: number | null;
  wants_to_talk: number;
  /** The patient whose proof names it: nobody else has read it. */
  decided_by: string | null;
}

/** Digits that were sent to a telephone; both as pseudonyms. */
export interface ConsentCodeTable {
  structure_id: string;
  id: string;
  phone_hash: string;
  digits_hash: string;
  attempts: number;
  sent_at: number;
  checked_at: number | null;
  /** The proof that it became the evidence of. */
  used_by: string | null;
}
