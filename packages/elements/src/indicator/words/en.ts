import { aboutFigureEn as about, figureEn as figure, figureNamesEn as names } from '@relais/sdk/indicators/pictures';
import { fields, retry, table, trouble } from '../../ui/words/en.ts';
import { charts } from '../../ui/words/charts-en.ts';
import type { IndicatorStrings } from './fr.ts';

export const en: IndicatorStrings = {
  ...fields,
  ...table,
  ...trouble,
  ...charts,
  retry,
  loadingFigure: 'Reading the figure…',
  notRead: 'This figure cannot be read at the moment',
  notReadText: 'This does not mean that it is zero.',

  ...figure,

  faults: {
    'not-a-date': 'The dates of the period are no dates. Write them like this: 2026-11-30.',
    'too-early': 'The period begins before the year 2000. Choose a later date.',
    inverted: 'The period ends before it begins. Swap the two dates.',
    future: 'The period goes beyond today. Only what has happened is counted: choose an earlier end.',
    'no-indicator': 'No indicator is named. For example: indicator="SNP-04".',
    'unknown-indicator': 'There is no such indicator. Ids are those of the registry, such as SNP-04.',
    view: 'There is no such view. There are: number, trend, bars, heatmap, table.',
    split: 'This indicator cannot be split like that.',
    filter: 'This indicator cannot be filtered like that.',
    cuts: 'Two splits or filters at the most, together: with more, patients might be recognised.',
    'public-number': 'On a public page a figure is shown alone: view="number".',
  },
  refused: 'This figure cannot be asked for like that',
  received: (what) => `Received: ${what}`,

  forbiddenText: 'Figures are for those who coordinate and administer the structure.',
  cancel: 'Close',

  dataBehind: 'See the data',
  total: 'Value',
  made: 'n / N',
  noPicture: 'Nothing to draw',
  noPictureText: 'Nothing was recorded in this period. This is no failure.',
  hiddenCells: (smallest) => `Hidden cells: fewer than ${smallest} patients, or what a subtraction would tell of them.`,
  more: (count) => `The ${count} others are in the data below.`,
  ...names,
  ...about,

  lines: 'The lines of this figure',
  linesText: 'What makes this figure, one line for each thing counted. No name, no pseudonym.',
  showLines: 'See the lines',
  moreLines: 'Next lines',
  lineCount: (shown, total) => `${shown} of ${total}`,
  noLines: 'No line',
  lineDate: 'Date',
  lineCounts: 'Counts',
  inNumerator: 'yes',
  inDenominator: 'in the denominator alone',
  lineValues: 'What the log says of it',
  lineRows: 'Rows of the log',
  openLine: 'Open',
  linesHidden: 'The lines are hidden.',
  linesHiddenText: 'Too few patients stand behind this figure to show what makes it.',
  linesOfSomebody:
    'This figure is filtered by what says who a patient or a professional is (town, age, sex, own doctor, professional). Take the filter away to see the lines.',

  exportTitle: 'Take this figure away',
  exportCsv: 'CSV (spreadsheet)',
  exportIso: 'CSV (ISO)',
  exportXlsx: 'Excel',
  exporting: 'Preparing the file…',
  exported: (name) => `File saved: ${name}`,
};
