import type { FigureFilters, FigurePeriod, ImportedCount, IndicatorUnit, TakenOverCount } from '@relais/model';
import { said } from './facts/record.ts';
import type { FactRecord } from './facts/index.ts';
import type { Indicator } from './registry/index.ts';
import { namesOf } from './query.ts';

/** Numbers of these are of nobody's care. */
const OF_NOBODY: readonly IndicatorUnit[] = ['actions', 'protocols', 'euros', 'yesNo'];

/** Counts of periods as the structure had them elsewhere. They stand beside what is counted here, and no figure adds them to anything. */
export class TakenOverBook {
  /** What each import holds that was not undone. */
  readonly #imports = new Map<string, readonly ImportedCount[]>();

  /** Takes in what the log has said of a thing, if that is an import of counts. */
  put(id: string, record: FactRecord): void {
    if (!id.startsWith('history:')) return;
    const counts = record['undone'] ? undefined : said(record['imported'], 'history.counts-imported')?.counts;
    if (counts) this.#imports.set(id.slice('history:'.length), counts);
    else this.#imports.delete(id.slice('history:'.length));
  }

  /**
   * Those whose days are among the days of a period, in part or all, by date; none where a figure is filtered, for nobody knows what of them would be left.
   * @param smallest fewer people are not shown; 0 where everything may be
   */
  within(
    indicator: Indicator,
    { from, to, filters = {} }: FigurePeriod & { readonly filters?: FigureFilters | undefined },
    smallest: number,
  ): TakenOverCount[] {
    if (this.#imports.size === 0 || namesOf(filters).length > 0) return [];
    const { id } = indicator.definition;
    return [...this.#imports]
      .flatMap(([source, counts]) =>
        counts
          .filter((count) => count.indicator === id && count.from <= to && from <= count.to)
          .map((count) => shownCount(indicator, count, source, smallest)),
      )
      .sort((one, other) => (one.from < other.from ? -1 : 1));
  }
}

function shownCount(
  { definition, counting }: Indicator,
  { from, to, n, of = 0 }: ImportedCount,
  source: string,
  smallest: number,
): TakenOverCount {
  const { unit } = definition;
  const head = { from, to, import: source };
  const isOfTwo = unit === 'percent' || unit === 'minutes';
  const isFew = (people: number) => people > 0 && people < smallest;
  const behind = unit === 'percent' ? [n, of - n] : [unit === 'minutes' ? of : n];
  if (!counting?.ofNobody && !OF_NOBODY.includes(unit) && behind.some(isFew))
    return { ...head, value: null, numerator: null, ...(isOfTwo && { denominator: null }), hidden: 'small-cell' };
  if (unit === 'percent') return { ...head, value: of === 0 ? null : (n / of) * 100, numerator: n, denominator: of };
  if (unit === 'minutes') return { ...head, value: of === 0 ? null : n, numerator: of, denominator: of };
  return { ...head, value: n, numerator: n };
}
