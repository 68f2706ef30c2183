export { checkSlot, checkWindow } from './check-slot.ts';
export { communeKey, compileTerritory, sitesOf } from './compile.ts';
export { explainNoSlots } from './explain-no-slots.ts';
export { planOf } from './day-slots.ts';
export { explainSlots } from './explain-slots.ts';
export { compareIds } from './ids.ts';
export { countTaken } from './occupancy.ts';
export { findOpenNow } from './open-now.ts';
export { fullSessionAt, listFullSessions } from './overbooking.ts';
export type { FullSession } from './overbooking.ts';
export { plannedSlotAt } from './planned-slot.ts';
export { appliesOn, calendarsOf } from './recurrence.ts';
export { listSessions, planSessions, seatsOf, sessionAt } from './sessions.ts';
export type { SessionStarts } from './sessions.ts';
export { isSuitableSite, listCommunes, suitableSites, travelMinutes } from './sites.ts';
export { listSlotDocument, slotFingerprint } from './slot-document.ts';
export {
  bookableDates,
  isTimely,
  listDays,
  listFree,
  listFreeBefore,
  listSlots,
  longestListDays,
  millisecondsOf,
  prepareSearch,
  presentBookable,
  presentSlot,
} from './slots.ts';
export { isTrialDay } from './trials.ts';
export { validateTerritory } from './validate.ts';

export type { SlotCheck, SlotKeyQuery, WhyNot } from './check-slot.ts';
export type { CompiledTerritory, ResolvedRules } from './compile.ts';
export type { StandingSlot } from './explain-slots.ts';
export type { PlannedSlot } from './day-slots.ts';
export type { ClosedPlace, OpenNowFound, OpenPlace } from './open-now.ts';
export type { CompiledPractice } from './practices.ts';
export type { Occupancy, OccupiedBooking, OccupiedHold, TakenSeats } from './occupancy.ts';
export type { MissingSession, PlannedDay, PlannedSession } from './sessions.ts';
export type { Commune, SiteFilters } from './sites.ts';
export type { SlotDocument } from './slot-document.ts';
export type { BookableCriteria, ListedSlot, ListPart, SlotCriteria, SlotPlace, SlotQuery } from './slots.ts';
export type { TerritoryProblem, TerritoryProblemCode } from './territory-problems.ts';
export type { TerritoryValidation } from './validate.ts';
export type { CompiledWindow } from './windows.ts';
