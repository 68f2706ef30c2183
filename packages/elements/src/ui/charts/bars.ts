import { planBars, type BarsChart as Planned, type Series } from '@relais/sdk/charts';
import { nothing, svg, type TemplateResult } from 'lit';
import { html } from '../html.ts';
import type { Chart } from './chart.ts';
import { picture } from './picture.ts';
import type { PointsController } from './points-controller.ts';
import { drawPlan } from './shapes.ts';

export type BarsChart = Chart & Planned;

/** How much there is of each part. */
export function bars(chart: BarsChart, points: PointsController): TemplateResult {
  const { id, series, compared } = chart;
  const hatch = `${id}-hatch`;
  const plan = planBars(chart);
  const drawing = svg`
    <defs>
      <pattern id=${hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="hatch" width="2.5" height="6"></rect>
      </pattern>
    </defs>
    ${drawPlan(plan, (look) => (look === 'bar compared' ? `url(#${hatch})` : undefined))}`;
  return picture({
    ...{ chart, height: plan.height, drawing, points },
    legend: compared ? legend(series, compared, hatch) : nothing,
  });
}

function legend(series: Series, compared: Series, hatch: string): TemplateResult {
  return html`<ul role="list" class="legend">
    <li>
      <svg class="sample" viewBox="0 0 28 10" width="28" height="10" aria-hidden="true">
        <rect class="bar" width="28" height="10"></rect>
      </svg>
      <span>${series.name}</span>
    </li>
    <li>
      <svg class="sample" viewBox="0 0 28 10" width="28" height="10" aria-hidden="true">
        <rect class="bar compared" width="28" height="10" fill="url(#${hatch})"></rect>
      </svg>
      <span>${compared.name}</span>
    </li>
  </ul>`;
}
