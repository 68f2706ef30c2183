export { bundleQuery, QueryUnsupportedError } from './bundle-query.ts';
export { populateFromObservations } from './observations.ts';
