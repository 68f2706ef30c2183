export * from './attending-doctors.ts';
export * from './duties.ts';
export * from './events.ts';
export * from './facts.ts';
export * from './operations.ts';
export * from './person.ts';
export * from './professionals.ts';
export * from './typed.ts';
export * as peopleRoutes from './routes.ts';
