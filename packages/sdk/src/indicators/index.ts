export { checkExportFile } from './export-file.ts';
export {
  endPublication,
  exportFigures,
  followFigures,
  listFigureLines,
  listIndicators,
  listPublications,
  printFigures,
  publishFigures,
  readCooperationReport,
  readFigures,
  readFigureSuggestions,
  readPublicFigures,
  writeFigureMeasures,
} from './figures.ts';
export type { LinesQuery, PublicQuery } from './figures.ts';
export { writeActivityReport } from './report.ts';
