export * from './contract.ts';
export * from './events.ts';
export * from './operations.ts';
export * from './payment.ts';
export * from './problems.ts';
export * as contractRoutes from './routes.ts';
