export * from './events.ts';
export * from './intakes.ts';
export * from './operations.ts';
export * from './problems.ts';
export * from './requests.ts';
export * as intakeRoutes from './routes.ts';
