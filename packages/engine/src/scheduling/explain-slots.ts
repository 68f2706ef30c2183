import type { PlainDate, SlotStanding } from '@relais/model';
import { dayOf } from '../time/index.ts';
import type { CompiledTerritory } from './compile.ts';
import { planOf } from './day-slots.ts';
import type { PlannedSlot } from './day-slots.ts';
import type { HolidayCalendar } from './recurrence.ts';
import { isSuitableSite } from './sites.ts';
import { prepareSearch, seeSlot } from './slots.ts';
import type { BookableCriteria, ListedSlot, Search } from './slots.ts';

/** A slot whoever it is for, and whether this search could have it. */
export interface StandingSlot extends ListedSlot {
  readonly standing: SlotStanding;
}

/**
 * Every slot that is planned on a service date, and those that a closure or a holiday keeps from it, each with what stands in the way of booking
 * it: the hour first, since nothing helps against it, then the place, then the seats. For whoever is asked « why not this one ».
 */
export function explainSlots(compiled: CompiledTerritory, date: PlainDate, criteria: BookableCriteria): StandingSlot[] {
  const { filters = {}, ...anywhere } = criteria;
  const search = prepareSearch(compiled, anywhere);
  const day = dayOf(date);
  const planned = planOf(compiled, day).slotsOf([...compiled.practices.values()]);
  const isPlanned = new Set(planned.map(keyOf));
  const always = alwaysOpen(compiled);
  const closed = planOf(always, day).slotsOf([...always.practices.values()]);
  const placeOf = (siteId: string): SlotStanding | undefined => {
    if (isSuitableSite(compiled, siteId, filters)) return undefined;
    const { equipment, stepFree, ...near } = filters;
    return isSuitableSite(compiled, siteId, near) ? 'not-equipped' : 'too-far';
  };
  const standing = (slot: PlannedSlot): StandingSlot => {
    const seen = seeSlot(search, slot);
    const why = hourOf(search, slot) ?? placeOf(slot.siteId) ?? seatsOf(search, slot, seen);
    return { ...(seen ?? wholeOf(search, slot)), standing: why };
  };
  const shut = closed.filter((slot) => !isPlanned.has(keyOf(slot)));
  return [
    ...planned.map(standing),
    ...shut.map((slot): StandingSlot => ({ ...wholeOf(search, slot), remaining: 0, standing: 'closed' })),
  ].sort((left, right) => left.startMs - right.startMs || (left.practiceId < right.practiceId ? -1 : 1));
}

function keyOf({ practiceId, startMs }: PlannedSlot): string {
  return `${practiceId} ${startMs}`;
}

function hourOf({ earliest, horizonEnd }: Search, { startMs }: PlannedSlot): SlotStanding | undefined {
  if (startMs < earliest) return 'too-late';
  return startMs >= horizonEnd ? 'too-early' : undefined;
}

/** Seats that others have taken are « full »; those that are there for others are not. */
function seatsOf(search: Search, slot: PlannedSlot, seen: ListedSlot | undefined): SlotStanding {
  if (seen && seen.remaining > 0) return 'free';
  if (wholeOf(search, slot).remaining === 0) return 'full';
  const mayHear = ({ visibility }: PlannedSlot['windows'][number]) =>
    search.audience === undefined || visibility.has(search.audience);
  const isKept = slot.windows.some((window) => window.reserved !== undefined && mayHear(window));
  if (isKept) return 'reserved';
  return seen ? 'full' : 'other-audience';
}

/** The slot with all its seats, whoever may see them. */
function wholeOf({ taken }: Search, slot: PlannedSlot): ListedSlot {
  const { practiceId, siteId, serviceDate, startMs, endMs, capacity } = slot;
  return {
    ...{ practiceId, siteId, serviceDate, startMs, endMs, capacity },
    remaining: Math.max(0, capacity - taken(practiceId, startMs)),
  };
}

const noHoliday: HolidayCalendar = { keysOn: () => [] };
const opened = new WeakMap<CompiledTerritory, CompiledTerritory>();

/** The same territory without holidays and closures: what would be there. */
function alwaysOpen(compiled: CompiledTerritory): CompiledTerritory {
  const known = opened.get(compiled);
  if (known) return known;
  const practices = [...compiled.practices].map(
    ([id, practice]) => [id, { ...practice, calendar: noHoliday, closures: [] }] as const,
  );
  const open = {
    ...compiled,
    practices: new Map(practices),
    seenBy: new Map<never, never>(),
    days: new Map<never, never>(),
  };
  opened.set(compiled, open);
  return open;
}
