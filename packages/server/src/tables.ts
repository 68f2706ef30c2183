import type { CoordinationTables } from './coordination/tables.ts';
import type { ActionLogTables } from './action-log/tables.ts';
import type { AllocationTables } from './allocation/tables.ts';
import type { BookingTables } from './booking/tables.ts';
import type { ConsentTables } from './consent/tables.ts';
import type { CoreTables } from './core/tables.ts';
import type { DeskTables } from './desk/tables.ts';
import type { DutyCallTables } from './duty-call/tables.ts';
import type { HistoryTables } from './history/tables.ts';
import type { FreedSeatTables } from './freed-seat/tables.ts';
import type { IndicatorTables } from './indicators/tables.ts';
import type { IntakeTables } from './intake/tables.ts';
import type { LetterTables } from './letter/tables.ts';
import type { PeopleTables } from './people/tables.ts';
import type { PlanningTables } from './planning/tables.ts';
import type { ProtocolTables } from './protocol/tables.ts';
import type { RunTables } from './run/tables.ts';
import type { SessionTables } from './session/tables.ts';
import type { VisitTables } from './visit/tables.ts';
import type { WaitingListTables } from './waiting-list/tables.ts';
import type { WebhookTables } from './webhook/tables.ts';
import type { TeamTables } from './team/tables.ts';

/**
 * The tables, as Kysely sees them. Instants are milliseconds since the epoch, JSON is text, and `structure_id` leads every key, so that a
 * database spread over machines can put each structure on one of them; sessions alone are found by what a browser brings.
 */
export interface Database
  extends
    CoreTables,
    PeopleTables,
    SessionTables,
    BookingTables,
    PlanningTables,
    DutyCallTables,
    AllocationTables,
    DeskTables,
    FreedSeatTables,
    IntakeTables,
    WaitingListTables,
    ProtocolTables,
    ConsentTables,
    TeamTables,
    RunTables,
    IndicatorTables,
    ActionLogTables,
    HistoryTables,
    LetterTables,
    VisitTables,
    CoordinationTables,
    WebhookTables {}

/** Every table there is. The type sees to it that none is forgotten. */
export const TABLES: Readonly<Record<keyof Database, true>> = {
  structure: true,
  document: true,
  event: true,
  reuse_objection: true,
  patient: true,
  professional: true,
  role_grant: true,
  attending_doctor: true,
  duty: true,
  session: true,
  sign_in: true,
  seat: true,
  hold: true,
  booking: true,
  checklist_run: true,
  planning_publication: true,
  unseated_booking: true,
  duty_calendar: true,
  agenda: true,
  duty_call: true,
  duty_call_range: true,
  duty_call_asked: true,
  ledger_entry: true,
  ledger_correction: true,
  ledger: true,
  callback: true,
  freed_seat: true,
  seat_offer: true,
  intake: true,
  waiting_entry: true,
  protocol_version: true,
  protocol_step: true,
  protocol_mode: true,
  protocol_review: true,
  protocol_activation: true,
  protocol_parameter: true,
  team_member: true,
  team_certificate: true,
  team_quiz: true,
  team_attempt: true,
  team_shift: true,
  idempotency: true,
  mail: true,
  consent_proof: true,
  consent_text: true,
  consent_access: true,
  consent_reading: true,
  consent_code: true,
  run: true,
  run_alert: true,
  run_call: true,
  run_comment: true,
  run_photograph: true,
  satisfaction_period: true,
  adverse_event: true,
  non_inclusion: true,
  fact_record: true,
  figure_state: true,
  figure_publication: true,
  action: true,
  history_import: true,
  history_count: true,
  log_check: true,
  letter: true,
  visit: true,
  webhook: true,
  webhook_delivery: true,
};
