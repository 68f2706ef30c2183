export * from './ledger.ts';
export * from './operations.ts';
export * as allocationRoutes from './routes.ts';
