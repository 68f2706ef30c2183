import type { ExcludedCounts, Figure, FigureExport, IndicatorDefinition, TakenOverCount } from '@relais/model';
import { wordsOf } from '@relais/engine/indicators/files';
import type { EditableCell, EditableTable } from '../core/print/editable.ts';
import type { Speech } from './speech.ts';

const SHARES = [31, 14, 17, 15, 16, 15] as const;

/** Figures as a table: what they are, what they are made of, where they come from, and what is left out of them. */
export function figureTable(
  exported: FigureExport,
  ids: readonly string[],
  caption: string,
  speech: Speech,
): EditableTable {
  const { figureColumns } = speech.t;
  return {
    ...{ kind: 'table', caption },
    columns: figureColumns.map((head, place) => ({ head, share: SHARES[place] ?? 1 })),
    rows: ids.flatMap((id) => {
      const figure = exported.figures.find(({ indicator }) => indicator === id);
      if (!figure) return [];
      const row = rowOf(figure, nameCell(definitionOf(exported, id), figure, speech), speech);
      return [row, ...(figure.takenOver ?? []).map((count) => takenOverRow(figure, count, speech))];
    }),
  };
}

export function definitionOf({ definitions }: FigureExport, id: string): IndicatorDefinition | undefined {
  return definitions.find((one) => one.id === id);
}

/** An indicator by its label, with the version of its definition. */
export function nameCell(
  definition: IndicatorDefinition | undefined,
  { indicator, version }: Pick<Figure, 'indicator' | 'version'>,
  { t, language }: Speech,
): EditableCell {
  return { text: definition?.label[language] ?? indicator, note: t.version(indicator, version) };
}

/** What is shown of a figure, with its unit; « — » where there is none to show. */
export function valueText(figure: Figure, { t, smallest, number }: Speech): string {
  const { value, hidden, counted, unit } = figure;
  if (figure.source === 'notMeasured' || (hidden && !counted)) return t.none;
  if (hidden) return t.few(smallest);
  if (value === null) return t.none;
  switch (unit) {
    case 'percent':
      return `${number(value)}\xa0%`;
    case 'minutes':
      return `${number(value)}\xa0min`;
    case 'euros':
      return `${number(value)}\xa0€`;
    case 'yesNo':
      return t.yesNo[value === 0 ? 1 : 0];
    default:
      return number(value);
  }
}

/** What a figure is made of. */
export function partsText(figure: Figure, { t, smallest, number }: Speech): string {
  const { numerator, denominator, hidden, counted, source } = figure;
  if (source === 'notMeasured' || (hidden && !counted)) return t.none;
  if (hidden) return t.few(smallest);
  if (numerator === null) return t.none;
  return denominator == null ? number(numerator) : `${number(numerator)}/${number(denominator)}`;
}

function rowOf(figure: Figure, name: EditableCell, speech: Speech): EditableCell[] {
  const { t } = speech;
  const unit = unitNote(figure, speech);
  const isMeasured = figure.source !== 'notMeasured';
  return [
    name,
    { text: valueText(figure, speech), ...(unit !== undefined && { note: unit }) },
    { text: partsText(figure, speech) },
    { text: isMeasured ? sourceText(figure, speech) : t.notMeasured },
    { text: isMeasured ? daysText(figure, speech) : t.none },
    { text: isMeasured ? excludedText(figure, speech) : t.none },
  ];
}

function sourceText({ source, ofWhichTakenOver }: Figure, { language }: Speech): string {
  const words = wordsOf(language);
  return ofWhichTakenOver === undefined ? words.sources[source] : words.ofWhichTakenOver(ofWhichTakenOver);
}

/** A count of before, under the figure that it is no part of. */
function takenOverRow(figure: Figure, count: TakenOverCount, speech: Speech): EditableCell[] {
  const { t, language, date } = speech;
  const { from, to } = count;
  const shown: Figure = { ...figure, ...count, counted: { from, to }, source: 'takenOver', p90: undefined };
  const unit = unitNote(shown, speech);
  return [
    { text: t.takenOver, note: t.takenOverApart },
    { text: valueText(shown, speech), ...(unit !== undefined && { note: unit }) },
    { text: partsText(shown, speech) },
    { text: wordsOf(language).sources.takenOver },
    { text: t.fromTo(date(from), date(to)) },
    { text: t.none },
  ];
}

function unitNote(figure: Figure, { t, language, number }: Speech): string | undefined {
  const { unit, p90, source } = figure;
  if (source === 'notMeasured') return undefined;
  if (unit === 'minutes') return p90 == null ? t.median : `${t.median}, ${t.p90(`${number(p90)}\xa0min`)}`;
  return unit === 'percent' || unit === 'euros' || unit === 'yesNo' ? undefined : wordsOf(language).units[unit];
}

function daysText({ counted, from, to }: Figure, { t, shortDate }: Speech): string {
  if (!counted) return t.notYet;
  if (counted.from === from && counted.to === to) return t.wholePeriod;
  return t.fromTo(shortDate(counted.from), shortDate(counted.to));
}

/** Those of whom there are some: a null stands for fewer patients than it takes, or for what is hidden with its figure. */
function excludedText({ excluded, hidden }: Figure, { t, smallest, language }: Speech): string {
  if (hidden) return t.none;
  const { exclusions, few } = wordsOf(language);
  const some = (Object.entries(exclusions) as [keyof ExcludedCounts, string][]).filter(
    ([name]) => excluded[name] !== 0,
  );
  return some.map(([name, label]) => `${label} ${excluded[name] ?? few(smallest)}`).join('\xa0; ') || t.nothingExcluded;
}
