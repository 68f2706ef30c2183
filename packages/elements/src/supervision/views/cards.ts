import { nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { RunLine } from '@relais/sdk/run';
import { badge } from '../../ui/badge.ts';
import { button } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import type { Desk } from '../shared/desk.ts';
import { nameOf, outcomeOf, patientOf } from '../shared/lines.ts';

/** Runs, one below the other. */
export function runCards(desk: Desk, runs: readonly RunLine[]): TemplateResult {
  return html`<ul role="list" class="cards">
    ${repeat(
      runs,
      ({ id }) => id,
      (run) => html`<li class="card" part="card">${cardOf(desk, run)}</li>`,
    )}
  </ul>`;
}

function cardOf(desk: Desk, run: RunLine): TemplateResult {
  const { t, format, list } = desk;
  const { endedAt, startedAt, delegate } = run;
  const when = endedAt === undefined ? t.startedAt(format.at(startedAt)) : t.endedAt(format.at(endedAt));
  return html`<div class="head">
      <div>
        <h4>${patientOf(desk, run)}</h4>
        <p>${run.title}</p>
      </div>
      <div class="signs">${signsOf(desk, run)}</div>
    </div>
    <p class="quiet">${delegate === list?.you ? when : `${t.by(nameOf(desk, delegate))} ${when}`}</p>
    ${run.outcome === undefined ? nothing : html`<p><strong>${outcomeOf(desk, run)}</strong></p>`}
    ${button(t.openRun, () => desk.open(run.id), '', patientOf(desk, run))}`;
}

/** How a run stands, in words. */
export function signsOf({ t }: Desk, run: RunLine): TemplateResult {
  const standing = run.alerts.filter(({ lapsedAt }) => lapsedAt === undefined);
  const isUrgent = standing.some(({ kind }) => kind === 'urgent');
  const waits =
    run.state === 'open' &&
    standing.some(({ calls, answered, emergencyAt }) => calls.length > 0 && !answered && emergencyAt === undefined);
  return html`${run.training ? badge(t.training, 'waiting') : nothing}
  ${run.withdrawnAt === undefined ? nothing : badge(t.withdrawn, 'danger')}
  ${isUrgent ? badge(t.urgent, 'danger') : nothing} ${waits ? badge(t.waits, 'attention') : nothing}
  ${run.needsReview ? badge(t.needsReview, 'attention') : nothing}
  ${run.state === 'open' ? badge(t.open, 'neutral') : nothing}
  ${run.countersignedAt === undefined ? nothing : badge(t.countersigned, 'done')}`;
}
