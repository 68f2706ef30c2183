import type { BookingLink } from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { bookingFragment } from '@relais/sdk';
import type { RecalledBooking, StateOf } from '../booking/picker-state.ts';
import type { SlotPickerController } from '../booking/slot-picker-controller.ts';
import { placeOf } from '../booking/structure.ts';
import { button, callStructure, heading, lines, message, openBooking, zoneNote, type View } from './parts.ts';

/** A booking: just made, just moved, or opened by its link. */
export function bookingStep(
  view: View,
  state: StateOf<'confirmed' | 'moved' | 'booking' | 'too-late'>,
): TemplateResult {
  const { picker, t, f } = view;
  const { name, booking, link } = state;
  const { seat, reference, changeableUntil } = booking;
  const isNew = name === 'confirmed' || name === 'moved';
  const isOpen = name !== 'too-late' && Date.parse(changeableUntil) > picker.now;
  const row = (label: string, value: string, look = '') =>
    html`<div>
      <dt>${label}</dt>
      <dd class=${look} translate=${look === 'when' ? nothing : 'no'}>${value}</dd>
    </div>`;
  return html`${isNew ? html`<p class="done" aria-hidden="true">✓</p>` : nothing}
    ${heading(view, name === 'too-late' ? t.tooLate : t[name])}
    ${isOpen ? nothing : html`<p>${isNew ? t.tooLate : t.tooLateText}</p>`}
    <dl class="ticket" part="ticket">
      ${row(t.date, f.at(seat.start), 'when')} ${row(t.place, placeOf(picker.structure, seat))}
      ${row(t.reference, reference, 'reference')}
    </dl>
    ${zoneNote(view, seat.start)} ${name === 'too-late' ? nothing : mail(view, state, isOpen)}
    <div class="actions">
      ${button(t.calendar, () => saveCalendar(picker, link))} ${button(t.print, () => print())}
      ${
        isOpen
          ? html`${button(t.move, () => picker.move(state))} ${button(t.cancel, () => picker.askCancel(state))}`
          : callStructure(view)
      }
    </div>
    ${
      isOpen
        ? html`<p class="quiet">
            ${t.changeable(f.at(changeableUntil))} <a href=${manageUrl(link)}>${t.manageLink}</a>
          </p>`
        : nothing
    }
    ${elsewhere(view, link)}`;
}

/** What became of the mail. One that could not go is not left to be waited for: what to do instead is said. */
function mail(view: View, { name, booking }: StateOf<'confirmed' | 'moved' | 'booking' | 'too-late'>, isOpen: boolean) {
  const { t } = view;
  switch (booking.mail) {
    case 'queued':
      return html`<p>${t.mailQueued}</p>`;
    case 'sent':
      return html`<p>${t.mailSent}</p>`;
    case 'failed':
      return html`<div class="notice stack" part="notice">
        <p><strong>${t.mailFailed}</strong></p>
        <p>${t.mailFailedText} ${isOpen ? t.mailFailedLink : nothing}</p>
        ${isOpen ? callStructure(view) : nothing}
      </div>`;
    case 'none':
      return name === 'confirmed' ? html`<p>${t.mailNone}</p>` : nothing;
  }
}

export function cancellingStep(view: View, state: StateOf<'cancelling'>): TemplateResult {
  const { picker, t, f } = view;
  return message(
    view,
    t.cancelAsk,
    [html`<strong>${f.at(state.booking.seat.start)}</strong>`, t.cancelAskText],
    button(t.cancelYes, () => picker.cancel(state), 'primary'),
    button(t.cancelNo, () => picker.keepBooking()),
  );
}

export function cancelledStep(view: View, { booking }: StateOf<'cancelled'>): TemplateResult {
  const { picker, t, f } = view;
  return message(
    view,
    t.cancelled,
    [html`<s>${f.at(booking.seat.start)}</s>`, t.cancelledText],
    button(t.anotherBooking, () => picker.restart(), 'primary'),
  );
}

export function duplicateStep(view: View, { link, isGuess }: StateOf<'duplicate'>): TemplateResult {
  const { picker, t } = view;
  return message(
    view,
    t.duplicate,
    [isGuess && t.seatGivenBack, !link ? t.duplicateElsewhere : isGuess ? t.duplicateHere : t.duplicateText],
    link ? openBooking(view, link, 'primary') : callStructure(view),
    button(t.restart, () => picker.restart()),
  );
}

export function linkInvalidStep(view: View): TemplateResult {
  const { picker, t } = view;
  return message(
    view,
    t.linkInvalid,
    [t.linkInvalidText],
    button(t.start, () => picker.restart(), 'primary'),
    callStructure(view),
  );
}

/** What one may want besides: another appointment, and to leave nothing of this one on a device others use. */
function elsewhere({ picker, t }: View, { bookingId }: BookingLink) {
  const remembered = picker.remembered.find((other) => other.bookingId === bookingId);
  return html`<div class="aside">
    ${button(t.anotherBooking, () => picker.restart(), 'link')}
    ${remembered ? button(t.forget, () => picker.askForget(remembered), 'link') : nothing}
  </div>`;
}

/** Bookings made on this device: several, or one of which nobody can be asked how it stands. */
export function rememberedStep(view: View, { bookings, isStale }: StateOf<'remembered'>): TemplateResult {
  const { picker, t } = view;
  return html`${heading(view, t.remembered(bookings.length))}
  ${
    isStale
      ? html`<div class="notice stack" part="notice">
          <p>${t.maybeChanged}</p>
          ${button(t.retry, () => picker.backToRemembered())}
        </div>`
      : nothing
  }
  ${bookings.map((recalled) => rememberedTicket(view, recalled, isStale))}
  ${button(t.anotherBooking, () => picker.restart(), isStale ? 'link' : 'primary')}`;
}

/** Times by the wall of the place, which is known without a network, too. */
function rememberedTicket(view: View, recalled: RecalledBooking, isStale: boolean): TemplateResult {
  const { picker, t, f } = view;
  const when = f.atWall(recalled.seat.startLocal);
  const words = lines(when, placeOf(picker.structure, recalled.seat) || (recalled.place ?? ''));
  if (recalled.isCancelled)
    return html`<div class="ticket" part="ticket"><span>${t.cancelled}</span><s>${words}</s></div>`;
  return html`<div class="ticket" part="ticket">
    ${words} <span class="quiet">${t.reference}</span>
    <span class="reference" translate="no">${recalled.reference}</span>
    <div class="aside">
      ${isStale ? nothing : openBooking(view, recalled, 'link', when)}
      ${button(t.forget, () => picker.askForget(recalled), 'link', when)}
    </div>
  </div>`;
}

export function forgettingStep(view: View, { remembered }: StateOf<'forgetting'>): TemplateResult {
  const { picker, t, f } = view;
  return message(
    view,
    t.forgetAsk,
    [html`<strong>${f.atWall(remembered.seat.startLocal)}</strong>`, t.forgetAskText],
    button(t.forgetYes, () => picker.forget(remembered), 'primary'),
    button(t.cancelNo, () => picker.backToRemembered()),
  );
}

export function forgottenStep(view: View, { remembered }: StateOf<'forgotten'>): TemplateResult {
  const { picker, t } = view;
  const others = picker.remembered.length;
  return message(
    view,
    t.forgotten,
    [html`<span>${t.forgottenText}</span> <span class="reference" translate="no">${remembered.reference}</span>`],
    others ? button(t.remembered(others), () => picker.backToRemembered(), 'primary') : nothing,
    button(t.anotherBooking, () => picker.restart()),
  );
}

/** This page, opened on the booking. Absolute, since a page's `<base>` would lead a bare fragment elsewhere. */
function manageUrl({ bookingId, token = '' }: BookingLink): string {
  return new URL(`#${bookingFragment(bookingId, token)}`, location.href).href;
}

async function saveCalendar(picker: SlotPickerController, booking: BookingLink): Promise<void> {
  const text = await picker.readCalendar(booking);
  if (text === undefined) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/calendar' }));
  link.download = 'relais.ics';
  link.click();
  // The download reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
