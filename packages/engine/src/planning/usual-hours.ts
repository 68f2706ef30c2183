import type { Audience, PlainDate } from '@relais/model';
import { planOf } from '../scheduling/index.ts';
import type { CompiledTerritory, PlannedSlot } from '../scheduling/index.ts';
import { dateOf, dayOf, formatLocal, minutesOf, weekdayOf } from '../time/index.ts';

/** Minutes since midnight at the place; `to` may be past the next one. */
export interface UsualRange {
  readonly from: number;
  readonly to: number;
}

/** Where and when an audience is received, as it can be promised on paper. */
export interface UsualHours {
  /** Sites with a seat in the weeks that were looked at. */
  readonly sites: ReadonlySet<string>;
  /** Monday to Sunday; none on a day without hours that return. */
  readonly days: readonly (readonly UsualRange[])[];
}

const WEEKS = 8;
/** One week of four may be otherwise, as with a holiday or a closure: people say « usually » then, and no sooner. */
const OFTEN = 0.75;
/** A shorter pause is told to nobody. */
const PAUSE_MINUTES = 30;

/**
 * Hours that return week after week in the coming eight, all places together: a paper that hangs for months says nothing else. Seats kept for those who
 * carry a label are left out.
 *
 * @param audience whose seats are meant; anybody's when absent
 */
export function usualHours(compiled: CompiledTerritory, today: PlainDate, audience?: Audience): UsualHours {
  // A territory that plans very many slots a day is looked at for fewer weeks.
  const weeks = Math.max(1, Math.min(WEEKS, Math.floor(compiled.rules.reachDays / 7)));
  const sites = new Set<string>();
  const dates: UsualRange[][][] = Array.from({ length: 7 }, () => []);
  const first = dayOf(today);
  for (let day = first; day < first + weeks * 7; day += 1) {
    const plan = planOf(compiled, day);
    // Of very many slots few begin at times of their own.
    const ends = new Map<number, number>();
    for (const practice of compiled.practices.values()) {
      for (const slot of plan.slotsOfPractice(practice)) {
        if (!isFor(slot, audience)) continue;
        sites.add(slot.siteId);
        ends.set(slot.startMs, Math.max(slot.endMs, ends.get(slot.startMs) ?? 0));
      }
    }
    dates[weekdayOf(day)]!.push(joinRanges([...ends].map((slot) => rangeOf(compiled, day, slot))));
  }
  return { sites, days: dates.map((ofDates) => often(ofDates)) };
}

function isFor({ windows }: PlannedSlot, audience: Audience | undefined): boolean {
  return windows.some(({ reserved, visibility }) => !reserved && (audience === undefined || visibility.has(audience)));
}

function rangeOf({ zone }: CompiledTerritory, day: number, [startMs, endMs]: readonly [number, number]): UsualRange {
  const minutesAt = (instant: number) => {
    const local = formatLocal(zone, instant);
    const date = local.slice(0, 10);
    return minutesOf(local.slice(11, 16)) + (date > dateOf(day) ? 1440 : 0);
  };
  const from = minutesAt(startMs);
  // By the clock on the wall an hour is missing, or comes twice, on two nights of the year.
  return { from, to: Math.max(from, minutesAt(endMs)) };
}

function joinRanges(ranges: readonly UsualRange[]): UsualRange[] {
  const joined: UsualRange[] = [];
  for (const range of [...ranges].sort((one, other) => one.from - other.from)) {
    const last = joined.at(-1);
    if (!last || range.from - last.to >= PAUSE_MINUTES) joined.push(range);
    else joined.splice(-1, 1, { from: last.from, to: Math.max(last.to, range.to) });
  }
  return joined;
}

/** What is open on most of some dates. */
function often(dates: readonly (readonly UsualRange[])[]): UsualRange[] {
  const steps = dates
    .flat()
    .flatMap(({ from, to }) => [
      { at: from, by: 1 },
      { at: to, by: -1 },
    ])
    .sort((one, other) => one.at - other.at || other.by - one.by);
  const least = Math.ceil(dates.length * OFTEN);
  const ranges: UsualRange[] = [];
  let open = 0;
  let from: number | undefined;
  for (const { at, by } of steps) {
    open += by;
    if (open >= least) from ??= at;
    else if (from !== undefined) {
      if (at > from) ranges.push({ from, to: at });
      from = undefined;
    }
  }
  return ranges;
}
