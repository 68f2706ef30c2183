import type { EventType } from '@relais/model';
import type { Fact } from './fact.ts';
import { factsOfRequests, placesOfRequests } from './requests.ts';
import { factsOfRest, placesOfRest } from './rest.ts';
import { factsOfRuns, placesOfRuns } from './runs.ts';
import { placesOfVisits, visitEventTypes } from './visits.ts';
import type { FactRecord, LoggedEvent, Place } from './record.ts';

export type { Exclusion, Fact, FactKind } from './fact.ts';
export { factKinds } from './fact.ts';
export { momentOf } from './moment.ts';
export { withoutPatient, withPart } from './record.ts';
export type { FactRecord, LoggedEvent, Part, Place } from './record.ts';

/** Types of events that figures are made of; others need not be read. */
export const countedEvents = [
  'booking.confirmed',
  'booking.moved',
  'booking.cancelled',
  'booking.restored',
  'callback.requested',
  'callback.closed',
  'callback.reopened',
  'intake.recorded',
  'run.started',
  'run.ended',
  'run.review-needed',
  'run.reviewed',
  'run.alert-raised',
  'run.alert-lapsed',
  'run.alert-acknowledged',
  'adverse-event.declared',
  'non-inclusion.recorded',
  'consent.recorded',
  'protocol.step-taken',
  'team.member-declared',
  'team.member-ended',
  'action.declared',
  'action.withdrawn',
  'history.counts-imported',
  'history.import-undone',
  'satisfaction.stated',
  ...visitEventTypes,
] as const satisfies readonly EventType[];

/** Where what an event says belongs; nowhere for those that figures have no use for. */
export function placesOf(event: LoggedEvent): Place[] {
  return [...placesOfRequests(event), ...placesOfVisits(event), ...placesOfRuns(event), ...placesOfRest(event)];
}

/** What can be counted of a record. */
export function factsOf(id: string, record: FactRecord): Fact[] {
  switch (id.slice(0, id.indexOf(':'))) {
    case 'booking':
    case 'callback':
    case 'intake':
    case 'visit':
      return factsOfRequests(record);
    case 'run':
    case 'adverse-event':
    case 'non-inclusion':
      return factsOfRuns(record);
    default:
      return factsOfRest(id, record);
  }
}
