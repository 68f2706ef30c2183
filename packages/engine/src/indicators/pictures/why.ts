import type { Figure, IndicatorDefinition } from '@relais/model';
import { isStep } from '../query.ts';
import { conditionOf, isNarrowed } from './condition.ts';
import { sayIn, type Say } from './say.ts';
import type { FigureWords } from './words/fr-figure.ts';

interface Asked {
  readonly figure: Figure;
  readonly definition: IndicatorDefinition;
  readonly smallest: number;
}

/** Filtered, or split by something other than the calendar alone. */
function isCutUp({ by = [], filters }: Figure): boolean {
  return Object.keys(filters).length > 0 || by.some((split) => !isStep(split));
}

/** Why there is no number, or why it is what it is; empty where there is nothing to say. */
export function whyNot(
  { t, language }: { readonly t: FigureWords; readonly language: 'fr' | 'en' },
  { figure, definition, smallest }: Asked,
): string {
  switch (conditionOf(figure)) {
    case 'notMeasured':
      return definition.absence?.[language] ?? '';
    case 'hidden':
      return t.hiddenText(smallest);
    case 'early':
      return isCutUp(figure) ? t.earlySplitText : t.earlyText;
    case 'empty':
      return isNarrowed(figure) && figure.counted
        ? t.emptyCounted(sayIn(t, language).period(figure.counted), isCutUp(figure))
        : t.emptyText;
    case 'incalculable':
      return t.incalculableText;
    case 'counted':
      return '';
  }
}

/** A figure beside that of the period it is compared with. Whether more is better nobody can say for all of them: an arrow, and no colour. */
export function sayComparison(
  { t, say }: { readonly t: FigureWords; readonly say: Say },
  { comparison, value, unit, hidden }: Figure,
): { readonly sign: string | undefined; readonly text: string } | undefined {
  if (!comparison) return undefined;
  const kind = t.compared[comparison.kind];
  const before = say.inBrackets(comparison, unit);
  if (hidden || comparison.hidden || value === null || comparison.value === null)
    return { sign: undefined, text: t.notComparable(kind, before) };
  if (value === comparison.value) return { sign: '=', text: t.unchanged(kind, before) };
  const text = t.change(say.change(value, comparison.value, unit), kind, before);
  return { sign: value > comparison.value ? '↗' : '↘', text };
}
