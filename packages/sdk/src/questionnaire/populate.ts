export { bundleQuery, populateFromObservations } from '@relais/engine/questionnaire/populate';
