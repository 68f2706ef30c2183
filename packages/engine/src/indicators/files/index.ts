export { figureCsv, PROOF, readFigureCsv, readFigureExport } from './csv.ts';
export type { CsvOptions, CsvStyle, ReadCsv } from './csv.ts';
export { measureBundle, readMeasureBundle } from './fhir.ts';
export type { MeasureBundle } from './fhir.ts';
export { figureTable } from './table.ts';
export type { FigureTable, TableCell } from './table.ts';
export { figurePhrases, lastWeek, WEEKLY_INDICATORS, weeklySentence } from './week.ts';
export { wordsOf } from './words.ts';
export type { FileLanguage, FileWords } from './words.ts';
