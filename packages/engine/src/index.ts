export { chooseSeat, eligibleWeights } from './allocation/choose-seat.ts';
export { explainAccount } from './allocation/explain-account.ts';
export {
  assign,
  balances,
  createLedger,
  erase,
  propose,
  rankPractices,
  rebuild,
  startPeriod,
} from './allocation/ledger.ts';
export { checklistQuestionnaire } from './checklist/checklist-questionnaire.ts';
export { evaluateChecklist } from './checklist/evaluate-checklist.ts';
export { checkSlot, checkWindow } from './scheduling/check-slot.ts';
export { communeKey, compileTerritory } from './scheduling/compile.ts';
export { explainNoSlots } from './scheduling/explain-no-slots.ts';
export { groupByHalfDay, halfDayOf } from './scheduling/half-days.ts';
export { holidayKeys, holidayKeysOn, holidayLabel, holidaysOf, isHolidayKey } from './scheduling/holidays.ts';
export { countTaken } from './scheduling/occupancy.ts';
export { listCommunes, suitableSites, travelMinutes } from './scheduling/sites.ts';
export { listSlotDocument, slotFingerprint } from './scheduling/slot-document.ts';
export {
  bookableDates,
  listFree,
  listFreeBefore,
  listSlots,
  longestListDays,
  presentBookable,
  presentSlot,
} from './scheduling/slots.ts';
export { validateTerritory } from './scheduling/validate.ts';
export { formatLocal, isTimeZone, openZone } from './scheduling/zone.ts';

export type { SeatChoice, SeatSearch } from './allocation/choose-seat.ts';
export type { AccountExplanation } from './allocation/explain-account.ts';
export type { LedgerBalance, LedgerEntry, LedgerOptions, LedgerState, Weights } from './allocation/ledger.ts';
export type { ChecklistResult } from './checklist/evaluate-checklist.ts';
export type { SlotCheck, SlotKeyQuery, WhyNot } from './scheduling/check-slot.ts';
export type { CompiledTerritory, ResolvedRules } from './scheduling/compile.ts';
export type { DatedSlot, HalfDay, HalfDayGroup } from './scheduling/half-days.ts';
export type { Holiday, HolidayKey } from './scheduling/holidays.ts';
export type { Occupancy, OccupiedBooking, OccupiedHold, TakenSeats } from './scheduling/occupancy.ts';
export type { Commune, SiteFilters } from './scheduling/sites.ts';
export type { SlotDocument } from './scheduling/slot-document.ts';
export type { BookableCriteria, ListedSlot, ListPart, SlotCriteria, SlotPlace, SlotQuery } from './scheduling/slots.ts';
export type { TerritoryProblem, TerritoryProblemCode, TerritoryValidation } from './scheduling/validate.ts';
export type { Zone } from './scheduling/zone.ts';
