export * from './audience.ts';
export * from './availability.ts';
export * from './events.ts';
export * from './operations.ts';
export * from './problems.ts';
export * from './slots.ts';
export * from './territory.ts';
export * from './topics.ts';
export * as schedulingRoutes from './routes.ts';
