import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { Instant, PlainDate } from '../core/instant.ts';
import { ComparisonKind, Figure, FigureFilters, FigureSplit, Freshness } from './figure.ts';
import { IndicatorDefinition } from './definition.ts';
import { FigureRules } from './rules.ts';

/** What figures are asked for, all of one moment. */
export const FigureQuery = Exactly({
  indicators: z.array(z.string().check(z.maxLength(20))).check(z.minLength(1), z.maxLength(67)),
  from: PlainDate,
  to: PlainDate,
  filters: z.optional(FigureFilters),
  by: z.optional(z.array(FigureSplit).check(z.minLength(1), z.maxLength(2))),
  compare: z.optional(ComparisonKind),
});
export type FigureQuery = z.infer<typeof FigureQuery>;

/** Figures that are handed on. */
export const ExportFigures = Exactly({
  ...FigureQuery.shape,
  /** The export they are a part of, as an answer before has named it: figures that are split differently go into one file. */
  exportId: z.optional(z.string().check(z.maxLength(40))),
});
export type ExportFigures = z.infer<typeof ExportFigures>;

/** What is shown, as it is handed on; every file made of it carries this. */
export const FigureExport = z.object({
  kind: z.literal('relais-figures'),
  format: z.literal(1),
  structure: z.string(),
  structureName: z.optional(z.string()),
  /** Of all that was handed on at once, in whichever files: the log names it so. Files made before it was given have none. */
  exportId: z.optional(z.string()),
  /** Pseudonym of who exported it. */
  author: z.string(),
  at: Instant,
  freshness: Freshness,
  /** How they were counted and shown. Files made before it was said were counted by the usual bands, for five patients. */
  rules: z.optional(FigureRules),
  query: FigureQuery,
  definitions: z.array(IndicatorDefinition),
  figures: z.array(Figure),
  /** Made over all the rest under a key of the server. */
  seal: z.string(),
});
export type FigureExport = z.infer<typeof FigureExport>;

/** Exports of the same structure, to be written in another form. */
export const WriteMeasures = Exactly({
  exports: z.array(FigureExport).check(z.minLength(1), z.maxLength(20)),
  /** Of titles and definitions; when absent French. */
  language: z.optional(z.enum(['fr', 'en'])),
});
export type WriteMeasures = z.infer<typeof WriteMeasures>;

/** How a figure is shown. */
export const FigureView = z.enum(['number', 'trend', 'bars', 'heatmap', 'table']);
export type FigureView = z.infer<typeof FigureView>;

/** One figure of a board, as it is to be printed. */
export const PrintedView = Exactly({
  indicator: z.string().check(z.maxLength(20)),
  view: FigureView,
  /** What it is split by, as it was asked for. */
  by: z.array(FigureSplit).check(z.maxLength(2)),
});
export type PrintedView = z.infer<typeof PrintedView>;

/** Exports of the same structure, to be printed as they are looked at. */
export const PrintFigures = Exactly({
  ...WriteMeasures.shape,
  /** Of the board. */
  title: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)),
  views: z.array(PrintedView).check(z.minLength(1), z.maxLength(40)),
});
export type PrintFigures = z.infer<typeof PrintFigures>;

/** What travels in a printed document: the exports it was made of, sealed. */
export const CarriedFigures = z.object({
  kind: z.literal('relais-figure-document'),
  format: z.literal(1),
  exports: z.array(FigureExport).check(z.minLength(1), z.maxLength(20)),
});
export type CarriedFigures = z.infer<typeof CarriedFigures>;

/** FHIR R4: a collection of Measure, MeasureReport, and the exports themselves as Parameters. */
export const MeasureCollection = z.looseObject({ resourceType: z.literal('Bundle'), type: z.literal('collection') });
export type MeasureCollection = z.infer<typeof MeasureCollection>;

/** The four indicators of a cooperation protocol and a year that article D.4011-4 CSP asks for, complete: for the agency, not for publication. */
export const CooperationReport = z.object({
  protocol: z.string(),
  title: z.string(),
  year: z.int(),
  freshness: Freshness,
  figures: z.array(Figure),
  /** The same as sentences, ready to be copied into the declaration. */
  sentences: z.array(z.string()),
});
export type CooperationReport = z.infer<typeof CooperationReport>;
