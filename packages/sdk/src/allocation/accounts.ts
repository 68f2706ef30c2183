// Accounts of load, apart from the client: a page that books has no use for them.
export { createLoad } from './load.ts';
export type { AccountOf, Load, LoadOptions, MovementOptions } from './load.ts';
export { correctionTable, movementTable, practiceTable, volunteerTable } from '@relais/engine/allocation/tables';
export type { TableLanguage } from '@relais/engine/allocation/tables';
export type {
  CorrectLedger,
  LedgerAccount,
  LedgerCorrection,
  LedgerCorrections,
  LedgerCourse,
  LedgerMovement,
  LedgerMovements,
  LedgerReport,
  LedgerWeek,
  VolunteerAccount,
  VolunteerReport,
} from '@relais/model';
