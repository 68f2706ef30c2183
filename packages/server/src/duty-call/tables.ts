import type { Selectable } from 'kysely';

export interface DutyCallTables {
  duty_call: DutyCallTable;
  duty_call_range: DutyCallRangeTable;
  duty_call_asked: DutyCallAskedTable;
}

/** A question to volunteers: who can be on duty? */
export interface DutyCallTable {
  structure_id: string;
  id: string;
  opened_at: number;
  /** Last day of answers, and the instant after it. */
  closes_on: string;
  closes_at: number;
  /** What was said beside it; erased in its time. */
  word: string | null;
  /** Before its last day was over. */
  closed_at: number | null;
  /** Since when there are no answers and links of it any more. */
  erased_at: number | null;
}

/** A range as it was asked for. */
export interface DutyCallRangeTable {
  structure_id: string;
  call_id: string;
  /** From 1. */
  number: number;
  practice_id: string;
  site_id: string;
  service_date: string;
  start_time: string;
  start_at: number;
  end_at: number;
}

/** One volunteer who is asked, with the link that is theirs alone and what they have answered. */
export interface DutyCallAskedTable {
  structure_id: string;
  id: string;
  call_id: string;
  volunteer_id: string;
  /** As the territory file named them then. */
  name: string;
  /** Whom the structure knows by the same RPPS. */
  professional_id: string | null;
  token_hash: string;
  has_mail: number;
  /** JSON: numbers of ranges and answers, by number. */
  answers: string;
  answered_at: number | null;
  revoked_at: number | null;
}

export type DutyCallRow = Selectable<DutyCallTable>;
export type DutyCallRangeRow = Selectable<DutyCallRangeTable>;
export type DutyCallAskedRow = Selectable<DutyCallAskedTable>;
