export { AgendaAddressRefusedError, PlanningChangedError, TerritoryInvalidError } from './errors.ts';
export { createPlanningDrafts } from './drafts.ts';
export type { PlanningDraft, PlanningDrafts } from './drafts.ts';
export { createPlanning } from './planning.ts';
export type { ChangeReasons, DutyCalendarAddress, Planning, PlanningProposal } from './planning.ts';
export { compileTerritory, holidayLabel, isTrialDay, validateTerritory } from '@relais/engine';
export type { Commune } from '@relais/engine';
export { SeverityChecklist, territoryFormats, territoryLimits } from '@relais/model';
export type {
  BusyPerson,
  BusyTime,
  BusyTimes,
  NewAgenda,
  OwnAbsence,
  OwnAgenda,
  OwnChange,
  OwnException,
  OwnOpening,
  OwnPlanning,
  OwnRange,
  TrialPeriod,
} from '@relais/model';
export type {
  CompiledTerritory,
  MissingSession,
  PlannedDay,
  PlannedSession,
  TerritoryProblem,
  TerritoryProblemCode,
} from '@relais/engine';
export {
  communeKey,
  composePublication,
  copyWeek,
  createTerritory,
  describeChanges,
  findUnseated,
  idFor,
  listCommunes,
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
