import { dateOfDay, findIndicator } from '@relais/engine/indicators';
import type { Fact } from '@relais/engine/indicators';
import type { FigureDimension, FigureLine, FigureLines, FigureQuery } from '@relais/model';
import { invalid } from '../core/http/parse.ts';
import { ProblemError } from '../core/problem.ts';
import type { Moment } from './answers.ts';

const PAGE = 200;
/** What says of a patient, or of a professional, who they are: it is in no line, and lines are not chosen by it. */
const OF_SOMEBODY: readonly FigureDimension[] = ['commune', 'ageBand', 'sex', 'attendingDoctor', 'professional'];

/** What makes a figure, a page at a time. @throws {ProblemError} `not-found`, `figure-not-measured`, `figure-hidden`, `invalid-request` */
export function listLines(
  { figures, today, freshness }: Moment,
  query: FigureQuery,
  { after, withRows }: { readonly after: string | null; readonly withRows: boolean },
): FigureLines {
  refuseOfSomebody(query);
  const [id = ''] = query.indicators;
  const indicator = findIndicator(id);
  if (!indicator) throw new ProblemError('not-found');
  if (!indicator.counting) throw new ProblemError('figure-not-measured');
  const lines = figures.lines(id, query, today);
  if (!lines) throw new ProblemError('figure-hidden');
  const first = readPlace(after);
  const next = first + PAGE;
  return {
    freshness,
    total: lines.length,
    lines: lines.slice(first, next).map((line) => toLine(line, withRows)),
    ...(next < lines.length && { next: String(next) }),
  };
}

/** Each list alone may hold enough patients, and those that stand in two of them be one. */
function refuseOfSomebody({ filters = {} }: FigureQuery): void {
  const faults = OF_SOMEBODY.filter((name) => filters[name] !== undefined).map((path) => ({
    path,
    message: 'says who somebody is: lines are not chosen by it',
    accepted: 'no filter of this dimension',
  }));
  if (faults.length > 0) throw invalid(...faults);
}

function toLine({ fact, counts }: { readonly fact: Fact; readonly counts: boolean }, withRows: boolean): FigureLine {
  const isOfNobody = ([name]: [string, string]) => !(OF_SOMEBODY as readonly string[]).includes(name);
  return {
    date: dateOfDay(fact.day),
    counts,
    ...(fact.minutes !== undefined && { minutes: Math.round(fact.minutes) }),
    values: Object.fromEntries(Object.entries(fact.values).filter(isOfNobody)),
    ...(withRows && { events: [...fact.events] }),
  };
}

function readPlace(after: string | null): number {
  if (after === null) return 0;
  if (/^\d{1,9}$/.test(after)) return Number(after);
  throw invalid({ path: 'after', message: 'is no place in the list', accepted: '`next` of the part before' });
}
