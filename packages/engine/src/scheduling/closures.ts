import type { Closure, Practice, Territory } from '@relais/model';
import { dayOf } from '../time/index.ts';
import { spanOf } from './spans.ts';
import type { Span } from './spans.ts';

/** Closures of the same practices; a day's are worked out once for them all. */
export type ClosureGroup = readonly CompiledClosure[];

/** Local dates `from..to`, each closed during `span`. */
export interface CompiledClosure {
  readonly from: number;
  readonly to: number;
  readonly span: Span;
}

const wholeDay: Span = { from: 0, to: 1440 };

/** Closures by whom they concern: everybody's are kept once, however many practices there are. */
export function groupClosures(territory: Territory): (practice: Practice) => readonly ClosureGroup[] {
  const everybody: CompiledClosure[] = [];
  const bySite = new Map<string, CompiledClosure[]>();
  const byPractice = new Map<string, CompiledClosure[]>();
  const homes = new Map(territory.practices.map(({ id, siteId }) => [id, siteId]));
  const add = (groups: Map<string, CompiledClosure[]>, key: string, closure: CompiledClosure) => {
    const group = groups.get(key);
    if (group) group.push(closure);
    else groups.set(key, [closure]);
  };
  for (const exception of territory.exceptions ?? []) {
    if (exception.type !== 'closure') continue;
    const { practiceId, siteId } = exception;
    const closure = compileClosure(exception);
    if (practiceId === undefined && siteId === undefined) everybody.push(closure);
    else if (practiceId === undefined) add(bySite, siteId ?? '', closure);
    else if (siteId === undefined || homes.get(practiceId) === siteId) add(byPractice, practiceId, closure);
  }
  return ({ id, siteId }) =>
    [everybody, bySite.get(siteId), byPractice.get(id)].filter(
      (group) => group !== undefined && group.length > 0,
    ) as ClosureGroup[];
}

function compileClosure({ from, to, fromTime, toTime }: Closure): CompiledClosure {
  const span =
    fromTime === undefined && toTime === undefined ? wholeDay : spanOf(fromTime ?? '00:00', toTime ?? '24:00');
  return { from: dayOf(from), to: dayOf(to ?? from), span };
}
