import { fromInstant } from '@relais/model';
import type { EventData, EventType, VisitOutcome, VisitSeen } from '@relais/model';
import type { Fact } from './fact.ts';
import { defined, momentOf, personPart, personValues } from './moment.ts';
import { eventsOf, partsNamed, said } from './record.ts';
import type { FactRecord, LoggedEvent, Part, Place } from './record.ts';

/** What figures read of visits. */
export const visitEventTypes = [
  'visit.added',
  'visit.arrived',
  'visit.started',
  'visit.done',
  'visit.no-show',
  'visit.closed',
  'visit.corrected',
  'visit.retracted',
  'visit.feedback-given',
] as const satisfies readonly EventType[];

type Seen = (typeof visitEventTypes)[number];
type Retracted = EventData<'visit.retracted'>;

/** A booked visit stands with its seat and its request; who comes without an appointment stands alone. */
export function placesOfVisits({ type, subject, data }: LoggedEvent): Place[] {
  if (!(visitEventTypes as readonly string[]).includes(type)) return [];
  const record = `${(data as VisitSeen).booked ? 'booking' : 'visit'}:${subject}`;
  const name = type === 'visit.retracted' ? `${type}:${(data as Retracted).state}` : type;
  return [{ record, name }];
}

/** What became of somebody who was expected, or came. */
export interface KnownVisit {
  readonly fact: Fact;
  /** Nobody came at the time that was given. */
  readonly noShow: boolean;
  /** When it began, as far as somebody has said so. */
  readonly began?: number;
}

/** The visit of a record; nothing as long as nobody has said anything, or all that was said was undone. */
export function visitOf(record: FactRecord): KnownVisit | undefined {
  const standing = (type: Seen, state: Retracted['state']): Part | undefined => {
    const part = record[type];
    const undone = record[`visit.retracted:${state}`];
    return part && part.sequence > (undone?.sequence ?? 0) ? part : undefined;
  };
  const arrived = latest(standing('visit.arrived', 'arrived'), standing('visit.added', 'arrived'));
  const started = standing('visit.started', 'started');
  const done = standing('visit.done', 'done');
  const missed = standing('visit.no-show', 'noShow');
  const closed = standing('visit.closed', 'closed');
  const corrected = record['visit.corrected'];
  // Who came after all was not absent.
  const noShow = missed !== undefined && !closed && !isAfter(arrived, missed) && !isAfter(started, missed);
  const first = arrived ?? started ?? done ?? closed ?? missed;
  const seen = first && (first.data as VisitSeen);
  if (!first || !seen) return undefined;
  const written = isAfter(corrected, closed) ? corrected : closed;
  const outcome: VisitOutcome | undefined = closed && written && (written.data as VisitOutcome);
  const start = seen.start === undefined ? undefined : fromInstant(seen.start);
  const feedback = record['visit.feedback-given'];
  const doctor = (started ?? done ?? closed)?.actor;
  const parts = [arrived, started, done, missed, closed, corrected, feedback];
  const person = parts.find((part) => part?.person)?.person;
  return {
    noShow,
    ...(started && !noShow && { began: started.at }),
    fact: {
      kind: 'visit',
      // By when it was, never by when it was written down.
      ...momentOf(started?.at ?? arrived?.at ?? start ?? first.at),
      values: {
        ...personValues(person),
        ...defined({
          practice: seen.practiceId,
          site: seen.siteId,
          professional: doctor,
          reason: outcome?.finalReason,
          target: outcome?.redirection,
          outcome: outcome?.withoutUs,
        }),
      },
      ...personPart(person),
      ...(doctor !== undefined && { by: doctor }),
      ...(said(record['visit.added'], 'visit.added')?.trial && { excluded: 'trial' as const }),
      ...(outcome?.minutes !== undefined && { minutes: outcome.minutes }),
      marks: {
        noShow,
        happened: !noShow && (done !== undefined || closed !== undefined),
        documented: outcome !== undefined,
        feedback: said(feedback, 'visit.feedback-given') !== undefined,
      },
      events: [...new Set([...eventsOf(...parts), ...eventsOf(...retractionsOf(record))])].sort((a, b) => a - b),
    },
  };
}

function retractionsOf(record: FactRecord): Part[] {
  return partsNamed(record, 'visit.retracted:').map(([, part]) => part);
}

function isAfter(part: Part | undefined, other: Part | undefined): boolean {
  return part !== undefined && part.sequence > (other?.sequence ?? 0);
}

function latest(one: Part | undefined, other: Part | undefined): Part | undefined {
  return isAfter(one, other) ? one : other;
}
