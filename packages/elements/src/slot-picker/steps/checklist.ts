import type { ChecklistItem } from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import { badge } from '../../ui/badge.ts';
import { tickBox } from '../../ui/fields/chosen.ts';
import { focusOn } from '../../ui/fields/form.ts';
import { html } from '../../ui/html.ts';
import { linkEmergencyNumbers } from '../../ui/emergency-numbers.ts';
import type { StateOf } from '../booking/picker-state.ts';
import { button, callStructure, heading, message, openBooking, requestSlot, seatLines, type View } from './parts.ts';

/** All signs on one screen, none ticked beforehand; one that calls for the 15 leaves this screen as soon as it is ticked. */
export function checklistStep(view: View, { checklist, isOutdated }: StateOf<'checklist'>): TemplateResult {
  const { picker, t } = view;
  const signs = (title: string, audience: string) =>
    html`<fieldset>
      <legend>${title}</legend>
      <ul role="list">
        ${checklist.items.filter((item) => item.audience === audience).map((item) => sign(view, item))}
      </ul>
    </fieldset>`;
  return html`${heading(view, checklist.title, 'checklist')}
    ${isOutdated ? html`<p class="notice" part="notice">${t.checklistOutdated}</p>` : remembered(view)}
    ${checklist.status === 'draft' ? html`<p>${badge(t.checklistDraft, 'waiting')}</p>` : nothing}
    <p>${checklist.notice}</p>
    <p>${t.checklistIntro}</p>
    ${button(t.checklistSkip, (event) => focusOn(event, '.primary'), 'link')} ${signs(t.checklistAll, 'all')}
    ${signs(t.checklistChild, 'child')}
    ${button(picker.yes.size ? t.checklistContinue : t.checklistNone, () => picker.endChecklist(), 'primary')}`;
}

function sign({ picker }: View, { id, question, note }: ChecklistItem) {
  const box = { id, text: question, help: note, isTicked: picker.yes.has(id) };
  return html`<li>${tickBox({ ...box, tick: (isYes) => picker.tick(id, isYes) })}</li>`;
}

/** A live booking made on this device: people come back to change it, not to book again. */
function remembered(view: View) {
  const known = view.picker.remembered.at(-1);
  return known
    ? html`<div class="ticket" part="notice">
        <span class="quiet">${view.t.booking}</span>
        ${seatLines(view, known.seat)} ${openBooking(view, known)}
      </div>`
    : nothing;
}

/** No way on from here: only the number, the way to write to it, and the way back from a slip of the finger. */
export function urgentStep(view: View, { itemIds }: StateOf<'urgent'>): TemplateResult {
  const { picker, t } = view;
  const notes = picker.structure.checklist?.items.filter(({ id }) => itemIds.includes(id)).map(({ note }) => note);
  return html`<div class="urgent stack">
      ${heading(view, t.urgent)}
      <a class="button call" part="action" href="tel:15">15</a>
      ${[t.urgentText, t.urgentDeaf, ...(notes ?? [])].map((text) => (text ? html`<p>${linkEmergencyNumbers(text)}</p>` : nothing))}
    </div>
    ${back(view, itemIds)}`;
}

export function callbackStep(view: View, { itemIds }: StateOf<'callback'>): TemplateResult {
  return html`${message(
    view,
    view.t.callback,
    [linkEmergencyNumbers(view.t.callbackText)],
    callStructure(view),
    back(view, itemIds),
  )}
  ${requestSlot(view)}`;
}

export function attendingStep(view: View, { itemIds }: StateOf<'attending'>): TemplateResult {
  return message(view, view.t.attending, [view.t.attendingText], callStructure(view), back(view, itemIds));
}

function back({ picker, t }: View, itemIds: readonly string[]) {
  return button(t.tickedByMistake, () => picker.untick(itemIds), 'link');
}

export function checklistMissingStep(view: View): TemplateResult {
  return message(view, view.t.checklistMissing, [view.t.checklistMissingText], callStructure(view));
}

export function reasonStep(view: View): TemplateResult {
  const { picker, t } = view;
  const choices = picker.structure.reasons.map(
    ({ code, label }) => html`<li>${button(label, () => picker.chooseReason(code), 'choice')}</li>`,
  );
  return html`${heading(view, t.reason, 'reason')}
    <p>${t.reasonIntro}</p>
    <ul role="list" class="choices">
      ${choices}
    </ul>
    ${button(t.back, () => picker.showChecklist(), 'link')}`;
}
