export * from './entries.ts';
export * from './events.ts';
export * from './operations.ts';
export * from './problems.ts';
export * from './requests.ts';
export * from './settings.ts';
export * as waitingListRoutes from './routes.ts';
