import { territoryLimits } from '@relais/model';
import type { ExtraOpening, Opening, Practice, Territory } from '@relais/model';
import { findBusiestDay } from './density.ts';
import { findOverlaps, OverlapBudget, TooIntricateError } from './overlaps.ts';
import { calendarsOf } from './recurrence.ts';
import type { HolidayCalendar } from './recurrence.ts';
import { formatPath, mostProblems, problem, problemInWords } from './territory-problems.ts';
import type { Path, TerritoryProblem } from './territory-problems.ts';
import { compileExtraOpening, compileOpening } from './windows.ts';
import type { CompiledWindow } from './windows.ts';

/** A list shows what is bookable, a hold weighs it: both grow with the slots of a day. */
export function checkDensity(territory: Territory): TerritoryProblem[] {
  const { slots, day } = findBusiestDay(placeWindows(territory).map(({ window }) => window));
  if (slots <= territoryLimits.slotsADay) return [];
  const said = `plan up to ${String(slots)} slots a day${day === undefined ? '' : `, as on ${day}`}`;
  const accepted = `at most ${String(territoryLimits.slotsADay)} slots a day, all practices and rotations together`;
  return [problemInWords('too-many-slots', ['openings'], { value: slots, said, accepted })];
}

interface PlacedWindow {
  readonly path: Path;
  readonly source: Opening | ExtraOpening;
  readonly window: CompiledWindow;
}

export function checkOverlaps(territory: Territory): TerritoryProblem[] {
  const windows = Map.groupBy(placeWindows(territory), ({ source }) => source.practiceId);
  const calendars = calendarsOf(territory);
  const budget = new OverlapBudget();
  const problems: TerritoryProblem[] = [];
  for (const practice of territory.practices) {
    const found = overlapsOf(practice, windows.get(practice.id) ?? [], calendars(practice), budget);
    problems.push(...found);
    if (problems.length > mostProblems || found.some(({ code }) => code === 'too-intricate')) break;
  }
  return problems;
}

function overlapsOf(
  practice: Practice,
  own: readonly PlacedWindow[],
  calendar: HolidayCalendar,
  budget: OverlapBudget,
): TerritoryProblem[] {
  const windows = own.map(({ window }) => window);
  try {
    return findOverlaps(windows, calendar, { budget, limit: mostProblems + 1 }).flatMap(({ earlier, later, date }) => {
      const [first, second] = [own[earlier], own[later]];
      return first && second ? [describeOverlap(first, second, date)] : [];
    });
  } catch (error) {
    if (!(error instanceof TooIntricateError)) throw error;
    return [sayTooIntricate(practice, own.length)];
  }
}

function describeOverlap(earlier: PlacedWindow, later: PlacedWindow, date: string): TerritoryProblem {
  const { from, to, practiceId } = later.source;
  const other = `${formatPath(earlier.path)} (${earlier.source.from}-${earlier.source.to})`;
  const accepted = `times of ${practiceId} that do not run into ${other}, as on ${date}, or slots with the same starts and lengths`;
  return problem('overlapping-openings', later.path, `${from}-${to}`, accepted);
}

function sayTooIntricate({ id }: Practice, openings: number): TerritoryProblem {
  const said = `of ${id} are ${String(openings)} whose dates and rotations are too intricate to tell whether they run into each other`;
  const accepted = 'fewer openings of one practice, or shorter rotations';
  return problemInWords('too-intricate', ['openings'], { value: openings, said, accepted });
}

function placeWindows(territory: Territory): PlacedWindow[] {
  const openings = territory.openings.map((source, index) => ({
    path: ['openings', index],
    source,
    window: compileOpening(source, territory),
  }));
  const extra = (territory.exceptions ?? []).flatMap((source, index) =>
    source.type === 'opening'
      ? [{ path: ['exceptions', index], source, window: compileExtraOpening(source, territory) }]
      : [],
  );
  return [...openings, ...extra];
}
