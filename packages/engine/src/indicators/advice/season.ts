// What is asked for more than usual at a time of the year. It says which reason and which weeks, and no number: the figures say those, as far as they may.
import type { FigurePeriod } from '@relais/model';
import { dateOf, mondayOf } from '../../time/index.ts';
import type { FactBook } from '../book.ts';
import type { Fact } from '../facts/index.ts';

/** Earlier years it takes to say what is usual. */
const FEWEST_YEARS = 2;
/** Weeks before and after the same week of an earlier year that count as the same time of it. */
const WEEKS_AROUND = 2;
/** Standard deviations above the mean. */
const DEVIATIONS = 2;
/** Fewer requests than that are no wave. */
const FEWEST_REQUESTS = 5;
/** A year of whole weeks: the same weekday again. */
const YEAR = 364;
const WEEK = 7;

export interface Season {
  /** The two last weeks that are over, from Monday to Sunday. */
  readonly weeks: FigurePeriod;
  /** The day from which there are earlier years enough; absent where there are. */
  readonly comparableFrom?: string;
  /** Reasons of which more came than usual in both weeks, in the order of their codes. */
  readonly reasons: string[];
}

/**
 * Reasons that are above the mean and twice the standard deviation of the same weeks of earlier years, two weeks running.
 *
 * @param today day number
 * @param smallest patients who have to stand behind each of both weeks: who hears of a reason hears of no fewer
 */
export function seasonOf(book: FactBook, today: number, smallest: number): Season {
  const last = mondayOf(today) - WEEK;
  const weeks = [last - WEEK, last] as const;
  const said: FigurePeriod = { from: dateOf(weeks[0]), to: dateOf(last + WEEK - 1) };
  const first = beginOf(book) ?? today;
  const years = Math.floor((weeks[0] - WEEKS_AROUND * WEEK - first) / YEAR);
  if (years < FEWEST_YEARS) {
    const enough = first + FEWEST_YEARS * YEAR + WEEKS_AROUND * WEEK;
    // The first of the two weeks begins then; it is known once both are over.
    return { weeks: said, comparableFrom: dateOf(enough + 3 * WEEK), reasons: [] };
  }
  const isAbove = (reason: string, monday: number) => {
    const usual: number[] = [];
    for (let year = 1; year <= years; year += 1) {
      for (let around = -WEEKS_AROUND; around <= WEEKS_AROUND; around += 1)
        usual.push(requestsIn(book, monday - year * YEAR + around * WEEK, reason).length);
    }
    const now = requestsIn(book, monday, reason);
    const patients = new Set(now.flatMap(({ patient }) => patient ?? []));
    return now.length >= FEWEST_REQUESTS && patients.size >= smallest && now.length > thresholdOf(usual);
  };
  const reasons = new Set(requestsIn(book, last).flatMap(({ values }) => values.reason ?? []));
  return {
    weeks: said,
    reasons: [...reasons].sort().filter((reason) => weeks.every((monday) => isAbove(reason, monday))),
  };
}

/** The first week that holds more than what was mistyped. */
function beginOf(book: FactBook): number | undefined {
  const mondays = new Set(book.daysOf(['request']).map(mondayOf));
  return [...mondays].find((monday) => requestsIn(book, monday).length >= FEWEST_REQUESTS);
}

function requestsIn(book: FactBook, monday: number, reason?: string): Fact[] {
  const days = Array.from({ length: WEEK }, (_, day) => monday + day);
  return days
    .flatMap((day) => book.on(['request'], day))
    .filter(({ excluded, values }) => !excluded && (reason === undefined || values.reason === reason));
}

/** Mean + 2 × standard deviation (n − 1). */
function thresholdOf(counts: readonly number[]): number {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const squares = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0);
  return mean + DEVIATIONS * Math.sqrt(squares / (counts.length - 1));
}
