import type { FigureSplit, FigureView } from '@relais/sdk';

/** As the model has them; the first bytes of a figure need no schema. */
export const VIEWS = ['number', 'trend', 'bars', 'heatmap', 'table'] as const satisfies readonly FigureView[];
export type IndicatorView = (typeof VIEWS)[number];

const STEPS: readonly FigureSplit[] = ['day', 'week', 'month', 'quarter', 'year'];

export function isStep(split: FigureSplit | undefined): boolean {
  return split !== undefined && STEPS.includes(split);
}
