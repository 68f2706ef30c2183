import { dateOfDay, findIndicator } from '@relais/engine/indicators';
import type { Fact } from '@relais/engine/indicators';
import { lineRowReaders, operations } from '@relais/model';
import type { FigureDimension, FigureLine, FigureLines, FigureQuery } from '@relais/model';
import { professionalIdOf } from '../core/actors.ts';
import type { ServiceContext } from '../core/context.ts';
import { actorOf, isAllowed } from '../core/http/access.ts';
import type { Principal } from '../core/http/access.ts';
import { invalid } from '../core/http/parse.ts';
import { ProblemError } from '../core/problem.ts';
import type { StructureView } from '../core/view.ts';
import { runsBehind } from '../run/index.ts';
import { todayIn } from '../scheduling/index.ts';
import type { Moment } from './answers.ts';

const PAGE = 200;
/** What says of a patient, or of a professional, who they are: it is in no line, and lines are not chosen by it. */
const OF_SOMEBODY: readonly FigureDimension[] = ['commune', 'ageBand', 'sex', 'attendingDoctor', 'professional'];

/** Who asks for lines: what of them is said to whom. */
export interface LineReader {
  /** Whether they may see which rows of the log have made a line. */
  readonly withRows: boolean;
  /** The run that each of some rows of the log is about, of those that they may open. */
  readonly runsBehind: (sequences: readonly number[]) => Promise<ReadonlyMap<number, string>>;
}

/** Whoever steers and cares for patients too goes on from a line to the run, where they have a part in it. */
export function lineReaderOf(
  { store, clock }: ServiceContext,
  { structureId, documents }: StructureView,
  principal: Principal,
): LineReader {
  const withRows = isAllowed({ roles: lineRowReaders }, principal);
  const actor = actorOf(principal);
  const id = professionalIdOf(actor);
  if (id === undefined || !isAllowed(operations.readRun.access, principal))
    return { withRows, runsBehind: () => Promise.resolve(new Map()) };
  const look = { structureId, day: todayIn(documents, clock()), carer: { actor, id } };
  return { withRows, runsBehind: (sequences) => runsBehind(store.db, look, sequences) };
}

/** What makes a figure, a page at a time. @throws {ProblemError} `not-found`, `figure-not-measured`, `figure-hidden`, `invalid-request` */
export async function listLines(
  { figures, today, freshness }: Moment,
  query: FigureQuery,
  after: string | null,
  { withRows, runsBehind }: LineReader,
): Promise<FigureLines> {
  refuseOfSomebody(query);
  const [id = ''] = query.indicators;
  const indicator = findIndicator(id);
  if (!indicator) throw new ProblemError('not-found');
  if (!indicator.counting) throw new ProblemError('figure-not-measured');
  const lines = figures.lines(id, query, today);
  if (!lines) throw new ProblemError('figure-hidden');
  const first = readPlace(after);
  const next = first + PAGE;
  const shown = lines.slice(first, next);
  const runs = await runsBehind(shown.flatMap(({ fact }) => fact.events));
  const describe = (line: Line): FigureLine => {
    const { events } = line.fact;
    const subject = events.map((sequence) => runs.get(sequence)).find((run) => run !== undefined);
    return { ...toLine(line), ...(withRows && { events: [...events] }), ...(subject !== undefined && { subject }) };
  };
  return {
    freshness,
    total: lines.length,
    lines: shown.map(describe),
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

interface Line {
  readonly fact: Fact;
  readonly counts: boolean;
}

function toLine({ fact, counts }: Line): FigureLine {
  const isOfNobody = ([name]: [string, string]) => !(OF_SOMEBODY as readonly string[]).includes(name);
  return {
    date: dateOfDay(fact.day),
    counts,
    ...(fact.minutes !== undefined && { minutes: Math.round(fact.minutes) }),
    values: Object.fromEntries(Object.entries(fact.values).filter(isOfNobody)),
  };
}

function readPlace(after: string | null): number {
  if (after === null) return 0;
  if (/^\d{1,9}$/.test(after)) return Number(after);
  throw invalid({ path: 'after', message: 'is no place in the list', accepted: '`next` of the part before' });
}
