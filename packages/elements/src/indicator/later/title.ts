import { nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import type { Shown } from '../shared/shown.ts';
import type { LaterView } from './view.ts';

/** What a figure is called: where one stands on a board several times, by what it is split tells which it is. */
export function titleOf({ t, language }: LaterView, { definition, figure }: Shown): string {
  const { by = [] } = figure;
  return [definition.label[language], by.length > 0 ? splitBy(t, by) : ''].filter(Boolean).join(' ');
}

/** The same as a heading, with what is told apart more quietly. */
export function titleView({ t, language }: LaterView, { definition, figure }: Shown): TemplateResult {
  const { by = [] } = figure;
  return html`${definition.label[language]}
  ${by.length > 0 ? html`<span class="quiet small">${splitBy(t, by)}</span>` : nothing}`;
}

function splitBy(t: LaterView['t'], by: NonNullable<Shown['figure']['by']>): string {
  return t.splitBy(by.map((split) => t.splits[split]));
}
