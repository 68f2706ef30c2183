import { fromInstant } from '@relais/model';
import type { VisitOutcome, VisitSeen } from '@relais/model';
import { visitStateOf } from '@relais/engine/visit';
import { canonicalJson } from '../core/log/canonical.ts';
import type { ReadEvent } from '../core/log/event.ts';
import type { LoggedVisit } from './tables.ts';

export type VisitEvent = Extract<ReadEvent, { readonly type: `visit.${string}` }>;

interface When {
  readonly at: number;
  readonly actor: string;
}

/** What was written of a visit, and is no more. */
export interface KeptCorrection {
  readonly by: string;
  readonly at: number;
  readonly was: VisitOutcome;
}

export function isVisitEvent(event: ReadEvent): event is VisitEvent {
  return event.type.startsWith('visit.');
}

/** What an event makes of a visit: the same when it happens, and when the log is read again. */
export function stepVisit(
  known: LoggedVisit | undefined,
  { type, data }: VisitEvent,
  { at, actor }: When,
): LoggedVisit {
  const before = known ?? untouched(data, { at, actor });
  const visit: LoggedVisit = { ...before, ...placeOf(data), revision: before.revision + 1, updated_at: at };
  switch (type) {
    case 'visit.added':
    case 'visit.arrived':
      return { ...visit, arrived_at: at, no_show_at: null };
    case 'visit.started':
      return { ...visit, started_at: at, no_show_at: null, doctor: actor };
    case 'visit.done':
      return { ...visit, done_at: at, doctor: visit.doctor ?? actor };
    case 'visit.no-show':
      return { ...visit, no_show_at: at };
    case 'visit.closed':
      return { ...visit, ...columnsOf(data), closed_at: at, doctor: visit.doctor ?? actor };
    case 'visit.corrected':
      return { ...visit, ...columnsOf(data), corrections: withCorrection(before, { at, actor }) };
    case 'visit.retracted':
      return { ...visit, ...undone(before, { at, actor }) };
    case 'visit.feedback-given':
      return { ...visit, feedback_channel: data.channel, feedback_at: at, feedback_letter: data.letter ?? null };
    case 'visit.shared':
      return visit;
  }
}

export function stateOf(visit: LoggedVisit) {
  return visitStateOf({
    arrived: visit.arrived_at,
    started: visit.started_at,
    done: visit.done_at,
    closed: visit.closed_at,
    noShow: visit.no_show_at,
  });
}

/** Whether what was written of it was changed, or taken away, after something was told of it. */
export function isCorrectedSince({ corrections }: Pick<LoggedVisit, 'corrections'>, at: number): boolean {
  return (JSON.parse(corrections) as KeptCorrection[]).some((one) => one.at > at);
}

/** What is written of a visit; nothing as long as nothing is. */
export function outcomeOf(visit: LoggedVisit): VisitOutcome | undefined {
  const { final_reason: finalReason, minutes, measured, redirection, without_us: withoutUs, usual } = visit;
  if (finalReason === null) return undefined;
  return {
    finalReason,
    ...(minutes !== null && { minutes }),
    ...(measured !== null && { measured: measured === 1 }),
    ...(redirection !== null && { redirection }),
    ...(withoutUs !== null && { withoutUs }),
    ...(usual === 1 && { usual: true }),
  };
}

/** The last thing that was said is said no more. What was written stays where it can be seen. */
function undone(visit: LoggedVisit, when: When): Partial<LoggedVisit> {
  switch (stateOf(visit)) {
    case 'closed':
      return { ...nothingWritten, closed_at: null, corrections: withCorrection(visit, when) };
    case 'noShow':
      return { no_show_at: null };
    case 'done':
      return { done_at: null };
    case 'started':
      return { started_at: null, doctor: null };
    case 'arrived':
    case 'expected':
      return { arrived_at: null };
  }
}

function withCorrection(visit: LoggedVisit, { at, actor: by }: When): string {
  const was = outcomeOf(visit);
  const kept = JSON.parse(visit.corrections) as KeptCorrection[];
  return canonicalJson(was ? [...kept, { by, at, was }] : kept);
}

const nothingWritten = {
  final_reason: null,
  minutes: null,
  measured: null,
  redirection: null,
  without_us: null,
  usual: null,
} as const;

function columnsOf({ finalReason, minutes, measured, redirection, withoutUs, usual }: VisitOutcome) {
  return {
    final_reason: finalReason,
    minutes: minutes ?? null,
    measured: measured === undefined ? null : Number(measured),
    redirection: redirection ?? null,
    without_us: withoutUs ?? null,
    usual: usual ? 1 : null,
  };
}

/** Each event says it, for a booking may have moved since the one before. */
function placeOf({ practiceId, siteId, serviceDate, start }: VisitSeen) {
  const start_at = start === undefined ? null : fromInstant(start);
  return { practice_id: practiceId, site_id: siteId, service_date: serviceDate, start_at };
}

/** A visit of which nothing has been said yet. */
export function untouched(seen: VisitSeen, { at, actor }: When): LoggedVisit {
  return {
    revision: 0,
    booked: Number(seen.booked),
    ...placeOf(seen),
    reason: seen.reason ?? null,
    ...{ arrived_at: null, started_at: null, done_at: null, closed_at: null, no_show_at: null },
    ...{ doctor: null, ...nothingWritten, corrections: '[]' },
    ...{ feedback_channel: null, feedback_at: null, feedback_letter: null },
    ...{ created_by: actor, created_at: at, updated_at: at },
  };
}
