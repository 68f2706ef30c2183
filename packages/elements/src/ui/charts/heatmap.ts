import {
  HEAT_STEPS,
  heatCross,
  heatSquare,
  heatStepOf,
  planHeatmap,
  type HeatmapChart as Planned,
  type Shape,
} from '@relais/sdk/charts';
import { svg, type TemplateResult } from 'lit';
import { html } from '../html.ts';
import type { Chart } from './chart.ts';
import { picture } from './picture.ts';
import type { PointsController } from './points-controller.ts';
import { drawPlan, drawShape } from './shapes.ts';

export type HeatmapChart = Chart & Planned;

/** How much there is where two things meet. */
export function heatmap(chart: HeatmapChart, points: PointsController): TemplateResult {
  const plan = planHeatmap(chart);
  return picture({ chart, height: plan.height, drawing: drawPlan(plan), points, legend: legend(chart) });
}

function legend(chart: HeatmapChart): TemplateResult {
  const { say, cells, words } = chart;
  const size = heatStepOf(chart);
  const hasHidden = cells.some((marks) => marks.some((mark) => mark?.state === 'hidden'));
  return html`<ul role="list" class="legend">
    <li>${sample()} <span>${say(0)}</span></li>
    ${HEAT_STEPS.map(
      (step) => html`<li>${sample(heatSquare(0, 0, 16, 16, step))} <span>${words.upTo(say(step * size))}</span></li>`,
    )}
    ${hasHidden ? html`<li>${sample(heatCross(0, 0, 16))} <span>${words.hidden}</span></li>` : ''}
  </ul>`;
}

function sample(shape?: Shape): TemplateResult {
  return html`<svg class="sample" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    ${svg`<rect class="track" width="16" height="16"></rect>${shape ? drawShape(shape) : ''}`}
  </svg>`;
}
