import type { Audience, ClosureCause, DayStanding, PlainDate } from '@relais/model';
import { dateOf } from '../time/index.ts';
import type { CompiledTerritory } from './compile.ts';
import { planOf } from './day-slots.ts';
import type { PlannedSlot } from './day-slots.ts';
import { compareIds } from './ids.ts';
import type { TakenSeats } from './occupancy.ts';
import { listSessions } from './sessions.ts';
import { listFree } from './slots.ts';

/** A place with a session that is going on, or is still to come today. Instants in milliseconds. */
export interface OpenPlace {
  readonly siteId: string;
  readonly isOpen: boolean;
  readonly from: number;
  readonly until: number;
  readonly audiences: readonly Audience[];
  readonly seats: number;
  readonly nextSeat: number | undefined;
}

/** A place that would receive today, and does not: for a public holiday, a closure, or both. */
export interface ClosedPlace {
  readonly siteId: string;
  readonly causes: readonly ClosureCause[];
}

export interface OpenNowFound {
  readonly date: PlainDate;
  readonly day: DayStanding;
  /** Service dates of what is shown: yesterday's too, while one of its sessions lasts. */
  readonly serviceDates: readonly PlainDate[];
  readonly places: readonly OpenPlace[];
  readonly closed: readonly ClosedPlace[];
  readonly nextSeat: number | undefined;
}

/** A session of one practice, from its first start to its last end. */
interface Stretch {
  readonly slots: readonly PlannedSlot[];
  readonly siteId: string;
  readonly serviceDate: PlainDate;
  readonly from: number;
  readonly until: number;
}

const minute = 60_000;

/**
 * What is open at an instant, by the clocks of the place: an evening that goes on past midnight is open after it, and a day in which the clocks
 * change is as long as it is. A session lasts from its first start, included, to its last end, not included. Seats are those that the notice
 * still lets be given, to any audience, reserved ones once they are released; `reachMinutes` is how far ahead they are counted, past midnight too.
 */
export function findOpenNow(
  compiled: CompiledTerritory,
  { now, taken, reachMinutes }: { readonly now: number; readonly taken: TakenSeats; readonly reachMinutes: number },
): OpenNowFound {
  const today = compiled.zone.wallTimeOf(now).day;
  const midnight = compiled.zone.instantOf(today + 1, 0);
  const reach = now + reachMinutes * minute;
  const [yesterday, date] = [dateOf(today - 1), dateOf(today)];
  const practices = new Set(compiled.practices.keys());
  const planned = listSessions(compiled, { from: yesterday, to: date }, practices).map(toStretch);
  const shown = planned.filter(({ serviceDate, until }) => serviceDate === date || until > now);
  const criteria = { now, occupancy: taken };
  const free = listFree(compiled, criteria, { from: now, to: Math.max(midnight, reach), limit: Infinity });
  const lasting = shown.filter(({ from, until }) => until > now && from < midnight);
  const places = [...Map.groupBy(lasting, ({ siteId }) => siteId)].map(([siteId, own]): OpenPlace => {
    const isOpen = own.some(({ from }) => from <= now);
    const seats = free.filter((slot) => slot.siteId === siteId);
    return {
      ...{ siteId, isOpen, ...joined(own) },
      audiences: audiencesOf(own, now),
      seats: seats.reduce((sum, slot) => sum + (slot.startMs < reach ? slot.remaining : 0), 0),
      nextSeat: seats[0]?.startMs,
    };
  });
  places.sort((one, other) => Number(other.isOpen) - Number(one.isOpen) || one.from - other.from);
  const closed = closedOf(compiled, today, new Set(lasting.map(({ siteId }) => siteId)));
  const [next] = listFree(compiled, criteria, { from: now, limit: 1 });
  return {
    date,
    day: standing(places, closed, { hasPassed: shown.some(({ until }) => until <= now) }),
    serviceDates: shown.some(({ serviceDate }) => serviceDate === yesterday) ? [yesterday, date] : [date],
    ...{ places, closed, nextSeat: next?.startMs },
  };
}

function toStretch(slots: readonly PlannedSlot[]): Stretch {
  const { siteId, serviceDate, startMs } = slots[0]!;
  return { slots, siteId, serviceDate, from: startMs, until: Math.max(...slots.map(({ endMs }) => endMs)) };
}

/** From when to when a place receives, of the sessions that are not over: those of its practices that meet are one. */
function joined(own: readonly Stretch[]): { from: number; until: number } {
  const [first, ...others] = own.toSorted((one, other) => one.from - other.from);
  const { from } = first!;
  let { until } = first!;
  for (const one of others) {
    if (one.from > until) break;
    until = Math.max(until, one.until);
  }
  return { from, until };
}

function audiencesOf(own: readonly Stretch[], now: number): Audience[] {
  const windows = own.flatMap(({ slots }) => slots.filter(({ endMs }) => endMs > now).flatMap((slot) => slot.windows));
  return [...new Set(windows.flatMap(({ visibility }) => [...visibility]))].sort();
}

/** Places with an opening today that does not take place, and none that does from now on; in the order of their ids. */
function closedOf(compiled: CompiledTerritory, today: number, receiving: ReadonlySet<string>): ClosedPlace[] {
  const plan = planOf(compiled, today);
  const missing = [...compiled.practices.values()]
    .filter(({ siteId }) => !receiving.has(siteId))
    .flatMap((practice) => plan.missingOf(practice).map(({ cause }) => ({ siteId: practice.siteId, cause })));
  return [...Map.groupBy(missing, ({ siteId }) => siteId)]
    .map(([siteId, own]) => ({ siteId, causes: [...new Set(own.map(({ cause }) => cause.kind))].sort() }))
    .sort((one, other) => compareIds(one.siteId, other.siteId));
}

function standing(
  places: readonly OpenPlace[],
  closed: readonly ClosedPlace[],
  { hasPassed }: { readonly hasPassed: boolean },
): DayStanding {
  if (places.length > 0) return places.some(({ isOpen }) => isOpen) ? 'open' : 'later';
  if (hasPassed) return 'over';
  return closed.length > 0 ? 'closed' : 'nonePlanned';
}
