export * from './accounts.ts';
export * from './events.ts';
export * from './ledger.ts';
export * from './operations.ts';
export * as accountRoutes from './account-routes.ts';
export * as allocationRoutes from './routes.ts';
