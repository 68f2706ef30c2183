export { createApp } from './app.ts';
export { openNodeSqliteStore } from './db/node-sqlite.ts';
export { verifyLog } from './log/verify.ts';
export { createContext } from './services/create-context.ts';
export { forgetAnswers, sweep } from './services/expiry.ts';
export { importDocument } from './services/imports.ts';

export type { RelaisApp } from './app.ts';
export type { Store } from './db/store.ts';
export type { AppDeps, AppLog, RequestRecord } from './http/deps.ts';
export type { BrokenChain, LogVerification } from './log/verify.ts';
export type { ServiceContext } from './services/context.ts';
export type { ContextOptions } from './services/create-context.ts';
export type { Import } from './services/imports.ts';
