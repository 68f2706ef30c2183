import type { BookingLink, Seat } from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
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

type Part = TemplateResult | typeof nothing;

/** The numbered steps; a reason known beforehand takes its own away. */
const STEPS = ['checklist', 'reason', 'seat', 'held'] as const;

/** The title of a screen, which takes the focus when the screen comes. */
export function heading({ picker, t }: View, title: string, step?: (typeof STEPS)[number]): TemplateResult {
  const steps = STEPS.filter((name) => name !== 'reason' || !picker.isReasonGiven);
  const place = step && !picker.moving ? t.step(steps.indexOf(step) + 1, steps.length) : nothing;
  return html`<h2 part="heading" id="heading" tabindex="-1"><small class="quiet">${place}</small> ${title}</h2>`;
}

/** `of`: what it is about, where several of one label stand side by side. */
export function button(label: string, press: (event: Event) => unknown, look = '', of?: string): TemplateResult {
  const part = look === 'primary' ? 'action' : nothing;
  const name = of ? `${label}, ${of}` : nothing;
  return html`<button type="button" class=${look} part=${part} aria-label=${name} @click=${press}>${label}</button>`;
}

/** A screen that says one thing and offers what to do next. */
export function message(view: View, title: string, texts: readonly unknown[], ...actions: Part[]): TemplateResult {
  return html`${heading(view, title)}${texts.map((text) => (text ? html`<p>${text}</p>` : nothing))}
    <div class="actions">${actions}</div>`;
}

/** The structure's telephone, when it has one. */
export function callStructure({ picker, t }: View): Part {
  const { phone } = picker.structure;
  return phone ? html`<a class="button" href="tel:${phone.replace(/[^\d+]/g, '')}">${t.call(phone)}</a>` : nothing;
}

/** Where and when, as people write it on a card. */
export function seatLines({ picker, f }: View, seat: Pick<Seat, 'start' | 'siteId'>): TemplateResult {
  return lines(f.at(seat.start), placeOf(picker.structure, seat));
}

export function lines(when: string, place: string): TemplateResult {
  return html`<span class="when">${when}</span> <span translate="no">${place}</span>`;
}

/** Says whose clock the times are, to a browser that lives by another. */
export function zoneNote({ t, f }: View, start = ''): Part {
  const zone = start && f.foreignZone(start);
  return zone ? html`<p class="quiet">${t.zone(zone)}</p>` : nothing;
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

interface Selection {
  readonly id: string;
  readonly label: string;
  /** What stands for no choice. */
  readonly none: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly chosen: string | undefined;
  /** `''` for no choice. */
  readonly choose: (value: string) => void;
  /** What the answer is to a browser that may fill it in. */
  readonly complete?: 'sex' | 'address-level2' | undefined;
  /** What is wrong with the choice. */
  readonly fault?: string | undefined;
}

/** One choice of a list, or none. */
export function select(selection: Selection): TemplateResult {
  const { id, label, none, options, chosen, choose, complete = nothing, fault } = selection;
  const help = `${id}-help`;
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${fault ? html`<small id=${help} class="fault">${fault}</small>` : nothing}
    <select
      id=${id}
      autocomplete=${complete}
      aria-invalid=${fault ? 'true' : nothing}
      aria-describedby=${fault ? help : nothing}
      @change=${(event: Event) => choose(valueOf(event))}
    >
      <option value="">${none}</option>
      ${options.map(({ value, text }) => html`<option value=${value} .selected=${value === chosen}>${text}</option>`)}
    </select>
  </div>`;
}

/** Moves the focus within the picker, as a link to a place on the page would. */
export function focusOn(event: Event, selector: string): void {
  const root = (event.currentTarget as Element).getRootNode() as ShadowRoot;
  root.querySelector<HTMLElement>(selector)?.focus();
}

/** What a `change` event brought: a box ticked or not, a value chosen. */
export const isChecked = (event: Event): boolean => (event.target as HTMLInputElement).checked;
export const valueOf = (event: Event): string => (event.target as HTMLInputElement).value;
