export * from './actions.ts';
export * from './bundle.ts';
export * from './cases.ts';
export * from './evidence.ts';
export * from './expression.ts';
export * from './life.ts';
export * from './protocol.ts';
export * from './regime.ts';
