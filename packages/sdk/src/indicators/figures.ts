import { FiguresMessage, indicatorRoutes } from '@relais/model';
import type {
  CooperationReport,
  ExportFigures,
  FigureDimension,
  FigureExport,
  FigureFilters,
  FigureLines,
  FigureList,
  FigureQuery,
  FigureSuggestions,
  IndicatorRegistry,
  MeasureCollection,
  PrintFigures,
  PublicationList,
  Publication,
  PublicFigures,
  PublishFigures,
  WriteMeasures,
} from '@relais/model';
import { listen } from '../core/index.ts';
import type { CallOptions, ClientCore, Topic } from '../core/index.ts';

type Of = { readonly core: ClientCore };

/** What makes a figure is asked for by this. */
export interface LinesQuery {
  readonly indicator: string;
  readonly from: string;
  readonly to: string;
  readonly filters?: FigureFilters | undefined;
  /** Where the list goes on: `next` of the page before. */
  readonly after?: string | undefined;
}

/** What is asked for with a key that a page may show to everybody; without indicators all that it opens, without a period the last twelve whole months. */
export interface PublicQuery {
  readonly key: string;
  readonly indicators?: readonly string[] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Every indicator with its definition, and the names of the codes it can be split by. */
export function listIndicators({ core }: Of, options?: CallOptions): Promise<IndicatorRegistry> {
  return core.call(indicatorRoutes.listIndicators, {}, options?.signal);
}

/** Figures of one period and one moment, in the order asked for. */
export function readFigures({ core }: Of, query: FigureQuery, options?: CallOptions): Promise<FigureList> {
  const { indicators, from, to, filters, by, compare } = query;
  return core.call(
    indicatorRoutes.readFigures,
    { query: { ...codesOf(filters), indicators: indicators.join(), from, to, by: by?.join(), compare } },
    options?.signal,
  );
}

/** What makes a figure, line by line; refused where the figure is hidden. */
export function listFigureLines({ core }: Of, query: LinesQuery, options?: CallOptions): Promise<FigureLines> {
  const { indicator, from, to, filters, after } = query;
  return core.call(
    indicatorRoutes.listFigureLines,
    { params: { indicator }, query: { ...codesOf(filters), from, to, after } },
    options?.signal,
  );
}

/** Published figures, for pages that anybody may see. */
export function readPublicFigures({ core }: Of, query: PublicQuery, options?: CallOptions): Promise<PublicFigures> {
  const { key, indicators, from, to } = query;
  return core.call(
    indicatorRoutes.readPublicFigures,
    { query: { key, indicators: indicators?.join(), from, to } },
    options?.signal,
  );
}

/** Figures to hand on, sealed by the server, which keeps that they were. `exportId`: that of the answer before, where both go into one file. */
export function exportFigures({ core }: Of, query: ExportFigures, options?: CallOptions): Promise<FigureExport> {
  return core.call(indicatorRoutes.exportFigures, { body: query }, options?.signal);
}

/** Exports as FHIR R4 Measure and MeasureReport, with the exports themselves, by which they can be verified. */
export function writeFigureMeasures(
  { core }: Of,
  request: WriteMeasures,
  options?: CallOptions,
): Promise<MeasureCollection> {
  return core.call(indicatorRoutes.writeFigureMeasures, { body: request }, options?.signal);
}

/** Exports as a document (PDF) with pictures, tables and definitions; the server makes it, and it can be verified by itself. */
export function printFigures(
  { core }: Of,
  request: PrintFigures,
  options?: CallOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  return core.fetchBytes(indicatorRoutes.printFigures, {}, options?.signal, request);
}

export function listPublications({ core }: Of, options?: CallOptions): Promise<PublicationList> {
  return core.call(indicatorRoutes.listPublications, {}, options?.signal);
}

/** Shows figures to everybody on some sites; the answer has the key their pages name. */
export function publishFigures({ core }: Of, figures: PublishFigures, options?: CallOptions): Promise<Publication> {
  return core.call(indicatorRoutes.publishFigures, { body: figures }, options?.signal);
}

export async function endPublication({ core }: Of, key: string, options?: CallOptions): Promise<void> {
  await core.call(indicatorRoutes.endPublication, { params: { key } }, options?.signal);
}

/** Which protocols the figures speak for, and what is asked for more than is usual for the season. */
export function readFigureSuggestions({ core }: Of, options?: CallOptions): Promise<FigureSuggestions> {
  return core.call(indicatorRoutes.readFigureSuggestions, {}, options?.signal);
}

/** The four indicators of a cooperation protocol and a year, complete, for the declaration to the agency. */
export function readCooperationReport(
  { core }: Of,
  { protocol, year }: { readonly protocol: string; readonly year?: number | undefined },
  options?: CallOptions,
): Promise<CooperationReport> {
  return core.call(
    indicatorRoutes.readCooperationReport,
    { params: { protocol }, query: { year: year?.toString() } },
    options?.signal,
  );
}

const topic: Topic<FiguresMessage> = { name: 'figures', message: FiguresMessage };

/** Calls whenever figures have moved, over cuts and restarts of the server, until the function it gives is called. */
export function followFigures({ core }: Of, onMoved: () => void): () => void {
  return core.live.follow({ listeners: [listen(topic, {}, onMoved)], onReset: onMoved });
}

function codesOf(filters: FigureFilters = {}): Partial<Record<FigureDimension, string>> {
  return Object.fromEntries(Object.entries(filters).map(([name, codes]) => [name, codes.join()]));
}
