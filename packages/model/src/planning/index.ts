export * from './agenda.ts';
export * from './calendars.ts';
export * from './events.ts';
export * from './operations.ts';
export * from './own.ts';
export * from './planning.ts';
export * from './problems.ts';
export * as planningRoutes from './routes.ts';
