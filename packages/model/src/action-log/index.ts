export * from './actions.ts';
export * from './operations.ts';
export * as actionRoutes from './routes.ts';
