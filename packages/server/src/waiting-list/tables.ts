import type { EntrySource, Flag } from '@relais/model';
import type { Selectable } from 'kysely';

export interface WaitingListTables {
  waiting_entry: WaitingEntryTable;
}

/** Somebody on a list, or who was. */
export interface WaitingEntryTable {
  structure_id: string;
  id: string;
  list: string;
  revision: number;
  status: 'waiting' | 'left';
  priority: string;
  source: EntrySource;
  /** The run or the request that put them there. */
  came_from: string | null;
  /** JSON of the rule that put them there, as it was then. */
  rule: string | null;
  added_at: number;
  /** By which the same person is known again on a list. */
  person_key: string;
  family_name: string | null;
  given_name: string | null;
  birth_date: string | null;
  phone: string | null;
  email: string | null;
  /** As a later public inscription of the same person has it, where it is another. */
  later_phone: string | null;
  later_email: string | null;
  long_term_illness: Flag;
  fragile: Flag;
  outcome: string | null;
  left_at: number | null;
  created_by: string;
  created_at: number;
  updated_at: number;
}

export type WaitingEntryRow = Selectable<WaitingEntryTable>;
