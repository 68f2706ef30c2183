export * from './booking-link.ts';
export * from './bookings.ts';
export * from './change-reason.ts';
export * from './events.ts';
export * from './operations.ts';
export * from './problems.ts';
export * from './requests.ts';
export * from './settings.ts';
export * as bookingRoutes from './routes.ts';
