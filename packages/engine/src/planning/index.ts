export { describeChanges } from './changes.ts';
export { copyWeek } from './copy-week.ts';
export { listRanges, onDutyIn, planDuties, rangeFinder } from './duties.ts';
export { mergeTerritories } from './merge.ts';
export { previewWeeks } from './preview.ts';
export { composePublication } from './publication.ts';
export { createTerritory, idFor, takeOutPractice, takeOutSite, timeZoneOf, withoutRetired } from './set-up.ts';
export { communeKey, listCommunes, sitesOf } from '../scheduling/index.ts';
export { findUnseated, suggestSeats } from './unseated.ts';
export { usualHours } from './usual-hours.ts';

export type { PlanningChange, TerritoryException, Volunteer } from './changes.ts';
export type { CopiedWeek, NotCopied, NotCopiedCause } from './copy-week.ts';
export type { DutyHolder, DutyRange, OpenRange } from './duties.ts';
export type { MergeConflict, MergedTerritory } from './merge.ts';
export type { PlannedWeek } from './preview.ts';
export type { PublicationDates } from './publication.ts';
export type { SeatedBooking, SeatSearch, UnseatedBooking, UnseatedCause } from './unseated.ts';
export type { UsualHours, UsualRange } from './usual-hours.ts';
