import { nothing, type SVGTemplateResult, type TemplateResult } from 'lit';
import { html } from '../html.ts';
import type { Chart } from './chart.ts';
import type { PointsController } from './points-controller.ts';

export interface Picture {
  readonly chart: Chart;
  readonly height: number;
  readonly drawing: SVGTemplateResult;
  readonly points: PointsController;
  /** What the signs mean. */
  readonly legend?: TemplateResult | typeof nothing;
}

/**
 * The frame of every picture: one stop of the Tab key, from which the arrows lead from point to point, and a line below that says the one
 * looked at. It always keeps its room, so that nothing jumps, and nothing has to be hovered to be read.
 */
export function picture({ chart, height, drawing, points, legend = nothing }: Picture): TemplateResult {
  const { id, title, sheet, words } = chart;
  return html`<figure class="figure" part="picture">
    <svg
      class="picture"
      id=${id}
      role="group"
      translate="no"
      aria-label=${title}
      aria-describedby="${id}-keys"
      viewBox=${`0 0 ${sheet.width} ${height}`}
      width=${sheet.width}
      height=${height}
      font-size=${sheet.em}
      @keydown=${points.onKey}
      @focusin=${points.onFocus}
      @pointerover=${points.onPoint}
    >
      ${drawing}
    </svg>
    ${legend}
    <p class="readout" aria-hidden="true"></p>
    <span class="hidden" id="${id}-keys">${words.arrows}</span>
  </figure>`;
}
