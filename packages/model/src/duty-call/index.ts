export * from './calls.ts';
export * from './duty-link.ts';
export * from './events.ts';
export * from './operations.ts';
export * from './problems.ts';
export * from './requests.ts';
export * as dutyCallRoutes from './routes.ts';
