// What a page needs of a team: its tables and its roster, without what weighs protocols.
export { changesTable, declarationTable } from './declaration.ts';
export { MEMBER_FIELDS, NEEDED_FIELDS, readMembersHeading, readMembersTable } from './members-table.ts';
export type { MemberField, MembersColumns, MembersTable, TableFault, TableFaultCode } from './members-table.ts';
export { RENEWAL_DAYS } from './renewal.ts';
export { firstCalled, nextCalled } from './roster.ts';
export type { CalledShift } from './roster.ts';
export { shiftsOf } from './shift-plan.ts';
export type { ShiftPlan } from './shift-plan.ts';
