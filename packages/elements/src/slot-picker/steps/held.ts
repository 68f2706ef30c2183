import type { Hold } from '@relais/sdk';
import type { TemplateResult } from 'lit';
import { form, submitButton } from '../../ui/fields/form.ts';
import { dateField, emailField, telephoneField, textField, type AutoFill } from '../../ui/fields/typed.ts';
import { html } from '../../ui/html.ts';
import { toPerson, type FieldName } from '../booking/person.ts';
import type { StateOf } from '../booking/picker-state.ts';
import { facts } from './facts.ts';
import { button, heading, message, seatLines, zoneNote, type View } from './parts.ts';

type Drawn = readonly [draw: typeof textField, complete: AutoFill];

/** What kind of field each is, and what it is to a browser that may fill it in. */
const FIELDS: Readonly<Record<FieldName, Drawn>> = {
  familyName: [textField, 'family-name'],
  givenName: [textField, 'given-name'],
  birthDate: [dateField, 'bday'],
  phone: [telephoneField, 'tel'],
  email: [emailField, 'email'],
};

/** The held seat with the time left, and who comes; or, for a move, what it replaces. */
export function heldStep(view: View, { hold }: StateOf<'held'>): TemplateResult {
  const { picker, t, f } = view;
  const { moving } = picker;
  return html`${heading(view, moving ? t.moving : t.held, 'held')}
  ${ticket(
    view,
    hold,
    button(t.otherSlot, () => picker.showSeats(), 'link'),
  )}
  ${
    moving
      ? html`<p>${t.movingText(f.at(moving.booking.seat.start))}</p>
          ${button(t.confirmMove, () => picker.confirmMove(hold), 'primary')}
          ${button(t.cancelNo, () => picker.keepBooking(), 'link')}`
      : personForm(view, () => void picker.confirm(hold))
  }`;
}

function ticket(view: View, { seat }: Hold, action?: TemplateResult) {
  const { picker, t } = view;
  return html`<div class="ticket" part="ticket">
    <span class="quiet">${t.heldSeat}</span>
    ${seatLines(view, seat)} ${zoneNote(view, seat.start)}
    <span class="countdown" role="timer">${t.heldFor(t.duration(picker.secondsLeft))}</span>
    ${action}
  </div>`;
}

function personForm(view: View, confirm: () => void) {
  const { picker, t } = view;
  const faults = picker.faults.map((id) => ({ id, text: t.faults[id] }));
  const content = html`<p class="quiet">${t.who}</p>
    <div class="pair">${picker.fields.map((name) => field(view, name))}</div>
    ${facts(view)}
    <slot name="privacy"></slot>
    ${submitButton(t.confirm)}`;
  return form(t, faults, content, confirm);
}

function field({ picker, t }: View, name: FieldName) {
  const [draw, complete] = FIELDS[name];
  return draw(t, {
    id: name,
    label: t.fields[name],
    help: (t.hints as Partial<Record<FieldName, string>>)[name],
    fault: picker.faults.includes(name) ? t.faults[name] : undefined,
    need: name === 'email' ? 'optional' : 'required',
    value: picker.person[name],
    type: (value) => (picker.person[name] = value),
    complete,
  });
}

/** Somebody with the same telephone has a booking: is it the same person? Nothing leans to one answer; the seat stays held meanwhile. */
export function possibleDuplicateStep(view: View, { hold }: StateOf<'possible-duplicate'>): TemplateResult {
  const { picker, t } = view;
  const { givenName, familyName } = toPerson(picker.person);
  const choice = (label: string, press: () => unknown) => html`<li>${button(label, press, 'choice')}</li>`;
  return html`${heading(view, t.possibleDuplicate)}
    <p>${t.possibleDuplicateText}</p>
    <p>${t.possibleDuplicateFor(`${givenName} ${familyName}`, picker.person.birthDate)}</p>
    ${ticket(view, hold)}
    <ul role="list" class="choices">
      ${choice(t.samePerson, () => picker.keepExisting())} ${choice(t.anotherPerson, () => picker.confirm(hold, true))}
    </ul>
    ${button(t.correctPerson, () => picker.correctPerson(hold), 'link')}`;
}

/** The seat was not confirmed in time. */
export function expiredStep(view: View, { hold }: StateOf<'expired'>): TemplateResult {
  const { picker, t } = view;
  return message(
    view,
    t.expired,
    [t.expiredText],
    button(t.sameSlot, () => picker.holdSlot(hold.seat), 'primary'),
    button(t.otherSlot, () => picker.showSeats()),
  );
}
