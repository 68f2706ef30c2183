import { type TemplateResult } from 'lit';
import type { RunLine } from '@relais/sdk/run';
import { emptyState } from '../../ui/flow/empty-state.ts';
import { button } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import type { Desk } from '../shared/desk.ts';
import { unsignedOf } from '../shared/lines.ts';
import { runCards } from './cards.ts';

/** Runs that go on, and those of the last days. */
export function renderRuns(desk: Desk): TemplateResult {
  const { t, list } = desk;
  const runs = list?.runs ?? [];
  if (runs.length === 0) return emptyState(t.noRuns, t.noRunsText);
  return html`${part(
    desk,
    t.goingOn,
    runs.filter(({ state }) => state === 'open'),
  )}
  ${part(
    desk,
    t.over,
    runs.filter(({ state }) => state === 'ended'),
  )}`;
}

function part(desk: Desk, title: string, runs: readonly RunLine[]): TemplateResult {
  if (runs.length === 0) return html``;
  return html`<section class="stack" aria-label=${title}>
    <h3>${title}</h3>
    ${runCards(desk, runs)}
  </section>`;
}

/** What was done and prescribed in somebody's name, to be countersigned at once. */
export function renderUnsigned(desk: Desk): TemplateResult {
  const { t, list } = desk;
  const runs = list ? unsignedOf(list) : [];
  if (runs.length === 0) return emptyState(t.nothingToSign, t.nothingToSignText);
  const sign = () => desk.act(() => desk.runs.countersign(runs.map(({ id }) => id)), t.signed(runs.length));
  return html`<h3>${t.signText}</h3>
    ${runCards(desk, runs)} ${button(t.sign(runs.length), sign, 'primary')}`;
}
