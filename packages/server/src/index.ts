export { createApp } from './app.ts';
export { ConfigError, readConfig } from './config.ts';
export { openStore } from './db/open.ts';
export { verifyLog } from './log/verify.ts';
export { serve } from './serve.ts';
export { createContext } from './services/create-context.ts';
export { forgetAnswers, sweep } from './services/expiry.ts';
export { importDocument } from './services/imports.ts';

export type { RelaisApp } from './app.ts';
export type { Config } from './config.ts';
export type { OpenOptions } from './db/open.ts';
export type { Store } from './db/store.ts';
export type { AppDeps, AppLog, RequestRecord } from './http/deps.ts';
export type { BrokenChain, LogVerification } from './log/verify.ts';
export type { Backend } from './serve.ts';
export type { ServiceContext } from './services/context.ts';
export type { ContextOptions } from './services/create-context.ts';
export type { Import } from './services/imports.ts';
