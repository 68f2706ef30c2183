import { fromInstant } from '@relais/model';
import type { CallbackOutcome, EventData, IntakeRecorded } from '@relais/model';
import type { Fact } from './fact.ts';
import { defined, minutesBetween, momentOf, personOf, personPart, personValues } from './moment.ts';
import { eventsOf, partsNamed, said } from './record.ts';
import type { FactRecord, LoggedEvent, Part, Place } from './record.ts';
import { visitOf } from './visits.ts';
import type { KnownVisit } from './visits.ts';

/**
 * A request is counted once, whatever it led to: an intake, with its seat or its place on the list; a seat that was booked without one; an entry of the
 * list that was made without one. What belongs together stands in one record.
 */
export function placesOfRequests({ type, subject, data }: LoggedEvent): Place[] {
  switch (type) {
    case 'booking.confirmed':
    case 'booking.moved':
    case 'booking.cancelled':
    case 'booking.restored':
      return [{ record: `booking:${subject}`, name: type }];
    case 'callback.requested':
    case 'callback.closed':
    case 'callback.reopened':
      return [{ record: `callback:${subject}`, name: type }];
    case 'intake.recorded':
      return [{ record: recordOfIntake(subject, data as IntakeRecorded), name: `intake:${subject}` }];
    default:
      return [];
  }
}

function recordOfIntake(subject: string, { booking, callback }: IntakeRecorded): string {
  if (booking !== undefined) return `booking:${booking}`;
  return callback === undefined ? `intake:${subject}` : `callback:${callback}`;
}

export function factsOfRequests(record: FactRecord): Fact[] {
  const intakes = partsNamed(record, 'intake:');
  const visit = visitOf(record);
  const seat = seatOf(record, visit);
  const visited = visit && (seat?.trial ? { ...visit.fact, excluded: 'trial' as const } : visit.fact);
  const call = callOf(record);
  const own = intakes.length === 0 ? [ownRequest(record, seat, call)] : [];
  const requests = intakes.map(([, part]) => requestOf(part, seat, call));
  return [...own, ...requests, seat?.fact, call?.fact, visited].filter((fact) => fact !== undefined);
}

interface Seat {
  readonly fact: Fact;
  readonly cancelled: boolean;
  readonly trial: boolean;
  /** When it begins: the visit, where somebody has said so, else the seat. */
  readonly start: number;
  readonly events: readonly number[];
}

function seatOf(record: FactRecord, visit: KnownVisit | undefined): Seat | undefined {
  const confirmed = record['booking.confirmed'];
  const booking = said(confirmed, 'booking.confirmed');
  if (!confirmed || !booking) return undefined;
  const moved = record['booking.moved'];
  const restored = record['booking.restored'];
  const last = record['booking.cancelled'];
  const cancelled = last && last.sequence > (restored?.sequence ?? 0) ? last : undefined;
  const taken = said(moved, 'booking.moved')?.to ?? booking;
  const trial = taken.trial ?? false;
  const again = said(restored, 'booking.restored');
  const seat = again && restored && restored.sequence > (moved?.sequence ?? 0) ? again : taken;
  const marks = {
    ...(seat.overbooked && { overbooked: true }),
    ...(visit && { told: true, noShow: visit.noShow }),
  };
  const start = fromInstant(taken.start);
  const events = eventsOf(confirmed, moved, restored, cancelled);
  const site = moved ? undefined : booking.siteId;
  const fact: Fact = {
    kind: 'seat',
    ...momentOf(start),
    values: {
      ...personValues(confirmed.person),
      ...defined({ practice: taken.practiceId, site, reason: booking.reason }),
    },
    ...personPart(confirmed.person),
    ...excludedOf({ cancelled: cancelled !== undefined, trial }),
    ...(Object.keys(marks).length > 0 && { marks }),
    events,
  };
  return { fact, cancelled: cancelled !== undefined, trial, start: visit?.began ?? start, events };
}

/** What was of a trial is counted as such, whatever has become of it. */
function excludedOf({
  trial,
  cancelled,
}: {
  trial?: boolean | undefined;
  cancelled?: boolean;
}): Pick<Fact, 'excluded'> {
  if (trial) return { excluded: 'trial' };
  return cancelled ? { excluded: 'cancelled' } : {};
}

interface Call {
  readonly fact: Fact;
  readonly givenUp: boolean;
  readonly events: readonly number[];
}

type CallbackRequested = EventData<'callback.requested'>;

function callOf(record: FactRecord): Call | undefined {
  const requested = record['callback.requested'];
  const entry = said(requested, 'callback.requested');
  if (!requested || !entry) return undefined;
  const arrivedAt = fromInstant(entry.arrivedAt);
  const reopened = record['callback.reopened'];
  const last = record['callback.closed'];
  const closed = last && last.sequence > (reopened?.sequence ?? 0) ? last : undefined;
  const outcome = said(closed, 'callback.closed')?.outcome;
  const givenUp = outcome === 'givenUp';
  const events = eventsOf(requested, reopened, closed);
  const fact: Fact = {
    kind: 'callback',
    ...momentOf(arrivedAt),
    values: {
      ...personValues(requested.person),
      ...defined({ class: entry.class, origin: entry.entryPoint, reason: entry.reason, outcome }),
    },
    ...personPart(requested.person),
    // Nobody was called: the patient took her request back, or another entry stands for the same person.
    ...(closed && !givenUp && !isUncalled(outcome) && { minutes: minutesBetween(arrivedAt, closed.at) }),
    marks: { givenUp },
    events,
  };
  return { fact, givenUp, events };
}

function isUncalled(outcome: CallbackOutcome | undefined): boolean {
  return outcome === 'withdrawn' || outcome === 'duplicate';
}

function requestOf(part: Part, seat: Seat | undefined, call: Call | undefined): Fact {
  const intake = part.data as IntakeRecorded;
  const startedAt = fromInstant(intake.startedAt);
  const { outcome, entryPoint: origin, reason, target } = intake;
  return {
    kind: 'request',
    ...momentOf(startedAt),
    values: { ...personValues(part.person), ...defined({ outcome, origin, reason, target }) },
    ...personPart(part.person),
    ...excludedOf({ trial: seat?.trial }),
    ...followed(startedAt, outcome === 'redirected', seat, call),
    events: [part.sequence, ...(seat?.events ?? call?.events ?? [])].sort((left, right) => left - right),
  };
}

/** A seat booked, or a call asked for, by nobody's intake. */
function ownRequest(record: FactRecord, seat: Seat | undefined, call: Call | undefined): Fact | undefined {
  const part = record['booking.confirmed'] ?? record['callback.requested'];
  const lead = seat ?? call;
  if (!part || !lead) return undefined;
  const { values } = lead.fact;
  const at = seat ? part.at : fromInstant((part.data as CallbackRequested).arrivedAt);
  const origin = seat ? (part.actor.startsWith('professional:') ? 'other' : 'patient') : values.origin;
  const { sex, commune, attendingDoctor, reason } = values;
  return {
    kind: 'request',
    ...momentOf(at),
    values: defined({ sex, commune, attendingDoctor, reason, origin, outcome: seat ? 'seat' : 'callback' }),
    ...personOf(lead.fact),
    ...excludedOf({ trial: seat?.trial }),
    ...followed(at, false, seat, call),
    events: lead.events,
  };
}

/** What has become of it. A seat that was cancelled serves nobody, and the request stays one. */
function followed(at: number, redirected: boolean, seat: Seat | undefined, call: Call | undefined) {
  const kept = seat?.cancelled ? undefined : seat;
  const marks = { redirected, served: kept !== undefined, abandoned: call?.givenUp ?? false };
  return { marks, ...(kept && { minutes: minutesBetween(at, kept.start) }) };
}
