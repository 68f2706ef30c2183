import { planTrend, type Series, type TrendChart as Planned } from '@relais/sdk/charts';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../html.ts';
import type { Chart } from './chart.ts';
import { picture } from './picture.ts';
import type { PointsController } from './points-controller.ts';
import { drawPlan } from './shapes.ts';

export type TrendChart = Chart & Planned;

/** Values through time. */
export function trend(chart: TrendChart, points: PointsController): TemplateResult {
  const { series, compared } = chart;
  const plan = planTrend(chart);
  const drawing = drawPlan(plan);
  return picture({
    ...{ chart, height: plan.height, drawing, points },
    legend: compared ? legend(series, compared) : nothing,
  });
}

function legend(series: Series, compared: Series): TemplateResult {
  return html`<ul role="list" class="legend">
    <li>
      <svg class="sample" viewBox="0 0 28 10" width="28" height="10" aria-hidden="true">
        <path class="line" d="M0 5L28 5"></path>
        <circle class="dot" cx="14" cy="5" r="4"></circle>
      </svg>
      <span>${series.name}</span>
    </li>
    <li>
      <svg class="sample" viewBox="0 0 28 10" width="28" height="10" aria-hidden="true">
        <path class="line compared" d="M0 5L28 5"></path>
        <rect class="dot compared" x="10.5" y="1.5" width="7" height="7"></rect>
      </svg>
      <span>${compared.name}</span>
    </li>
  </ul>`;
}
