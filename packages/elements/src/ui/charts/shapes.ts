import type { Plan, Point, Shape } from '@relais/sdk/charts';
import { nothing, svg, type SVGTemplateResult } from 'lit';

/** A plan as SVG. `fill`: what the shapes of one look are filled with, where that is a pattern. */
export function drawPlan(
  { axis, lines, points }: Plan,
  fill?: (look: string) => string | undefined,
): SVGTemplateResult {
  return svg`
    <g class="axis" aria-hidden="true">${axis.map((shape) => drawShape(shape))}</g>
    ${lines.map((shape) => svg`<g aria-hidden="true">${drawShape(shape)}</g>`)}
    ${points.map((point) => drawPoint(point, fill))}`;
}

export function drawShape(shape: Shape, fill?: (look: string) => string | undefined): SVGTemplateResult {
  switch (shape.kind) {
    case 'rect':
      return svg`<rect class=${shape.look} x=${shape.x} y=${shape.y} width=${shape.width} height=${shape.height} fill=${fill?.(shape.look) ?? nothing} fill-opacity=${shape.opacity ?? nothing}></rect>`;
    case 'circle':
      return svg`<circle class=${shape.look} cx=${shape.x} cy=${shape.y} r=${shape.r}></circle>`;
    case 'line':
      return svg`<line class=${shape.look} x1=${shape.x1} x2=${shape.x2} y1=${shape.y1} y2=${shape.y2}></line>`;
    case 'path':
      return svg`<path class=${shape.look} d=${shape.d}></path>`;
    case 'text':
      return svg`<text class=${shape.look ?? nothing} x=${shape.x} y=${shape.y} text-anchor=${shape.anchor ?? nothing}>${shape.text}</text>`;
  }
}

function drawPoint(
  { row, column, look = '', state, said, shapes }: Point,
  fill?: (look: string) => string | undefined,
) {
  return svg`<g class="mark ${look}" data-state=${state ?? nothing} role="img" data-row=${row} data-column=${column} aria-label=${said}>
    ${shapes.map((shape) => drawShape(shape, fill))}
  </g>`;
}
