export * from './checklist.ts';
export * from './checklist-run.ts';
export * from './events.ts';
export * from './operations.ts';
export * from './severity-checklist.ts';
export * as checklistRoutes from './routes.ts';
