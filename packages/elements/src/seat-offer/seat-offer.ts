import type { PropertyDeclarations } from 'lit';
import { LinkedElement, type LinkedScreen } from '../ui/link/linked-element.ts';
import type { SeatOfferStrings } from './words/fr.ts';

/**
 * The answer to a freed seat that is offered by a message: where and when, until when it is kept, yes or no. No account: the link of the message
 * opens it, and looking at it answers nothing, since mail scanners open links.
 *
 * @element relais-seat-offer
 * @summary Yes or no to a seat that has become free.
 *
 * @fires {OfferAnsweredEvent} relais-offer-answered - The person has answered. `detail.answer` says what.
 * @fires {RelaisErrorEvent} relais-error - It could not be opened or answered; the element says so.
 *
 * @slot - What is shown until the element works, and where it cannot: a telephone number and hours.
 *
 * @csspart box - The box around everything.
 * @csspart heading - The title.
 * @csspart ticket - Where and when.
 * @csspart action - The button that says yes.
 * @csspart field - A field with its name.
 * @csspart control - What is typed into or chosen from.
 * @csspart notice - What is to be corrected or answered first.
 *
 * @cssprop [--relais-color-accent] - Buttons, links, focus.
 * @cssprop [--relais-color-on-accent] - Text on the accent.
 * @cssprop [--relais-color-text] - Text.
 * @cssprop [--relais-color-text-quiet] - Secondary text.
 * @cssprop [--relais-color-surface] - Ground.
 * @cssprop [--relais-color-surface-raised] - Ground of what stands out in it.
 * @cssprop [--relais-color-border] - Lines.
 * @cssprop [--relais-color-scheme=inherit] - `light`, `dark` or `light dark`; without it, the page's `color-scheme`.
 * @cssprop [--relais-font-family] - Font; `inherit` takes the page's.
 * @cssprop [--relais-max-inline-size=42em] - Greatest width.
 * @cssprop [--relais-radius=10px] - Roundness of corners.
 *
 * @cssstate loading - The offer is on its way, or the answer is.
 * @cssstate offer - It can be answered.
 * @cssstate answered - It has been.
 * @cssstate ended - It can no longer be.
 * @cssstate failed - It could not be opened.
 */
export class SeatOfferElement extends LinkedElement<SeatOfferStrings> {
  static override properties: PropertyDeclarations = {
    ...LinkedElement.properties,
    managePage: { attribute: 'manage-page' },
  };

  /** Fragment of the link, `#relais-offer=…`; that of the page's address when absent. */
  declare link: string | undefined;

  /** Page where bookings are moved and cancelled; without it no such link is shown. */
  declare managePage: string | undefined;

  constructor() {
    super({
      fr: 'La proposition n’a pas pu être affichée.',
      en: 'The offer could not be shown.',
    });
  }

  protected override async bring(): Promise<LinkedScreen> {
    const { OfferScreen } = await import('./screen.ts');
    return new OfferScreen(this);
  }
}
