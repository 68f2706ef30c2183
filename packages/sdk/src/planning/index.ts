export { PlanningChangedError, TerritoryInvalidError } from './errors.ts';
export { createPlanning } from './planning.ts';
export type { ChangeReasons, DutyCalendarAddress, Planning, PlanningProposal } from './planning.ts';
export { compileTerritory, holidayLabel, validateTerritory } from '@relais/engine';
export { territoryFormats } from '@relais/model';
export type {
  CompiledTerritory,
  MissingSession,
  PlannedDay,
  PlannedSession,
  TerritoryProblem,
  TerritoryProblemCode,
} from '@relais/engine';
export {
  composePublication,
  copyWeek,
  createTerritory,
  describeChanges,
  findUnseated,
  idFor,
  mergeTerritories,
  previewWeeks,
  sitesOf,
  suggestSeats,
  takeOutPractice,
  takeOutSite,
  timeZoneOf,
  withoutRetired,
} from '@relais/engine/planning';
export type {
  CopiedWeek,
  MergeConflict,
  NotCopied,
  NotCopiedCause,
  PlannedWeek,
  PlanningChange,
  TerritoryException,
  Volunteer,
} from '@relais/engine/planning';
