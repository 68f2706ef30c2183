export * from './events.ts';
export * from './operations.ts';
export * from './session.ts';
export * as sessionRoutes from './routes.ts';
