import type { BookingLink, Seat } from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import * as screens from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import { zoneNote as noteOf } from '../../ui/zone-note.ts';
import type { Format } from '../../ui/format.ts';
import type { Strings } from '../words/fr.ts';
import type { SlotPickerController } from '../booking/slot-picker-controller.ts';
import { placeOf } from '../booking/structure.ts';

/** What every screen is drawn from, besides its state. */
export interface View {
  readonly picker: SlotPickerController;
  readonly t: Strings;
  readonly f: Format;
}

export const { button } = screens;

/** The numbered steps; a reason known beforehand takes its own away. */
const STEPS = ['checklist', 'reason', 'seat', 'held'] as const;

/** The title of a screen, which takes the focus when the screen comes. */
export function heading({ picker, t }: View, title: string, step?: (typeof STEPS)[number]): TemplateResult {
  const steps = STEPS.filter((name) => name !== 'reason' || !picker.isReasonGiven);
  const place = step && !picker.moving ? t.step(steps.indexOf(step) + 1, steps.length) : nothing;
  return screens.heading(title, place);
}

/** A screen that says one thing and offers what to do next. */
export function message(
  view: View,
  title: string,
  texts: readonly unknown[],
  ...actions: screens.Part[]
): TemplateResult {
  return screens.message(heading(view, title), texts, ...actions);
}

/** The structure's telephone, when it has one. */
export function callStructure({ picker, t }: View): screens.Part {
  const { phone } = picker.structure;
  return phone ? html`<a class="button" href="tel:${phone.replace(/[^\d+]/g, '')}">${t.call(phone)}</a>` : nothing;
}

/** Whom to call where nothing works: the structure, or, where it was never heard of, what the page has put into the tag. */
export function callSomebody(view: View): screens.Part {
  return view.picker.structure.phone ? callStructure(view) : html`<slot></slot>`;
}

/** Where and when, as people write it on a card. */
export function seatLines({ picker, f }: View, seat: Pick<Seat, 'start' | 'siteId'>): TemplateResult {
  return lines(f.at(seat.start), placeOf(picker.structure, seat));
}

export function lines(when: string, place: string): TemplateResult {
  return html`<span class="when">${when}</span> <span translate="no">${place}</span>`;
}

/** Says whose clock the times are, to a browser that lives by another. */
export function zoneNote({ t, f }: View, start = ''): screens.Part {
  return noteOf(t, f, start);
}

export function openBooking({ picker, t }: View, link: BookingLink, look?: string, of?: string): TemplateResult {
  return button(t.openBooking, () => picker.open(link), look, of);
}

/** A part that opens, and stays so for whoever has opened it. */
export function folded({ picker }: View, key: string, title: unknown, content: unknown): TemplateResult {
  const unfold = (event: Event) => picker.unfold(key, (event.currentTarget as HTMLDetailsElement).open);
  return html`<details ?open=${picker.unfolded.has(key)} @toggle=${unfold}>
    <summary>${title}</summary>
    <div class="stack">${content}</div>
  </details>`;
}

/** What the page has put there for whoever finds no seat, such as `relais-request`. */
export function requestSlot({ picker }: View): TemplateResult {
  return html`<slot name="request" @slotchange=${picker.lend}></slot>`;
}
