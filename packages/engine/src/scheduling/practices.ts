import type { Territory } from '@relais/model';
import { groupClosures } from './closures.ts';
import type { ClosureGroup } from './closures.ts';
import { compareIds } from './ids.ts';
import { calendarsOf } from './recurrence.ts';
import type { HolidayCalendar } from './recurrence.ts';
import { compileExtraOpening, compileOpening } from './windows.ts';
import type { CompiledWindow } from './windows.ts';

export interface CompiledPractice {
  readonly id: string;
  readonly siteId: string;
  readonly calendar: HolidayCalendar;
  readonly windows: readonly CompiledWindow[];
  /** Closures of everybody, of its site and its own. */
  readonly closures: readonly ClosureGroup[];
}

/** The practices of a territory in the order of their ids. @throws {RangeError} when an opening names a practice there is not. */
export function compilePractices(territory: Territory): CompiledPractice[] {
  const windows = groupWindows(territory);
  const closures = groupClosures(territory);
  const calendars = calendarsOf(territory);
  const practices = territory.practices.map((practice): CompiledPractice => {
    const { id, siteId } = practice;
    return { id, siteId, calendar: calendars(practice), windows: windows.get(id) ?? [], closures: closures(practice) };
  });
  return practices.sort((left, right) => compareIds(left.id, right.id));
}

function groupWindows(territory: Territory): Map<string, CompiledWindow[]> {
  const groups = new Map<string, CompiledWindow[]>(territory.practices.map(({ id }) => [id, []]));
  const add = (practiceId: string, window: CompiledWindow) => {
    const group = groups.get(practiceId);
    if (!group) throw new RangeError(`No practice ${practiceId}`);
    group.push(window);
  };
  for (const opening of territory.openings) add(opening.practiceId, compileOpening(opening, territory));
  for (const exception of territory.exceptions ?? []) {
    if (exception.type === 'opening') add(exception.practiceId, compileExtraOpening(exception, territory));
  }
  return groups;
}
