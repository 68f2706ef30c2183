import type {
  ExportFigures,
  FigureExport,
  PrintedView,
  PrintFigures,
  PublishFigures,
  WriteMeasures,
} from '@relais/model';
import type { ApiWords, MembersOf } from '../core/openapi/api-words.ts';

interface Sent {
  ExportFigures: ExportFigures;
  FigureExport: FigureExport;
  WriteMeasures: WriteMeasures;
  PrintFigures: PrintFigures;
  PrintedView: PrintedView;
  PublishFigures: PublishFigures;
}

const members: MembersOf<Sent> = {
  ExportFigures: {
    indicators: 'Ids of indicators',
    from: 'First day, in Europe/Paris',
    to: 'Last day, included',
    filters: 'Codes that count, by dimension; when absent all',
    by: 'One or two steps of the calendar or dimensions to split by; when absent not split',
    compare: 'What to compare with; when absent not compared',
    exportId: 'The export they are a part of, as an answer before has named it; when absent one of their own',
  },
  FigureExport: {
    kind: 'What the file is',
    format: 'Version of its form',
    structure: 'Id of the structure',
    structureName: 'Its name; when absent it has none',
    exportId: 'Of all that was handed on at once, as the log names it; when absent made before there was one',
    author: 'Pseudonym of who has exported it',
    at: 'When',
    freshness: 'How far the log was in it',
    rules: 'How many patients it took to show a number, and the age bands; when absent five, and the usual bands',
    query: 'What was asked',
    definitions: 'Definitions of its indicators, with their versions',
    figures: 'The figures',
    seal: 'Made over all the rest under a key of the server',
  },
  WriteMeasures: {
    exports: 'Exports as they were made here, unchanged',
    language: 'Of titles and definitions; when absent French',
  },
  PrintFigures: {
    exports: 'Exports as they were made here, unchanged',
    language: 'Of the document; when absent French',
    title: 'What is looked at, above all of it',
    views: 'Figures in the order they are shown; of one that is in no export it is said why',
  },
  PrintedView: {
    indicator: 'Id of the indicator',
    view: 'How it is shown',
    by: 'What it is split by, as it was exported; empty for a number',
  },
  PublishFigures: {
    label: 'What it is for, to tell it from others',
    indicators: 'Ids of the indicators that are shown',
    origins: 'Sites whose pages may show them',
  },
};

export const indicatorWords: ApiWords = { members };
