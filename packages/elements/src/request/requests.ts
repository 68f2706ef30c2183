// What is loaded when somebody asks, or opens the link of a request: its calls, its link and the list of signs.
export { evaluateChecklist, parseRequestFragment, requestFragment, toInstant } from '@relais/sdk';
export { createPatientRequests } from '@relais/sdk/patient-request';
