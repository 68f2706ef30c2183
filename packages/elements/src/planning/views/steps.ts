import { nothing, type TemplateResult } from 'lit';
import { badge, type BadgeKind } from '../../ui/badge.ts';
import { button } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import type { Desk } from '../shared/desk.ts';
import type { Step } from '../shared/steps.ts';
import type { StepId } from '../words/detail.ts';
import { openCentre } from './centre.ts';
import { openChecklist } from './checklist.ts';
import { entriesOf, openEntry } from './entry.ts';
import { startPublishing } from './publish.ts';
import { openTrial } from './trial.ts';

const LOOKS: Readonly<Record<Step['state'], BadgeKind>> = { done: 'done', todo: 'attention', optional: 'neutral' };

/** What is left to do before the centre opens, each with the way there; a line once there is nothing left. */
export function drawSteps(desk: Desk, steps: readonly Step[]): TemplateResult {
  const { t } = desk;
  const next = nextOf(steps);
  const trial = button(t.tryOut, () => openTrial(desk), next ? '' : 'primary');
  if (!next) return html`<div class="actions">${badge(t.allSet, 'done')} ${trial}</div>`;
  return html`<h3>${t.steps}</h3>
    <p>${t.stepsText}</p>
    <ol role="list" class="lines">
      ${steps.map((step) => lineOf(desk, step, step === next))}
    </ol>
    ${desk.plan.base.territory ? html`<div class="actions">${trial}</div>` : nothing}`;
}

export function nextOf(steps: readonly Step[]): Step | undefined {
  return steps.find(({ state }) => state === 'todo');
}

function lineOf(desk: Desk, { id, state }: Step, isNext: boolean): TemplateResult {
  const { t } = desk;
  const words = t.stepNames[id];
  return html`<li>
    <span><span>${words}</span> ${detailOf(desk, id)}</span>
    <span class="row"
      >${badge(t.stepStates[state], LOOKS[state])}
      ${
        mayGo(desk, id)
          ? button(
              isNext ? t.goOn : state === 'done' ? t.edit : t.fill,
              () => go(desk, id),
              isNext ? 'primary' : 'link',
              words,
            )
          : nothing
      }</span
    >
  </li>`;
}

function detailOf(desk: Desk, id: StepId): TemplateResult | typeof nothing {
  const { t, info } = desk;
  switch (id) {
    case 'centre':
    case 'hours':
    case 'publish':
      return nothing;
    case 'checklist':
      if (info.checklist?.status !== 'draft') return nothing;
      return html`<small class="quiet">${t.checklistDraft}</small>`;
    default: {
      const { length } = entriesOf(desk, id);
      return length === 0 ? nothing : html`<span class="quiet">${`(${length})`}</span>`;
    }
  }
}

/** A practice is at a site, and hours are a practice’s; nothing is published that breaks a rule, or that changes nothing. */
function mayGo({ plan }: Desk, id: StepId): boolean {
  if (id === 'practice') return plan.sites.length > 0;
  if (id === 'hours') return plan.territory.practices.length > 0;
  return id !== 'publish' || (plan.changes.length > 0 && plan.lookAt().problems.length === 0);
}

function go(desk: Desk, id: StepId): void {
  switch (id) {
    case 'centre':
      return openCentre(desk);
    case 'checklist':
      return openChecklist(desk);
    case 'hours':
      desk.choose('plan');
      return desk.flow.focus('heading');
    case 'publish':
      return startPublishing(desk, {});
    default: {
      const isThere = entriesOf(desk, id).length > 0;
      return isThere ? desk.flow.focus(`list-${id}`) : openEntry(desk, id);
    }
  }
}
