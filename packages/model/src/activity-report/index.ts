export * from './events.ts';
export * from './operations.ts';
export * from './problems.ts';
export * from './report.ts';
export * as activityReportRoutes from './routes.ts';
