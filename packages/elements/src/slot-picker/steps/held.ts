import { html, nothing, type TemplateResult } from 'lit';
import { fieldNames, type FieldName } from '../person.ts';
import { button, focusOn, heading, seatLines, zoneNote, type View } from './parts.ts';

/** How browsers and keyboards may help with each field. */
const HELP: Readonly<Record<FieldName, { type: string; complete: string; mode?: string }>> = {
  familyName: { type: 'text', complete: 'family-name' },
  givenName: { type: 'text', complete: 'given-name' },
  birthDate: { type: 'text', complete: 'bday', mode: 'numeric' },
  phone: { type: 'tel', complete: 'tel' },
  email: { type: 'email', complete: 'email' },
};

/** The held seat with the time left, and who comes; or, for a move, what replaces what. */
export function heldStep(view: View): TemplateResult {
  const { picker, t, f } = view;
  const seat = picker.hold!.seat;
  return html`${heading(view, picker.moving ? t.moving : t.held, 'held')}
    <div class="ticket" part="ticket">
      <span class="quiet">${t.heldSeat}</span>
      ${seatLines(view, seat)} ${zoneNote(view, seat.start)}
      <span class="countdown" role="timer">${t.heldFor(t.duration(picker.secondsLeft))}</span>
      ${button(t.otherSlot, picker.showSeats, 'link')}
    </div>
    ${
      picker.moving
        ? html`<p>${t.movingText(f.at(picker.moving.booking.seat.start))}</p>
            ${button(t.confirmMove, picker.confirmMove, 'primary')} ${button(t.cancelNo, picker.keep, 'link')}`
        : form(view)
    }`;
}

function form(view: View) {
  const { picker, t } = view;
  const submit = (event: Event) => {
    event.preventDefault();
    void picker.confirm();
  };
  return html`<form class="stack" novalidate @submit=${submit}>
    ${picker.faults.length ? summary(view) : nothing}
    <p class="quiet">${t.who}</p>
    <div class="pair">${fieldNames.map((name) => field(view, name))}</div>
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
  const { type, complete, mode } = HELP[name];
  const wrong = picker.faults.includes(name);
  const hint = name in t.hints ? t.hints[name as keyof typeof t.hints] : undefined;
  const described = [hint && `${name}-hint`, wrong && `${name}-fault`].filter(Boolean).join(' ');
  return html`<div class="field">
    <label for=${name}>${t.fields[name]}</label>
    ${hint ? html`<small class="quiet" id="${name}-hint">${hint}</small>` : nothing}
    ${wrong ? html`<small class="fault" id="${name}-fault">${t.faults[name]}</small>` : nothing}
    <input
      id=${name}
      type=${type}
      maxlength=${name === 'email' ? 254 : 100}
      autocomplete=${complete}
      inputmode=${mode ?? nothing}
      ?required=${name !== 'email'}
      aria-invalid=${wrong ? 'true' : nothing}
      aria-describedby=${described || nothing}
      .value=${picker.person[name]}
      @input=${(event: Event) => picker.type(name, (event.target as HTMLInputElement).value)}
    />
  </div>`;
}
