import type { AciMission, ActionKind } from '@relais/model';

export interface ActionLogTables {
  action: ActionTable;
}

/** What the coordinator has declared. Titles and places of evidence stand here and not in the log. */
export interface ActionTable {
  structure_id: string;
  id: string;
  kind: ActionKind;
  mission: AciMission;
  held_on: string;
  title: string;
  sheet: string | null;
  reached: number | null;
  attendees: number | null;
  evidence: string | null;
  corrects: string | null;
  corrected_by: string | null;
  declared_by: string;
  declared_at: number;
  /** The import that brought it, and when that was undone. */
  import_id: string | null;
  withdrawn_at: number | null;
}
