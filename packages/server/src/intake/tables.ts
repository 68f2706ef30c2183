import type { ChecklistOutcome, EntryPoint, IntakeOutcome, PriorPathway, RegulatedBy } from '@relais/model';

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
