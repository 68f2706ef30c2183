export * from './checklist.ts';
export * from './checklist-run.ts';
export * from './severity-checklist.ts';
