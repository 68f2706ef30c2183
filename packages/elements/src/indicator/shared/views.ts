import type { FigureSplit } from '@relais/sdk';

export const VIEWS = ['number', 'trend', 'bars', 'heatmap', 'table'] as const;
export type IndicatorView = (typeof VIEWS)[number];

const STEPS: readonly FigureSplit[] = ['day', 'week', 'month', 'quarter', 'year'];

export function isStep(split: FigureSplit | undefined): boolean {
  return split !== undefined && STEPS.includes(split);
}
