export * from './boards.ts';
export * from './events.ts';
export * from './operations.ts';
export * as dashboardRoutes from './routes.ts';
