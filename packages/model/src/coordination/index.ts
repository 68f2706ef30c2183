export * from './matters.ts';
export * from './operations.ts';
export * as coordinationRoutes from './routes.ts';
