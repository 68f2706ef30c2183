import { planTrend, trendSamples, type Sample, type TrendChart as Planned } from '@relais/sdk/charts';
import { nothing, svg, type TemplateResult } from 'lit';
import { html } from '../html.ts';
import type { Chart } from './chart.ts';
import { picture } from './picture.ts';
import type { PointsController } from './points-controller.ts';
import { drawPlan, drawShape } from './shapes.ts';

export type TrendChart = Chart & Planned;

/** Values through time. */
export function trend(chart: TrendChart, points: PointsController): TemplateResult {
  const plan = planTrend(chart);
  const samples = trendSamples(chart);
  return picture({
    ...{ chart, height: plan.height, drawing: drawPlan(plan), points },
    legend:
      samples.length > 0
        ? html`<ul role="list" class="legend">
            ${samples.map(legendLine)}
          </ul>`
        : nothing,
  });
}

function legendLine({ width, shapes, text }: Sample): TemplateResult {
  return html`<li>
    <svg class="sample" viewBox="0 0 ${width} 16" width=${width} height="16" aria-hidden="true">
      ${shapes.map((shape) => svg`${drawShape(shape)}`)}
    </svg>
    <span>${text}</span>
  </li>`;
}
