import { writeProblems } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import { FigureDimension, FigureStep } from './definition.ts';
import { ExportFigures, PrintFigures, WriteMeasures } from './export.ts';
import { ComparisonKind } from './figure.ts';
import { PublishFigures } from './publication.ts';
import { figureReaders } from './readers.ts';
import { FigureSettings } from './rules.ts';
import * as routes from './routes.ts';

const LARGEST_EXPORT = 1024 * 1024;
const refusals = ['invalid-request', 'unauthenticated', 'forbidden', ...writeProblems] as const;

const period = {
  from: 'First day, `2026-01-01`, in Europe/Paris; when absent that of this year',
  to: 'Last day, included, today or earlier; when absent today',
};

/** One parameter a dimension. */
const filters = Object.fromEntries(
  FigureDimension.options.map((name) => [
    name,
    'Codes of this dimension that count, separated by commas; when absent all',
  ]),
);

export const indicatorOperations = {
  listIndicators: {
    ...routes.listIndicators,
    summary: 'Every indicator with its definition, and whether it is measured, declared or not measured here',
    access: { roles: figureReaders },
    problems: ['unauthenticated', 'forbidden'],
  },
  readFigures: {
    ...routes.readFigures,
    summary:
      'Figures of a period, filtered by at most two dimensions and split by at most two; small numbers are hidden',
    access: { roles: figureReaders },
    query: {
      indicators: 'Ids of indicators, separated by commas; when absent it is refused',
      ...period,
      by: `One or two of ${[...FigureStep.options, ...FigureDimension.options].join(', ')}, separated by a comma; when absent not split`,
      compare: `${ComparisonKind.options.join(' or ')}; when absent not compared`,
      ...filters,
    },
    problems: ['invalid-request', 'unauthenticated', 'forbidden'],
  },
  listFigureLines: {
    ...routes.listFigureLines,
    summary:
      'What makes a figure, line by line, without names or pseudonyms, and with its rows of the log for structureAdmin and dpo; refused where the figure is hidden, and where it is filtered by what says who somebody is (commune, ageBand, sex, attendingDoctor, professional)',
    access: { roles: figureReaders },
    query: { ...period, after: 'Where the list goes on; when absent from its beginning', ...filters },
    problems: ['invalid-request', 'unauthenticated', 'forbidden', 'not-found', 'figure-hidden', 'figure-not-measured'],
  },
  readFigureSuggestions: {
    ...routes.readFigureSuggestions,
    summary:
      'What figures speak for: protocols by the ages of the patients, and reasons that are asked for more than is usual for the season; somebody decides',
    access: { roles: figureReaders },
    problems: ['unauthenticated', 'forbidden'],
  },
  readPublicFigures: {
    ...routes.readPublicFigures,
    summary: 'Published figures, for pages of the sites they are published on: whole months that are over',
    access: { public: true },
    query: {
      key: 'Key of the publication; when absent it is refused',
      indicators: 'Ids of its indicators, separated by commas; when absent all of them',
      from: 'First day of a month; when absent that of the twelfth month before this one',
      to: 'Last day of a month that is over; when absent that of the month before this one',
    },
    problems: ['invalid-request', 'not-found', 'site-not-allowed'],
  },
  listPublications: {
    ...routes.listPublications,
    summary: 'Which figures are shown to everybody, and on which sites',
    access: { roles: figureReaders },
    problems: ['unauthenticated', 'forbidden'],
  },
  publishFigures: {
    ...routes.publishFigures,
    summary: 'Show chosen figures to everybody on chosen sites; answers the key their pages name',
    access: { roles: ['structureAdmin'] },
    body: PublishFigures,
    problems: refusals,
  },
  endPublication: {
    ...routes.endPublication,
    summary: 'Show the figures of a key no longer',
    access: { roles: ['structureAdmin'] },
    problems: [...refusals, 'not-found'],
  },
  readFigureSettings: {
    ...routes.readFigureSettings,
    summary: 'How many patients it takes to show a number, and the age bands, to be changed and put back',
    access: { roles: figureReaders },
    problems: ['unauthenticated', 'forbidden', 'not-found'],
  },
  importFigureSettings: {
    ...routes.importFigureSettings,
    summary:
      'Decide how many patients it takes to show a number, five at least, and by which age bands patients are counted',
    access: { roles: ['structureAdmin', 'dpo'] },
    body: FigureSettings,
    problems: [...refusals, 'document-changed'],
  },
  exportFigures: {
    ...routes.exportFigures,
    summary: 'Hand figures on: sealed, with definitions, filters and place in the log; the log says who did',
    access: { roles: figureReaders },
    body: ExportFigures,
    problems: refusals,
  },
  writeFigureMeasures: {
    ...routes.writeFigureMeasures,
    summary:
      'Exports that were made here, as FHIR R4 Measure and MeasureReport; refused when anything of them was changed',
    access: { roles: figureReaders },
    body: WriteMeasures,
    largestBody: LARGEST_EXPORT,
    problems: ['invalid-request', 'unauthenticated', 'forbidden'],
  },
  printFigures: {
    ...routes.printFigures,
    summary:
      'Exports that were made here, as a document (PDF/A-3, in `fr` or `en`) with pictures, tables and definitions, which carries them and is sealed as a whole; refused when anything of them was changed',
    access: { roles: figureReaders },
    body: PrintFigures,
    largestBody: LARGEST_EXPORT,
    problems: ['invalid-request', 'unauthenticated', 'forbidden', 'figures-not-printable'],
  },
  readCooperationReport: {
    ...routes.readCooperationReport,
    summary:
      'The four indicators of D.4011-4 CSP of a protocol and a year, complete, for the declaration to the agency',
    access: { roles: ['structureAdmin'] },
    query: { year: 'A year, `2026`; when absent the last one that is over' },
    problems: ['invalid-request', 'unauthenticated', 'forbidden', 'not-found'],
  },
} as const satisfies Record<string, Operation>;
