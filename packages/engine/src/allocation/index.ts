export { chooseSeat, eligibleWeights } from './choose-seat.ts';
export { explainAccount } from './explain-account.ts';
export { explainProposal, seatReason } from './explain-proposal.ts';
export { assign, balances, createLedger, erase, propose, rankPractices, rebuild, startPeriod } from './ledger.ts';

export type { SeatChoice, SeatSearch } from './choose-seat.ts';
export type { ProposedSeat } from './explain-proposal.ts';
export type { AccountExplanation } from './explain-account.ts';
export type { LedgerBalance, LedgerEntry, LedgerOptions, LedgerState, Weights } from './ledger.ts';
