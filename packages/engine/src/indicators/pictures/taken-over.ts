import type { Figure } from '@relais/model';
import type { Mark, Series } from '../../charts/index.ts';
import { isStep } from '../query.ts';
import type { Showing } from './series.ts';
import { endOf, stepsOf } from './steps.ts';

/** Counts taken over whose days are just those of a step, step by step; the others are told apart. Nothing where there are none. */
export function takenOverSeries(
  { t, say }: Pick<Showing, 't' | 'say'>,
  figure: Figure,
  { marks }: Series,
): Series | undefined {
  const { takenOver = [], by = [], unit } = figure;
  const [step] = by;
  if (takenOver.length === 0 || by.length !== 1 || step === undefined || !isStep(step)) return undefined;
  const found = stepsOf(step, figure).map((first) =>
    takenOver.find(({ from, to }) => from === first && to === endOf(step, first)),
  );
  if (!found.some(Boolean)) return undefined;
  const markOf = (count: (typeof found)[number], place: number): Mark => {
    const { name = '', short = '' } = marks[place] ?? {};
    if (!count) return { name, short, value: undefined, text: '—' };
    const text = say.whole(count, unit);
    return { name, short, value: count.value ?? undefined, text, ...(count.hidden && { state: 'hidden' }) };
  };
  return { name: t.takenOver, marks: found.map(markOf) };
}
