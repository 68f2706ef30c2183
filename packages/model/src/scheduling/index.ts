export * from './audience.ts';
export * from './availability.ts';
export * from './operations.ts';
export * as schedulingRoutes from './routes.ts';
export * from './slots.ts';
export * from './territory.ts';
