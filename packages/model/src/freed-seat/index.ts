export * from './events.ts';
export * from './offer-link.ts';
export * from './offers.ts';
export * from './operations.ts';
export * from './problems.ts';
export * from './requests.ts';
export * from './topics.ts';
export * as freedSeatRoutes from './routes.ts';
