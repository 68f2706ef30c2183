import type { TemplateResult } from 'lit';
import { badge } from '../../ui/badge.ts';
import { button, heading } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import type { Desk, TrialState } from '../shared/desk.ts';
import { tryOut } from '../shared/trial.ts';

export function openTrial(desk: Desk): void {
  const { flow } = desk;
  void flow.run(async () => flow.go({ name: 'trial', checks: await tryOut(desk) }));
}

/** What a patient would find, point by point, before anybody is told of the centre. */
export function drawTrial(desk: Desk, { checks }: TrialState): TemplateResult {
  const { t, flow } = desk;
  const isOpen = checks.every(({ state }) => state !== 'danger');
  return html`${heading(t.trial)}
    <p>${isOpen ? t.trialOpen : t.trialShut}</p>
    <ul role="list" class="lines">
      ${checks.map(({ state, text }) => html`<li><span>${text}</span> ${badge(t.trialStates[state], state)}</li>`)}
    </ul>
    <p class="quiet">${t.trialText}</p>
    <div class="actions">
      ${button(t.tryAgain, () => again(desk), 'primary')} ${button(t.goBack, () => flow.back(), 'link')}
    </div>`;
}

function again(desk: Desk): void {
  const { flow } = desk;
  void flow.run(async () => {
    flow.update({ name: 'trial', checks: await tryOut(desk) });
    flow.focus('heading');
  });
}
