/** What evaluates the rules of a form, for its build for pages and the one a server runs to be compared. */
export { default as fhirpath } from 'fhirpath';
export { r4Model } from '../../packages/engine/src/questionnaire/fhirpath/r4-model.ts';
export { both } from '../engine/questionnaire/both-engines.ts';
