import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planTrend, trendSamples } from '@relais/engine/charts';
import type { Series, TrendChart } from '@relais/engine/charts';

const NAMES = ['janvier', 'février', 'mars'];
const line = (name: string, values: readonly (number | undefined)[]): Series => ({
  name,
  marks: values.map((value, place) => ({
    ...{ name: NAMES[place]!, short: NAMES[place]!, value },
    text: value === undefined ? '—' : String(value),
  })),
});
const chart: TrendChart = {
  ...{ sheet: { width: 600, em: 12 }, say: String, words: { partial: 'en cours' } },
  series: line('2026', [10, 20, 30]),
};
const apart = line('Repris', [undefined, 90, undefined]);
const looks = (points: ReturnType<typeof planTrend>['points']) =>
  points.map(({ shapes }) => shapes.map(({ look }) => look).filter((look) => look?.startsWith('dot')));

describe('a trend', () => {
  it('of one line has no signs to explain', () => {
    assert.deepEqual(trendSamples(chart), []);
  });

  it('gives what was taken over a line, a sign and words of its own, and room above what was counted here', () => {
    const plan = planTrend({ ...chart, apart });
    assert.deepEqual(
      plan.lines.map(({ look }) => look),
      ['line apart', 'line'],
    );
    assert.deepEqual(looks(plan.points), [['dot'], ['dot apart', 'dot'], ['dot']]);
    assert.match(plan.points[1]!.said, /^février\u00a0: 20\. Repris, février\u00a0: 90$/);
    const height = (which: TrendChart) => {
      const [dot] = planTrend(which).points[2]!.shapes.slice(-1);
      return dot?.kind === 'circle' ? dot.y : 0;
    };
    assert.ok(height({ ...chart, apart }) > height(chart), 'the scale reaches what was taken over');
    assert.deepEqual(
      trendSamples({ ...chart, apart }).map(({ text }) => text),
      ['2026', 'Repris'],
    );
  });

  it('keeps an earlier period and what was taken over apart from each other', () => {
    const compared = line('2025', [1, 2, 3]);
    const plan = planTrend({ ...chart, compared, apart });
    assert.deepEqual(
      plan.lines.map(({ look }) => look),
      ['line compared', 'line apart', 'line'],
    );
    assert.match(plan.points[1]!.said, /20\. 2025, février\u00a0: 2\. Repris, février\u00a0: 90$/);
    assert.equal(trendSamples({ ...chart, compared, apart }).length, 3);
  });
});
