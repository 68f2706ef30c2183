import { html, nothing, type TemplateResult } from 'lit';
import { numbers } from '../numbers.ts';
import { button, callStructure, focusOn, heading, message, seatLines, type View } from './parts.ts';

/** All signs on one screen, none ticked beforehand; a sign that calls for the 15 leaves this screen as soon as it is ticked. */
export function checklistStep(view: View): TemplateResult {
  const { picker, t } = view;
  const list = picker.structure!.checklist!;
  const group = (title: string, audience: string) =>
    html`<fieldset>
      <legend>${title}</legend>
      <ul role="list">
        ${list.items.filter((item) => item.audience === audience).map((item) => sign(view, item))}
      </ul>
    </fieldset>`;
  return html`${heading(view, list.title, 'checklist')}
    ${picker.isOutdated ? html`<p class="notice" part="notice">${t.checklistOutdated}</p>` : nothing}
    ${remembered(view)} ${list.status === 'draft' ? html`<p class="badge">${t.checklistDraft}</p>` : nothing}
    <p>${list.notice}</p>
    <p>${t.checklistIntro}</p>
    ${button(t.checklistSkip, (event) => focusOn(event, '#end button'), 'link')} ${group(t.checklistAll, 'all')}
    ${group(t.checklistChild, 'child')}
    <div class="actions" id="end">
      ${button(picker.yes.size ? t.checklistContinue : t.checklistNone, picker.endChecklist, 'primary')}
    </div>`;
}

function sign({ picker }: View, { id, question, note }: { id: string; question: string; note?: string | undefined }) {
  const tick = (event: Event) => picker.tick(id, (event.target as HTMLInputElement).checked);
  return html`<li>
    <label class="check">
      <input type="checkbox" id=${id} .checked=${picker.yes.has(id)} @change=${tick} />
      <span>${question}${note ? html`<small class="quiet">${note}</small>` : nothing}</span>
    </label>
  </li>`;
}

/** A live booking made on this device: people come back to change it, not to book again. */
function remembered(view: View) {
  const { picker, t } = view;
  const known = picker.remembered;
  return known
    ? html`<div class="ticket" part="notice">
        <span class="quiet">${t.booking}</span>
        ${seatLines(view, known.seat)} ${button(t.openBooking, () => picker.open(known))}
      </div>`
    : nothing;
}

/** No way on from here: only the number, the way to write to it, and the way back from a slip of the finger. */
export function urgentStep(view: View): TemplateResult {
  const { picker, t } = view;
  const notes = picker.structure!.checklist!.items.filter(({ id, note }) => note && picker.stoppedBy.includes(id));
  return html`<div class="urgent stack">
      ${heading(view, t.urgent)}
      <a class="button call" part="action" href="tel:15">15</a>
      <p>${t.urgentText}</p>
      <p>${numbers(t.urgentDeaf)}</p>
      ${notes.map(({ note }) => html`<p>${numbers(note!)}</p>`)}
    </div>
    ${button(t.tickedByMistake, picker.untick, 'link')}`;
}

export function callbackStep(view: View): TemplateResult {
  const { picker, t } = view;
  const back = button(t.tickedByMistake, picker.untick, 'link');
  return message(view, t.callback, [numbers(t.callbackText)], [callStructure(view), back]);
}

export function attendingStep(view: View): TemplateResult {
  const { picker, t } = view;
  const back = button(t.tickedByMistake, picker.untick, 'link');
  return message(view, t.attending, [t.attendingText], [callStructure(view), back]);
}

export function reasonStep(view: View): TemplateResult {
  const { picker, t } = view;
  const choice = ({ code, label }: { code: string; label: string }) =>
    html`<li>
      <button
        type="button"
        class="choice"
        aria-current=${picker.reason === code ? 'true' : nothing}
        @click=${() => picker.chooseReason(code)}
      >
        ${label}
      </button>
    </li>`;
  return html`${heading(view, t.reason, 'reason')}
    <p>${t.reasonIntro}</p>
    <ul role="list" class="choices">
      ${picker.structure!.reasons.map(choice)}
    </ul>
    ${button(t.back, picker.backToChecklist, 'link')}`;
}
