export { fhirIdOf, runBundle, runIdOf } from './write-bundle.ts';
export type { RunActor, RunBundle, RunTold } from './write-bundle.ts';
