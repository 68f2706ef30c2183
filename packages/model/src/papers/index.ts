export * from './operations.ts';
export * from './papers.ts';
export * from './problems.ts';
export * as paperRoutes from './routes.ts';
