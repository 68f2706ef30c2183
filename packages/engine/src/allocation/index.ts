export { chooseSeat, eligibleWeights } from './choose-seat.ts';
export { explainAccount } from './explain-account.ts';
export { assign, balances, createLedger, erase, propose, rankPractices, rebuild, startPeriod } from './ledger.ts';

export type { SeatChoice, SeatSearch } from './choose-seat.ts';
export type { AccountExplanation } from './explain-account.ts';
export type { LedgerBalance, LedgerEntry, LedgerOptions, LedgerState, Weights } from './ledger.ts';
