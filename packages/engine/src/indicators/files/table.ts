import type {
  ExcludedCounts,
  Figure,
  FigureCell,
  FigureComparison,
  FigureExport,
  FigureRules,
  TakenOverCount,
} from '@relais/model';
import { bandsOf, rulesBefore } from '../dimensions.ts';
import { wordsOf, type FileLanguage, type FileWords } from './words.ts';

/** What stands in one place of a table: text, a number, a day, a moment, or nothing. */
export type TableCell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'instant'; readonly instant: string }
  | undefined;

export interface FigureTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly TableCell[])[];
}

const text = (value: string | undefined): TableCell =>
  value === undefined ? undefined : { kind: 'text', text: value };
const date = (value: string | undefined): TableCell =>
  value === undefined ? undefined : { kind: 'date', date: value };
const instant = (value: string | undefined): TableCell =>
  value === undefined ? undefined : { kind: 'instant', instant: value };
const number = (value: number | null | undefined): TableCell => (value == null ? undefined : { kind: 'number', value });

type Numbers = Figure | FigureCell | FigureComparison | TakenOverCount;

/**
 * Figures as one table: a row for each, for the period it is compared with, and for each of its parts. Every row says all that is needed to look at
 * it again by itself, wherever it is copied to.
 */
export function figureTable(files: readonly FigureExport[], language: FileLanguage = 'fr'): FigureTable {
  const t = wordsOf(language);
  // Only where there is one: what was handed on before is made again as it was.
  const hasIds = files.some(({ exportId }) => exportId !== undefined);
  const hasRules = files.some(({ rules }) => rules !== undefined);
  const rows = files.flatMap((file) =>
    file.figures.flatMap((figure) => {
      const made = rowsOf(file, figure, t, language);
      const more = [...(hasIds ? [text(file.exportId)] : []), ...(hasRules ? saidRules(file) : [])];
      return made.map((row) => [...row, ...more]);
    }),
  );
  return { columns: [...t.columns, ...(hasIds ? [t.exportId] : []), ...(hasRules ? t.rules : [])], rows };
}

/** How many patients it takes, and the age bands. */
function saidRules({ rules }: FigureExport): TableCell[] {
  return [number(rules?.smallestCell), text(rules && bandsOf(rules.ageBands).join(', '))];
}

function rowsOf(file: FigureExport, figure: Figure, t: FileWords, language: FileLanguage): TableCell[][] {
  const row = (kind: string, numbers: Numbers, period: Pick<Figure, 'from' | 'to' | 'counted'>, parts: TableCell[]) => [
    ...headOf(file, figure, language),
    text(kind),
    ...[date(period.from), date(period.to), date(period.counted?.from), date(period.counted?.to)],
    ...[0, 1, 2, 3].map((place) => parts[place]),
    ...numbersOf(numbers, figure, file, t),
    ...footOf(file, 'import' in numbers ? { ...figure, excluded: undefined } : figure, t),
  ];
  const { by = [], cells = [], comparison, takenOver = [] } = figure;
  return [
    row(t.whole, figure, figure, []),
    ...(comparison ? [row(t.compared[comparison.kind], comparison, comparison, [])] : []),
    ...cells.map((cell) =>
      row(
        t.part,
        cell,
        figure,
        by.flatMap((split, place) => [text(t.splits[split] ?? split), text(cell.key[place])]),
      ),
    ),
    ...takenOver.map((count) => row(t.takenOver, count, { ...count, counted: count }, [])),
  ];
}

function headOf({ definitions }: FigureExport, figure: Figure, language: FileLanguage): TableCell[] {
  const definition = definitions.find(({ id }) => id === figure.indicator);
  return [text(figure.indicator), number(figure.version), text(definition?.label[language] ?? figure.indicator)];
}

function numbersOf(numbers: Numbers, figure: Figure, { rules = rulesBefore }: FigureExport, t: FileWords): TableCell[] {
  const { value, numerator, denominator, hidden } = numbers;
  const p90 = 'import' in numbers ? undefined : numbers.p90;
  const state = hidden ? t.hidden(rules.smallestCell) : value === null ? t.incalculable : undefined;
  return [
    ...[number(value), number(numerator), number(denominator), number(p90)],
    ...[text(t.units[figure.unit]), text(state), text(sourceOf(numbers, figure, t))],
  ];
}

/** Where a row's numbers come from: those of a count that was taken over from nowhere else, whatever the figure beside it is. */
function sourceOf(numbers: Numbers, figure: Figure, t: FileWords): string {
  if ('import' in numbers) return t.sources.takenOver;
  const { ofWhichTakenOver } = figure;
  return numbers === figure && ofWhichTakenOver !== undefined
    ? t.ofWhichTakenOver(ofWhichTakenOver)
    : t.sources[figure.source];
}

function footOf(
  file: FigureExport,
  figure: Pick<Figure, 'filters'> & { readonly excluded: ExcludedCounts | undefined },
  t: FileWords,
): TableCell[] {
  const { freshness, structure, structureName, author, at } = file;
  const filters = Object.entries(figure.filters).map(
    ([name, codes]) => `${t.splits[name] ?? name} = ${codes.join(', ')}`,
  );
  return [
    ...[text(filters.join(' ; ') || t.noFilter)],
    text(figure.excluded && saidOf(figure.excluded, file.rules ?? rulesBefore, t)),
    ...[instant(at), instant(freshness.asOf), number(freshness.behind), text(author), text(structureName ?? structure)],
    ...[number(freshness.sequence), text(freshness.hash)],
  ];
}

function saidOf(excluded: ExcludedCounts, { smallestCell }: FigureRules, t: FileWords): string {
  const all = Object.entries(t.exclusions) as [keyof ExcludedCounts, string][];
  return all.map(([name, label]) => `${label} ${excluded[name] ?? t.few(smallestCell)}`).join(' ; ');
}
