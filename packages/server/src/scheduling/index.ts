import { schedulingWords } from './api-words.ts';
import type { Subject } from '../core/subject.ts';
import { availabilityTopic } from './availability-topic.ts';
import { describeTerritory } from './description.ts';
import { occupiedSeats } from './occupied.ts';
import { schedulingRoutes } from './routes.ts';
import { territoryDocument } from './territory-document.ts';

/** Where and when unscheduled care is offered, and what of it is free. */
export const scheduling: Subject = {
  apiWords: schedulingWords,
  documents: [territoryDocument],
  projections: [occupiedSeats],
  describe: describeTerritory,
  routes: schedulingRoutes,
  topics: { availability: availabilityTopic },
};

export { findAlternatives, pickAlternatives, toSeat, windowOfHalfDay } from './availability.ts';
export type { Availability } from './availability.ts';
export { DraftSeats, occupiedSeats } from './occupied.ts';
export { decideAudience, usualAudience } from './policy.ts';
export { readSearch } from './search.ts';
export { toSeatData } from './seat-events.ts';
export { findBookable } from './slot-list.ts';
export { territoryDocument } from './territory-document.ts';
export { timeZoneOf, todayIn, zoneOf } from './today.ts';
