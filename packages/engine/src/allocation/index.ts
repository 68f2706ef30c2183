export { chooseSeat, eligibleWeights } from './choose-seat.ts';
export { planCorrection } from './correction.ts';
export { accountCourse } from './course.ts';
export { explainAccount } from './explain-account.ts';
export { explainProposal, seatReason } from './explain-proposal.ts';
export {
  assign,
  balances,
  correct,
  createLedger,
  erase,
  propose,
  rankPractices,
  rebuild,
  splitEntry,
  startPeriod,
} from './ledger.ts';
export { NOBODY, splitByVolunteer } from './volunteers.ts';

export type { SeatChoice, SeatSearch } from './choose-seat.ts';
export type { CorrectionOrder } from './correction.ts';
export type { AccountStep, CourseSpan, CourseWeek } from './course.ts';
export type { ProposedSeat } from './explain-proposal.ts';
export type { AccountExplanation } from './explain-account.ts';
export type {
  EntryPart,
  LedgerBalance,
  LedgerCorrection,
  LedgerEntry,
  LedgerOptions,
  LedgerState,
  Weights,
} from './ledger.ts';
export type { EntrySeat } from './volunteers.ts';
