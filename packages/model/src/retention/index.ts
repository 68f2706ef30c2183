export * from './events.ts';
export * from './operations.ts';
export * from './settings.ts';
export * as retentionRoutes from './routes.ts';
