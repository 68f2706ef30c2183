export { patientFile } from './patient-file.ts';
export type { PatientFile, PatientTold } from './patient-file.ts';
export { fhirIdOf, runBundle, runIdOf } from './write-bundle.ts';
export type { RunActor, RunBundle, RunTold } from './write-bundle.ts';
