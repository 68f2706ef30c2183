export { historyEvents, ImportedCount } from './events.ts';
export * from './imports.ts';
export * from './operations.ts';
export * as historyRoutes from './routes.ts';
