import { nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { html } from '../html.ts';
import { spoken, widthOf, type Chart, type Mark, type Series } from './chart.ts';
import { picture } from './picture.ts';
import type { PointsController } from './points-controller.ts';

export interface BarsChart extends Chart {
  readonly series: Series;
  /** An earlier period, bar by bar: hatched. */
  readonly compared?: Series | undefined;
}

/** Bars lie: their names are sentences, and stand above them, so that a telephone has room for both. */
export function bars(chart: BarsChart, points: PointsController): TemplateResult {
  const { id, series, compared, sheet } = chart;
  const { em, width } = sheet;
  const marks = [...series.marks, ...(compared?.marks ?? [])];
  const most = Math.max(...marks.map(({ value }) => value ?? 0)) || 1;
  const scale = (value: number) => (value / most) * (width - 2);
  const row = em * (compared ? 3.6 : 2.9);
  const hatch = `${id}-hatch`;
  const drawing = svg`
    <defs>
      <pattern id=${hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="hatch" width="2.5" height="6"></rect>
      </pattern>
    </defs>
    ${series.marks.map((mark, place) => bar({ chart, mark, earlier: compared?.marks[place], place, top: place * row, row, scale, hatch }))}`;
  return picture({
    chart,
    height: Math.ceil(series.marks.length * row),
    drawing,
    points,
    legend: compared ? legend(series, compared, hatch) : nothing,
  });
}

interface Bar {
  readonly chart: BarsChart;
  readonly mark: Mark;
  readonly earlier: Mark | undefined;
  readonly place: number;
  readonly top: number;
  readonly row: number;
  readonly scale: (value: number) => number;
  readonly hatch: string;
}

function bar({ chart, mark, earlier, place, top, row, scale, hatch }: Bar): SVGTemplateResult {
  const { sheet, compared, words } = chart;
  const { em, width } = sheet;
  const before = compared && earlier ? `${compared.name}\u00a0: ${earlier.text}` : undefined;
  const state = mark.state === 'partial' ? words.partial : undefined;
  const y = top + em * 1.45;
  const room = width - widthOf(mark.text, em) - em;
  return svg`<g class="mark" data-state=${mark.state ?? nothing} role="img" data-row=${place} data-column="0" aria-label=${spoken(mark, [state, before])}>
    <rect class="reach" x="0" y=${top} width=${width} height=${row}></rect>
    <text x="1" y=${top + em}>${shortened(mark.short, room, em)}</text>
    <text class="value" x=${width - 1} y=${top + em} text-anchor="end">${mark.text}</text>
    <rect class="track" x="1" y=${y} width=${width - 2} height=${em * 0.8}></rect>
    ${mark.value === undefined ? nothing : svg`<rect class="bar" x="1" y=${y} width=${scale(mark.value)} height=${em * 0.8}></rect>`}
    ${earlier?.value === undefined ? nothing : svg`<rect class="bar compared" x="1" y=${y + em} width=${scale(earlier.value)} height=${em * 0.6} fill="url(#${hatch})"></rect>`}
  </g>`;
}

/** Cut where there is no room; all of it is in the line below and in the table. */
function shortened(text: string, room: number, em: number): string {
  if (widthOf(text, em) <= room) return text;
  const letters = Math.max(4, Math.floor((room / widthOf(text, em)) * text.length) - 1);
  return `${text.slice(0, letters).trimEnd()}…`;
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
