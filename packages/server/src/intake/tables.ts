import type { ChecklistOutcome, EntryPoint, IntakeOutcome, PriorPathway, RegulatedBy } from '@relais/model';

/** An answer with its question, in the words it was asked in, and what it asks of a site. */
export interface KeptAnswer {
  readonly question: Record<'fr' | 'en', string>;
  readonly answer: Record<'fr' | 'en', string>;
  readonly toDoctor?: boolean | undefined;
  readonly equipment?: string | undefined;
}

export interface IntakeTables {
  intake: IntakeTable;
}

/** A request on behalf of somebody, and where it ended. */
export interface IntakeTable {
  structure_id: string;
  /** Made by the client. */
  id: string;
  entry_point: EntryPoint;
  phone: string;
  address: string | null;
  regulated_by: RegulatedBy | null;
  /** Of the other service's file. */
  regulated_number: string | null;
  checklist_version: string | null;
  /** JSON list of the items answered « yes ». */
  checklist_yes: string | null;
  checklist_outcome: ChecklistOutcome | null;
  reason: string | null;
  /** JSON list of `KeptAnswer`: as they were asked, since questions change. */
  answers: string | null;
  prior_pathway: PriorPathway | null;
  label: string | null;
  family_name: string | null;
  given_name: string | null;
  birth_date: string | null;
  /** The patient, where names and birth date are known. */
  patient_id: string | null;
  outcome: IntakeOutcome;
  target: string | null;
  booking_id: string | null;
  callback_id: string | null;
  started_at: number;
  created_by: string;
  created_at: number;
}
