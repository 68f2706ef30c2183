export * from './events.ts';
export * from './operations.ts';
export * from './problems.ts';
export * from './readers.ts';
export * from './requests.ts';
export * from './settings.ts';
export * from './topics.ts';
export * from './visits.ts';
export * as visitRoutes from './routes.ts';
