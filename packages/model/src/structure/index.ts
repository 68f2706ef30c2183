export * from './events.ts';
export * from './operations.ts';
export * as structureRoutes from './routes.ts';
export * from './settings.ts';
export * from './structure.ts';
