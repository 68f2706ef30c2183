import type { AllocationTables } from './allocation/tables.ts';
import type { BookingTables } from './booking/tables.ts';
import type { CoreTables } from './core/tables.ts';
import type { PeopleTables } from './people/tables.ts';

/**
 * The tables, as Kysely sees them. Instants are milliseconds since the epoch, JSON is text, and `structure_id` leads every key, so that a
 * database spread over machines can put each structure on one of them.
 */
export interface Database extends CoreTables, PeopleTables, BookingTables, AllocationTables {}

/** Every table there is. The type sees to it that none is forgotten. */
export const TABLES: Readonly<Record<keyof Database, true>> = {
  structure: true,
  document: true,
  event: true,
  patient: true,
  professional: true,
  role_grant: true,
  attending_doctor: true,
  duty: true,
  seat: true,
  hold: true,
  booking: true,
  checklist_run: true,
  ledger_entry: true,
  ledger: true,
  idempotency: true,
  mail: true,
};
