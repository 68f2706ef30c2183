export { createTeam } from './team.ts';
export type { MembershipName, Team, TeamHandlers } from './team.ts';
export {
  changesTable,
  declarationTable,
  firstCalled,
  MEMBER_FIELDS,
  NEEDED_FIELDS,
  readMembersHeading,
  readMembersTable,
  RENEWAL_DAYS,
  shiftsOf,
} from '@relais/engine/team/parts';
export type {
  MemberField,
  MembersColumns,
  MembersTable,
  ShiftPlan,
  TableFault,
  TableFaultCode,
} from '@relais/engine/team/parts';
export { readSpreadsheet, SpreadsheetError } from '../core/spreadsheet.ts';
export { Finess, Profession, Rpps } from '@relais/model';
