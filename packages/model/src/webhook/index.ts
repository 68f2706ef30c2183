export * from './events.ts';
export * from './operations.ts';
export * from './problems.ts';
export * from './webhook.ts';
export * as webhookRoutes from './routes.ts';
