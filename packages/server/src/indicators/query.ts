import { dateOfDay, findQueryFaults, momentOf } from '@relais/engine/indicators';
import { ComparisonKind, FigureDimension, FigureSplit } from '@relais/model';
import type { FigureFilters, FigureQuery, FigureRules } from '@relais/model';
import { invalid, readDate } from '../core/http/parse.ts';

/** The day in Paris, which figures are dated by. */
export function todayInParis(now: number): string {
  return dateOfDay(momentOf(now).day);
}

/** @throws {ProblemError} `invalid-request` */
export function readFigureQuery(
  query: URLSearchParams,
  indicators: readonly string[],
  { today, figures: { rules } }: { readonly today: string; readonly figures: { readonly rules: FigureRules } },
): FigureQuery {
  const filters = readFilters(query);
  const by = readSplits(query);
  const compare = readComparison(query);
  return judged(
    {
      indicators: [...indicators],
      from: readDate(query, 'from') ?? `${today.slice(0, 4)}-01-01`,
      to: readDate(query, 'to') ?? today,
      ...(Object.keys(filters).length > 0 && { filters }),
      ...(by && { by }),
      ...(compare && { compare }),
    },
    today,
    rules,
  );
}

/** @throws {ProblemError} `invalid-request` */
export function judged(query: FigureQuery, today: string, rules?: FigureRules): FigureQuery {
  const faults = findQueryFaults(query, today, rules);
  if (faults.length > 0) throw invalid(...faults);
  return query;
}

export function readList(query: URLSearchParams, name: string): string[] | undefined {
  const parts = query.get(name)?.split(',');
  return parts && [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))];
}

function readFilters(query: URLSearchParams): FigureFilters {
  const filters: FigureFilters = {};
  for (const name of FigureDimension.options) {
    const codes = readList(query, name);
    if (codes && codes.length === 0)
      throw invalid({ path: name, message: 'is empty', accepted: 'codes, or no filter' });
    if (codes) filters[name] = codes;
  }
  return filters;
}

function readSplits(query: URLSearchParams): FigureSplit[] | undefined {
  const names = query.get('by')?.split(',');
  if (!names) return undefined;
  const accepted = FigureSplit.def.options.flatMap(({ options }) => options as string[]);
  const isAll = (list: string[]): list is FigureSplit[] => list.every((name) => accepted.includes(name));
  if (names.length <= 2 && isAll(names)) return names;
  throw invalid({
    path: 'by',
    message: 'is not one or two of the accepted values',
    accepted: accepted.join(', '),
  });
}

function readComparison(query: URLSearchParams): ComparisonKind | undefined {
  const text = query.get('compare');
  if (text === null) return undefined;
  const read = ComparisonKind.safeParse(text);
  if (read.success) return read.data;
  throw invalid({
    path: 'compare',
    message: 'is not one of the accepted values',
    accepted: ComparisonKind.options.join(', '),
  });
}
