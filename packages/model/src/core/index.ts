export * from './document.ts';
export * from './epoch.ts';
export * from './instant.ts';
export * from './live.ts';
export * from './operation.ts';
export * from './origin.ts';
export * from './problems.ts';
export * from './roles.ts';
