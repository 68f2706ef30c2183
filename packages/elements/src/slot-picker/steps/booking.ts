import { html, nothing, type TemplateResult } from 'lit';
import type { BookingLink } from '@relais/sdk';
import { bookingFragment } from '../../internal/sdk.ts';
import type { SlotPickerController } from '../slot-picker-controller.ts';
import { button, callStructure, heading, message, zoneNote, type View } from './parts.ts';

/** A booking: just made, just moved, or opened by its link. */
export function bookingStep(view: View): TemplateResult {
  const { picker, t, f } = view;
  const { booking, link } = picker.current!;
  const name = picker.state.name;
  const isNew = name === 'confirmed' || name === 'moved';
  const isOpen = name !== 'too-late' && Date.parse(booking.changeableUntil) > picker.now();
  const site = picker.structure?.sites.find(({ id }) => id === booking.seat.siteId);
  return html`${isNew ? html`<p class="done" aria-hidden="true">✓</p>` : nothing}
    ${heading(view, isNew ? t[name] : isOpen ? t.booking : t.tooLate)}
    ${isOpen ? nothing : html`<p>${t.tooLateText}</p>`}
    <dl class="ticket" part="ticket">
      <div>
        <dt>${t.date}</dt>
        <dd class="when">${f.at(booking.seat.start)}</dd>
      </div>
      <div>
        <dt>${t.place}</dt>
        <dd>${[site?.name, site?.commune].filter(Boolean).join(', ')}</dd>
      </div>
      <div>
        <dt>${t.reference}</dt>
        <dd class="reference">${booking.reference}</dd>
      </div>
    </dl>
    ${zoneNote(view, booking.seat.start)}
    ${name === 'confirmed' ? html`<p>${booking.mail === 'queued' ? t.mailQueued : t.mailNone}</p>` : nothing}
    <div class="actions">
      ${button(t.calendar, () => saveCalendar(picker), 'primary')} ${button(t.print, () => print())}
      ${isOpen ? html`${button(t.move, picker.move)} ${button(t.cancel, picker.askCancel)}` : callStructure(view)}
    </div>
    ${
      isOpen
        ? html`<p class="quiet">
            ${t.changeable(f.at(booking.changeableUntil))} <a href=${manageUrl(link)}>${t.manageLink}</a>
          </p>`
        : nothing
    }`;
}

export function cancellingStep(view: View): TemplateResult {
  const { picker, t, f } = view;
  return message(
    view,
    t.cancelAsk,
    [html`<strong>${f.at(picker.current!.booking.seat.start)}</strong>`, t.cancelAskText],
    [button(t.cancelYes, picker.cancel, 'primary'), button(t.cancelNo, picker.keep)],
  );
}

export function cancelledStep(view: View): TemplateResult {
  const { picker, t, f } = view;
  return message(
    view,
    t.cancelled,
    [html`<s>${f.at(picker.current!.booking.seat.start)}</s>`, t.cancelledText],
    [button(t.anotherBooking, picker.restart, 'primary')],
  );
}

export function duplicateStep(view: View): TemplateResult {
  const { picker, t } = view;
  const link = picker.duplicate;
  return message(
    view,
    t.duplicate,
    [link ? t.duplicateText : t.duplicateElsewhere],
    [
      link ? button(t.openBooking, () => picker.open(link), 'primary') : callStructure(view),
      button(t.restart, picker.restart),
    ],
  );
}

/** This page, opened on the booking. Absolute, since a page's `<base>` would lead a bare fragment elsewhere. */
function manageUrl({ bookingId, token = '' }: BookingLink): string {
  return new URL(`#${bookingFragment(bookingId, token)}`, location.href).href;
}

async function saveCalendar(picker: SlotPickerController): Promise<void> {
  const text = await picker.readCalendar();
  if (text === undefined) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/calendar' }));
  link.download = 'relais.ics';
  link.click();
  // The download reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
