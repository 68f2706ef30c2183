export * from './entries.ts';
export * from './events.ts';
export * from './operations.ts';
export * from './problems.ts';
export * from './readers.ts';
export * from './requests.ts';
export * from './settings.ts';
export * from './topics.ts';
export * as waitingListRoutes from './routes.ts';
