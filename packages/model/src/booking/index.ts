export * from './booking-link.ts';
export * from './bookings.ts';
export * from './events.ts';
export * from './operations.ts';
export * from './requests.ts';
export * as bookingRoutes from './routes.ts';
