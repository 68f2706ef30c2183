import type { Duty, PlainDate } from '@relais/model';
import { listSessions, seatsOf } from '../scheduling/index.ts';
import type { CompiledTerritory, PlannedSlot } from '../scheduling/index.ts';
import { formatLocal } from '../time/index.ts';

/** A stretch of a day in which somebody receives patients. */
export interface DutyRange {
  readonly practiceId: string;
  readonly siteId: string;
  readonly serviceDate: PlainDate;
  readonly startMs: number;
  readonly endMs: number;
  readonly seats: number;
  /** Volunteers who are named for it; none where it is its practice’s. */
  readonly who: readonly string[];
}

/** Whose ranges are looked for. */
export interface DutyHolder {
  /** Practices that are theirs: what nobody is named for there, they do. */
  readonly practices: ReadonlySet<string>;
  /** Who they are among the volunteers of the territory file. */
  readonly volunteers: ReadonlySet<string>;
}

/** The ranges that are somebody's on these service dates, both included, by date and start. */
export function planDuties(
  compiled: CompiledTerritory,
  dates: Dates,
  { practices, volunteers }: DutyHolder,
  duties: readonly Duty[],
): DutyRange[] {
  const theirs = duties.filter(({ volunteerId }) => volunteers.has(volunteerId)).map(({ practiceId }) => practiceId);
  return planRanges(compiled, dates, new Set([...practices, ...theirs]), duties).filter(({ practiceId, who }) =>
    who.length === 0 ? practices.has(practiceId) : who.some((id) => volunteers.has(id)),
  );
}

/**
 * All ranges of some practices on these service dates, both included, by date and start. Whoever is named on duty has the range from the start that is
 * named until the next one is, or until it ends.
 */
function planRanges(
  compiled: CompiledTerritory,
  dates: Dates,
  practices: ReadonlySet<string>,
  duties: readonly Duty[],
): DutyRange[] {
  const named = Map.groupBy(duties, ({ practiceId, serviceDate }) => placeOf(practiceId, serviceDate));
  return listSessions(compiled, dates, practices).flatMap((session) => {
    const { practiceId, siteId, serviceDate } = session[0]!;
    const parts = splitByStart(compiled, session, named.get(placeOf(practiceId, serviceDate)) ?? []);
    return parts.map(({ slots, who }): DutyRange => {
      const endMs = Math.max(...slots.map((slot) => slot.endMs));
      return { practiceId, siteId, serviceDate, startMs: slots[0]!.startMs, endMs, seats: seatsOf(slots), who };
    });
  });
}

/** Looks up the ranges of a practice on a date. Nothing is planned for dates on which nobody is named. */
export function rangeFinder(
  compiled: CompiledTerritory,
  duties: readonly Duty[],
): (practiceId: string, serviceDate: PlainDate) => readonly DutyRange[] {
  const named = Map.groupBy(duties, ({ practiceId, serviceDate }) => placeOf(practiceId, serviceDate));
  const known = new Map<string, readonly DutyRange[]>();
  return (practiceId, serviceDate) => {
    const place = placeOf(practiceId, serviceDate);
    const theirs = named.get(place);
    if (!theirs) return [];
    const dates = { from: serviceDate, to: serviceDate };
    const ranges = known.get(place) ?? planRanges(compiled, dates, new Set([practiceId]), theirs);
    known.set(place, ranges);
    return ranges;
  };
}

interface Dates {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** A range of the planning, whoever is on duty in it. */
export interface OpenRange extends Omit<DutyRange, 'seats' | 'who'> {
  /** Starts of its slots by the clock of the place, `HH:MM`: a duty named at any of them is in it. The first names the range. */
  readonly starts: readonly string[];
}

/** Every range of these practices on these service dates, both included, by date and start. */
export function listRanges(
  compiled: CompiledTerritory,
  dates: { readonly from: PlainDate; readonly to: PlainDate },
  practices: ReadonlySet<string> = new Set(compiled.practices.keys()),
): OpenRange[] {
  return listSessions(compiled, dates, practices).map((session) => {
    const { practiceId, siteId, serviceDate, startMs } = session[0]!;
    return {
      ...{ practiceId, siteId, serviceDate, startMs, endMs: Math.max(...session.map((slot) => slot.endMs)) },
      starts: session.map((slot) => formatLocal(compiled.zone, slot.startMs).slice(11, 16)),
    };
  });
}

/** Volunteers who are named on duty in a range. */
export function onDutyIn({ practiceId, serviceDate, starts }: OpenRange, duties: readonly Duty[]): string[] {
  const named = duties.filter(
    (duty) => duty.practiceId === practiceId && duty.serviceDate === serviceDate && starts.includes(duty.start),
  );
  return [...new Set(named.map(({ volunteerId }) => volunteerId))];
}

interface Part {
  readonly slots: PlannedSlot[];
  /** Volunteers that are named for it. */
  readonly who: readonly string[];
}

function splitByStart({ zone }: CompiledTerritory, session: readonly PlannedSlot[], duties: readonly Duty[]): Part[] {
  const byStart = Map.groupBy(duties, ({ start }) => start);
  const parts: Part[] = [];
  for (const slot of session) {
    const begun = byStart.size > 0 ? byStart.get(formatLocal(zone, slot.startMs).slice(11, 16)) : undefined;
    if (begun || parts.length === 0)
      parts.push({ slots: [slot], who: [...new Set(begun?.map(({ volunteerId }) => volunteerId))] });
    else parts.at(-1)!.slots.push(slot);
  }
  return parts;
}

function placeOf(practiceId: string, serviceDate: PlainDate): string {
  return `${serviceDate} ${practiceId}`;
}
