import type { Hold } from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { toPerson, type FieldName } from '../booking/person.ts';
import type { StateOf } from '../booking/picker-state.ts';
import { facts } from './facts.ts';
import { button, focusOn, heading, message, seatLines, valueOf, zoneNote, type View } from './parts.ts';

type Help = readonly [
  type: 'text' | 'tel' | 'email',
  complete: 'family-name' | 'given-name' | 'bday' | 'tel' | 'email',
  mode?: 'numeric',
];

/** How browsers and keyboards may help: the kind of field, what it is to a browser, the keys to show. */
const HELP: Readonly<Record<FieldName, Help>> = {
  familyName: ['text', 'family-name'],
  givenName: ['text', 'given-name'],
  birthDate: ['text', 'bday', 'numeric'],
  phone: ['tel', 'tel'],
  email: ['email', 'email'],
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
      : form(view, () => void picker.confirm(hold))
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

function form(view: View, confirm: () => void) {
  const { picker, t } = view;
  const submit = (event: Event) => {
    event.preventDefault();
    confirm();
  };
  return html`<form class="stack" novalidate @submit=${submit}>
    ${picker.faults.length ? summary(view) : nothing}
    <p class="quiet">${t.who}</p>
    <div class="pair">${picker.fields.map((name) => field(view, name))}</div>
    ${facts(view)}
    <slot name="privacy"></slot>
    <button type="submit" class="primary" part="action">${t.confirm}</button>
  </form>`;
}

/** Says how many answers are missing and leads to each; takes the focus when the form is refused. */
function summary({ picker, t }: View) {
  return html`<div class="summary" id="summary" tabindex="-1" role="group" aria-labelledby="faults" part="notice">
    <h3 id="faults">${t.faultCount(picker.faults.length)}</h3>
    <ul role="list">
      ${picker.faults.map((name) => html`<li>${button(t.faults[name], (event) => focusOn(event, `#${name}`), 'link')}</li>`)}
    </ul>
  </div>`;
}

function field({ picker, t }: View, name: FieldName) {
  const [type, complete, mode = nothing] = HELP[name];
  const isWrong = picker.faults.includes(name);
  const hint = (t.hints as Partial<Record<FieldName, string>>)[name];
  return html`<div class="field">
    <label for=${name}>${t.fields[name]}</label>
    <small id="${name}-help" class=${isWrong ? 'fault' : 'quiet'}>${isWrong ? t.faults[name] : hint}</small>
    <input
      id=${name}
      type=${type}
      maxlength="254"
      autocomplete=${complete}
      inputmode=${mode}
      ?required=${name !== 'email'}
      aria-invalid=${isWrong ? 'true' : nothing}
      aria-describedby="${name}-help"
      .value=${picker.person[name]}
      @input=${(event: Event) => (picker.person[name] = valueOf(event))}
    />
  </div>`;
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
