// What talks to the backend, and the engine that previews: fetched once there is a client.
export {
  compileTerritory,
  composePublication,
  createPlanning,
  describeChanges,
  mergeTerritories,
  previewWeeks,
  validateTerritory,
} from '@relais/sdk/planning';
