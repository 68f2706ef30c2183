export * from './check.ts';
export * from './operations.ts';
export * from './request.ts';
export * as exportFileRoutes from './routes.ts';
