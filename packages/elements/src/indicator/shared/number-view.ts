import type { Figure } from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import {
  conditionOf,
  isNarrowed,
  isPartial,
  sayComparison,
  whyNot,
  type FigureWords,
  type Say,
} from '@relais/sdk/indicators/pictures';
import type { Shown } from './shown.ts';

export interface FigureView {
  readonly t: FigureWords;
  readonly say: Say;
  readonly language: 'fr' | 'en';
}

/** The number, what it is made of, and how it stands. */
export function numberView(view: FigureView, shown: Shown): TemplateResult {
  const { say } = view;
  const { figure } = shown;
  const condition = conditionOf(figure);
  if (condition !== 'counted' && condition !== 'incalculable' && condition !== 'empty')
    return html`<p class="number" part="value">${wordFor(view, condition)}</p>
      <p class="quiet">${whyNot(view, shown)}</p>
      ${takenOverView(view, figure)} ${condition === 'notMeasured' ? nothing : periodLine(view, shown)}`;
  const unit = view.t.units[figure.unit](figure.value ?? 0);
  return html`<p class="number" part="value">
      <span class="figure-value">${say.value(figure, figure.unit)}</span>
      ${unit ? html`<span class="unit">${unit}</span>` : nothing}
    </p>
    <p class="made" part="parts">${say.parts(figure, figure.unit)}</p>
    ${figure.p90 == null ? nothing : html`<p>${view.t.p90(say.short(figure.p90, figure.unit))}</p>`}
    ${condition === 'counted' ? nothing : html`<p class="quiet">${whyNot(view, shown)}</p>`}
    ${comparisonLine(view, figure)} ${takenOverView(view, figure)} ${periodLine(view, shown)}`;
}

/** What was counted elsewhere, with its own mark and days: beside the figure, and told to be no part of it where there is one. */
export function takenOverView({ t, say }: FigureView, figure: Figure) {
  const { takenOver, unit, ofWhichTakenOver } = figure;
  const within =
    ofWhichTakenOver === undefined
      ? nothing
      : html`<p class="quiet small">${t.ofWhichTakenOver(ofWhichTakenOver, say.count(ofWhichTakenOver))}</p>`;
  if (!takenOver) return within;
  const list = html`<ul role="list">
    ${takenOver.map((count) => html`<li>${t.takenOverOf(capital(say.period(count)), say.whole(count, unit))}</li>`)}
  </ul>`;
  return html`${within}
    <div class="taken-over" part="taken-over">
      <span class="mark-word">${t.takenOver}</span>
      ${
        takenOver.length > FEW
          ? html`<details>
              <summary>${t.takenOverPeriods(takenOver.length)}</summary>
              ${list}
            </details>`
          : list
      }
      <p class="quiet small">${figure.counted && figure.numerator ? t.takenOverBoth : t.takenOverApart}</p>
    </div>`;
}

/** Periods that are told at once; more are behind their number. */
const FEW = 3;

function wordFor({ t }: FigureView, condition: ReturnType<typeof conditionOf>): string {
  return condition === 'notMeasured' ? t.notMeasured : condition === 'hidden' ? t.hidden : '—';
}

export function comparisonLine(view: FigureView, figure: Figure) {
  const said = sayComparison(view, figure);
  if (!said) return nothing;
  if (said.sign === undefined) return html`<p class="quiet" part="comparison">${said.text}</p>`;
  return html`<p part="comparison">
    <span aria-hidden="true" translate="no">${said.sign}</span>
    <span>${said.text}</span>
  </p>`;
}

export function periodLine({ t, say }: FigureView, { figure, freshness, today }: Shown): TemplateResult {
  const { asOf, at, behind } = freshness;
  const parts = [
    say.period(figure),
    isPartial(figure, today) ? t.partial : undefined,
    isNarrowed(figure) && figure.counted ? t.narrowed(say.period(figure.counted)) : undefined,
    asOf ? t.asOf(say.instant(asOf)) : t.computed(say.instant(at)),
    behind > 0 ? t.behind(behind, say.count(behind)) : undefined,
  ];
  return html`<p class="quiet small" part="period">
    ${parts.map((part) => (part === undefined ? nothing : html`<span>${`${capital(part)}.`}</span> `))}
  </p>`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
