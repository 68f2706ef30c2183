export * from './events.ts';
export * from './letter.ts';
export * from './operations.ts';
export * from './problems.ts';
export * from './requests.ts';
export * from './settings.ts';
export * as letterRoutes from './routes.ts';
