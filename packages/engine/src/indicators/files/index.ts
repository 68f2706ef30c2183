export { figureCsv, PROOF, readFigureCsv, readFigureExport } from './csv.ts';
export type { CsvOptions, CsvStyle, ReadCsv } from './csv.ts';
export { measureBundle, readMeasureBundle } from './fhir.ts';
export type { MeasureBundle } from './fhir.ts';
export { figureTable } from './table.ts';
export type { FigureTable, TableCell } from './table.ts';
export { lastWeek, WEEKLY_INDICATORS, weeklySentence } from './week.ts';
export type { FileLanguage } from './words.ts';
