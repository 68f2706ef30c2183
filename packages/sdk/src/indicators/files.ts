// Tables of figures to hand on, and the week in a sentence: made in the page, and made again by whoever checks them.
export {
  figureCsv,
  figureTable,
  figureWorkbook,
  lastWeek,
  measureBundle,
  readFigureCsv,
  readFigureExport,
  readMeasureBundle,
  WEEKLY_INDICATORS,
  weeklySentence,
} from '@relais/engine/indicators/files';
export type {
  CsvOptions,
  CsvStyle,
  FigureTable,
  FileLanguage,
  MeasureBundle,
  ReadCsv,
  TableCell,
  Workbook,
  WorkbookSheet,
} from '@relais/engine/indicators/files';
