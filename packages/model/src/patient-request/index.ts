export * from './operations.ts';
export * from './patient-requests.ts';
export * from './problems.ts';
export * from './request-link.ts';
export * from './requests.ts';
export * as patientRequestRoutes from './routes.ts';
