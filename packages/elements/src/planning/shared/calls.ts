// What talks to the backend, and the engine that previews: fetched once there is a client.
export {
  compileTerritory,
  composePublication,
  copyWeek,
  createPlanning,
  createTerritory,
  describeChanges,
  idFor,
  mergeTerritories,
  previewWeeks,
  sitesOf,
  takeOutPractice,
  takeOutSite,
  territoryFormats,
  timeZoneOf,
  validateTerritory,
  withoutRetired,
} from '@relais/sdk/planning';
