export * from './events.ts';
export * from './operations.ts';
export * from './reasons.ts';
export * from './settings.ts';
export * from './structure.ts';
export * as structureRoutes from './routes.ts';
