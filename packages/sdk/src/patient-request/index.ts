export { createPatientRequests } from './patient-requests.ts';
export type { PatientRequests, RequestLink } from './patient-requests.ts';
