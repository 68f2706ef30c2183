// By what a figure of a board can be split, so that only what can be answered is offered.
import type { FigureDimension, FigureSplit, IndicatorDefinition } from '@relais/sdk';
import { figureNamesEn, figureNamesFr } from '@relais/sdk/indicators/pictures';
import type { IndicatorView } from '../../indicator/index.ts';

const STEPS: readonly FigureSplit[] = ['day', 'week', 'month', 'quarter', 'year'];
/** What is split by something else is counted in whole quarters. */
const WHOLE: readonly FigureSplit[] = ['quarter', 'year'];

type Splits = readonly FigureSplit[];

/** Of a number there are no parts; a line goes through time; a grid is a calendar, or one dimension by another. */
export function firstSplits(view: IndicatorView, { dimensions }: IndicatorDefinition): Splits {
  switch (view) {
    case 'number':
      return [];
    case 'trend':
      return STEPS;
    case 'bars':
      return dimensions;
    case 'heatmap':
      return dimensions.length > 1 ? ['day', ...dimensions] : ['day'];
    case 'table':
      return [...STEPS, ...dimensions];
  }
}

/** What the parts can be split by in their turn. */
export function secondSplits(view: IndicatorView, definition: IndicatorDefinition, first: string): Splits {
  const { dimensions } = definition;
  if (view === 'trend' || !dimensions.includes(first as FigureDimension)) return [];
  const others = dimensions.filter((one) => one !== first);
  return view === 'table' ? [...others, ...WHOLE] : others;
}

/** The splits of a tile as they can be answered; a grid has two. */
export function splitsOf(
  view: IndicatorView,
  definition: IndicatorDefinition,
  [first, second]: readonly string[],
): FigureSplit[] {
  const down = firstSplits(view, definition).find((one) => one === first);
  if (!down) return [];
  const seconds = secondSplits(view, definition, down);
  const across = seconds.find((one) => one === second) ?? (view === 'heatmap' ? seconds[0] : undefined);
  return across ? [down, across] : [down];
}

export function nameOfSplit(split: FigureSplit, language: 'fr' | 'en'): string {
  return (language === 'en' ? figureNamesEn : figureNamesFr).splits[split];
}
