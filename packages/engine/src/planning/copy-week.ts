import type { ExtraOpening, Opening, PlainDate } from '@relais/model';
import { appliesOn, compileTerritory, planOf } from '../scheduling/index.ts';
import type { CompiledPractice, CompiledTerritory, CompiledWindow } from '../scheduling/index.ts';
import { dateOf, dayOf } from '../time/index.ts';

/**
 * Why an opening is not copied to a date. `past`: the date has gone by. `there`: the practice already has other hours or seats at that time.
 * `holiday`: a public holiday on which it is not open, or no holiday where it is for those alone. `closed`: a closure keeps all of it shut.
 */
export type NotCopiedCause = 'past' | 'there' | 'holiday' | 'closed';

export interface NotCopied {
  readonly practiceId: string;
  readonly date: PlainDate;
  readonly from: string;
  readonly to: string;
  readonly cause: NotCopiedCause;
}

/** What one week gives to others: openings of one date each, and what is left as it is. What a week has alike already is in neither. */
export interface CopiedWeek {
  readonly added: readonly ExtraOpening[];
  readonly left: readonly NotCopied[];
}

/**
 * The openings that take place in one week, for other weeks. What these have already stays: a copy adds, and takes nothing away.
 *
 * @param weeks - Mondays; `today` by the territory's calendar
 */
export function copyWeek(
  compiled: CompiledTerritory,
  { from, to, today }: { readonly from: PlainDate; readonly to: readonly PlainDate[]; readonly today: PlainDate },
): CopiedWeek {
  const added: ExtraOpening[] = [];
  const left: NotCopied[] = [];
  const places = [...compiled.practices.values()].flatMap((practice) =>
    [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ practice, weekday })),
  );
  for (const { practice, weekday } of places) {
    const windows = windowsOn(compiled, practice, dayOf(from) + weekday);
    const days = to.map((monday) => dayOf(monday) + weekday);
    for (const day of days) {
      for (const window of windows.filter((one) => !hasAlike(practice, one, day))) {
        const cause = day < dayOf(today) ? 'past' : whyNot(compiled, practice, window, day);
        const copy = putOn(window.entry, dateOf(day));
        if (cause) left.push(notCopied(copy, cause));
        else added.push(copy);
      }
    }
  }
  return withoutClosed(compiled, { added, left });
}

/** Those that give a seat on this service day. */
function windowsOn(compiled: CompiledTerritory, practice: CompiledPractice, day: number): CompiledWindow[] {
  const given = new Set(
    planOf(compiled, day)
      .slotsOfPractice(practice)
      .flatMap(({ windows }) => windows),
  );
  // A slot past midnight may have seats of the next day's opening too.
  return practice.windows.filter((window) => given.has(window) && appliesOn(window.recurrence, practice.calendar, day));
}

/** Whether the day has this very window, or one just like it. */
function hasAlike({ windows, calendar }: CompiledPractice, window: CompiledWindow, day: number): boolean {
  const wanted = describe(window);
  return windows.some((other) => appliesOn(other.recurrence, calendar, day) && describe(other) === wanted);
}

function describe({ from, to, slotMinutes, gapMinutes, capacity, breaks, visibility, reserved }: CompiledWindow) {
  return JSON.stringify([from, to, slotMinutes, gapMinutes, capacity, breaks, [...visibility].sort(), reserved]);
}

function whyNot(
  { territory }: CompiledTerritory,
  { windows, calendar }: CompiledPractice,
  { from, to, recurrence }: CompiledWindow,
  day: number,
): NotCopiedCause | undefined {
  const isHoliday = calendar.keysOn(day).length > 0;
  const policy = recurrence.kind === 'weekly' ? recurrence.onHoliday : (territory.rules?.onHoliday ?? 'closed');
  const isOnlyThen = recurrence.kind === 'weekly' && policy === 'only';
  if (isHoliday ? policy === 'closed' : isOnlyThen) return 'holiday';
  const meets = (other: CompiledWindow, shift: number) =>
    appliesOn(other.recurrence, calendar, day + shift) &&
    other.from + shift * 1440 < to &&
    from < other.to + shift * 1440;
  return windows.some((other) => [-1, 0, 1].some((shift) => meets(other, shift))) ? 'there' : undefined;
}

/** The same hours and seats, on one date. */
function putOn(entry: Opening | ExtraOpening, date: PlainDate): ExtraOpening {
  const { practiceId, from, to, slotsPerHour, slotMinutes, gapMinutes, capacity, breaks, visibility, reserved } = entry;
  return {
    ...{ type: 'opening', practiceId, date, from, to },
    ...(slotsPerHour !== undefined && { slotsPerHour }),
    ...(slotMinutes !== undefined && { slotMinutes }),
    ...(gapMinutes !== undefined && { gapMinutes }),
    ...(capacity !== undefined && { capacity }),
    ...(breaks && { breaks }),
    ...(visibility && { visibility }),
    ...(reserved && { reserved }),
  };
}

function notCopied({ practiceId, date, from, to }: ExtraOpening, cause: NotCopiedCause): NotCopied {
  return { practiceId, date, from, to, cause };
}

/** An opening without one slot left by closures is none. */
function withoutClosed({ territory }: CompiledTerritory, { added, left }: CopiedWeek): CopiedWeek {
  const next = compileTerritory({ ...territory, exceptions: [...(territory.exceptions ?? []), ...added] });
  const takesPlace = (copy: ExtraOpening) => {
    const practice = next.practices.get(copy.practiceId)!;
    return windowsOn(next, practice, dayOf(copy.date)).some(({ entry }) => entry === copy);
  };
  const closed = added.filter((copy) => !takesPlace(copy));
  return {
    added: added.filter((copy) => !closed.includes(copy)).sort(byDate),
    left: [...left, ...closed.map((copy) => notCopied(copy, 'closed'))].sort(byDate),
  };
}

type Placed = Pick<NotCopied, 'practiceId' | 'date' | 'from'>;

function byDate(one: Placed, other: Placed): number {
  return placeOf(one) < placeOf(other) ? -1 : 1;
}

function placeOf({ date, from, practiceId }: Placed): string {
  return `${date} ${from} ${practiceId}`;
}
