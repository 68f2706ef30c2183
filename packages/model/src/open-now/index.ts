export * from './open-now.ts';
export * from './operations.ts';
export * as openNowRoutes from './routes.ts';
export * from './topics.ts';
