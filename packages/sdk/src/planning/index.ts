export { PlanningChangedError, TerritoryInvalidError } from './errors.ts';
export { createPlanning } from './planning.ts';
export type { Planning, PlanningProposal } from './planning.ts';
export { compileTerritory, holidayLabel, validateTerritory } from '@relais/engine';
export type { CompiledTerritory, MissingSession, PlannedDay, PlannedSession, TerritoryProblem } from '@relais/engine';
export {
  composePublication,
  describeChanges,
  findUnseated,
  mergeTerritories,
  previewWeeks,
  suggestSeats,
} from '@relais/engine/planning';
export type {
  MergeConflict,
  PlannedWeek,
  PlanningChange,
  TerritoryException,
  Volunteer,
} from '@relais/engine/planning';
