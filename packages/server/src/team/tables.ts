import type { TeamFunction } from '@relais/model';

export interface TeamTables {
  team_member: TeamMemberTable;
  team_certificate: TeamCertificateTable;
  team_quiz: TeamQuizTable;
  team_attempt: TeamAttemptTable;
  team_shift: TeamShiftTable;
}

/** Somebody's part in a protocol. Whoever leaves keeps the row; what it was before, the log says. */
export interface TeamMemberTable {
  structure_id: string;
  professional_id: string;
  protocol_id: string;
  function: TeamFunction;
  declared_on: string;
  /** Last day. */
  ended_on: string | null;
  commitment_on: string | null;
  sworn_on: string | null;
  updated_at: number;
}

export interface TeamCertificateTable {
  structure_id: string;
  id: string;
  professional_id: string;
  protocol_id: string;
  theory_hours: number;
  clinical_cases: number;
  valid_to: string;
  signed_by: string;
  rpps: string | null;
  role: string | null;
  signed_on: string;
  at: number;
  /** When somebody was reminded that it ends. */
  reminded_at: number | null;
}

export interface TeamQuizTable {
  structure_id: string;
  protocol_id: string;
  /** From 1 on; the highest is asked. */
  number: number;
  body: string;
  at: number;
}

export interface TeamAttemptTable {
  structure_id: string;
  id: string;
  professional_id: string;
  protocol_id: string;
  /** Of the quiz. */
  number: number;
  right_answers: number;
  questions: number;
  passed: number;
  at: number;
}

export interface TeamShiftTable {
  structure_id: string;
  id: string;
  professional_id: string;
  starts_at: number;
  ends_at: number;
  phone: string;
  rank: number;
  /** Ids as JSON; absent for all that the person delegates in. */
  protocols: string | null;
}
