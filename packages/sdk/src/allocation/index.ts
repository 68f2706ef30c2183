export { createLedger } from './ledger.ts';
export type { Ledger } from './ledger.ts';
