import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import { IndicatorRegistry } from './definition.ts';
import { CooperationReport, FigureExport, MeasureCollection } from './export.ts';
import { FigureLines, FigureList } from './figure.ts';
import { FigureSettings } from './rules.ts';
import { FigureSuggestions } from './suggestions.ts';
import { PublicFigures, Publication, PublicationList } from './publication.ts';

export const listIndicators = {
  name: 'listIndicators',
  method: 'GET',
  path: '/indicators',
  answer: { status: 200, type: JSON_TYPE, schema: IndicatorRegistry },
} as const satisfies Route;

export const readFigures = {
  name: 'readFigures',
  method: 'GET',
  path: '/figures',
  answer: { status: 200, type: JSON_TYPE, schema: FigureList },
} as const satisfies Route;

export const listFigureLines = {
  name: 'listFigureLines',
  method: 'GET',
  path: '/figures/{indicator}/lines',
  answer: { status: 200, type: JSON_TYPE, schema: FigureLines },
} as const satisfies Route;

export const readPublicFigures = {
  name: 'readPublicFigures',
  method: 'GET',
  path: '/public-figures',
  answer: { status: 200, type: JSON_TYPE, schema: PublicFigures },
} as const satisfies Route;

export const listPublications = {
  name: 'listPublications',
  method: 'GET',
  path: '/figure-publications',
  answer: { status: 200, type: JSON_TYPE, schema: PublicationList },
} as const satisfies Route;

export const publishFigures = {
  name: 'publishFigures',
  method: 'POST',
  path: '/figure-publications',
  answer: { status: 201, type: JSON_TYPE, schema: Publication },
} as const satisfies Route;

export const endPublication = {
  name: 'endPublication',
  method: 'POST',
  path: '/figure-publications/{key}/end',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;

export const readFigureSettings = {
  name: 'readFigureSettings',
  method: 'GET',
  path: '/settings/figures',
  answer: { status: 200, type: JSON_TYPE, schema: FigureSettings, tagged: true },
} as const satisfies Route;

export const importFigureSettings = {
  name: 'importFigureSettings',
  method: 'PUT',
  path: '/settings/figures',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;

export const exportFigures = {
  name: 'exportFigures',
  method: 'POST',
  path: '/figure-exports',
  answer: { status: 200, type: JSON_TYPE, schema: FigureExport },
} as const satisfies Route;

export const writeFigureMeasures = {
  name: 'writeFigureMeasures',
  method: 'POST',
  path: '/figure-exports/measures',
  answer: { status: 200, type: JSON_TYPE, schema: MeasureCollection },
} as const satisfies Route;

export const printFigures = {
  name: 'printFigures',
  method: 'POST',
  path: '/figure-exports/document',
  answer: { status: 200, type: 'application/pdf' },
} as const satisfies Route;

export const readCooperationReport = {
  name: 'readCooperationReport',
  method: 'GET',
  path: '/protocols/{protocol}/annual-report',
  answer: { status: 200, type: JSON_TYPE, schema: CooperationReport },
} as const satisfies Route;

export const readFigureSuggestions = {
  name: 'readFigureSuggestions',
  method: 'GET',
  path: '/figure-suggestions',
  answer: { status: 200, type: JSON_TYPE, schema: FigureSuggestions },
} as const satisfies Route;
