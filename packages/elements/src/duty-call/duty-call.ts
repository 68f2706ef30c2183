import { LinkedElement, type LinkedScreen } from '../ui/link/linked-element.ts';
import type { DutyCallStrings } from './words/fr.ts';

/**
 * « Qui peut ? »: a volunteer says of each range of a call for duties whether they can: yes, if need be, no. No account: the link they were given
 * opens it, and looking at it answers nothing, since mail scanners open links. Answers may be changed until the call closes.
 *
 * @element relais-duty-call
 * @summary Yes, if need be or no to ranges that wait for a volunteer.
 *
 * @fires {DutyAnsweredEvent} relais-duty-answered - The volunteer has answered.
 * @fires {RelaisErrorEvent} relais-error - It could not be opened or answered; the element says so.
 *
 * @slot - What is shown until the element works, and where it cannot: a telephone number and hours.
 *
 * @csspart box - The box around everything.
 * @csspart heading - The title.
 * @csspart action - The button that sends the answers.
 * @csspart field - One range with its three answers.
 * @csspart option - One of the answers.
 * @csspart notice - What the coordination says, and what is to be corrected.
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
 * @cssstate loading - The call is on its way, or the answers are.
 * @cssstate asked - It can be answered.
 * @cssstate answered - It has just been.
 * @cssstate closed - It can no longer be.
 * @cssstate failed - It could not be opened.
 */
export class DutyCallElement extends LinkedElement<DutyCallStrings> {
  /** Fragment of the link, `#relais-duty=…`; that of the page's address when absent. */
  declare link: string | undefined;

  constructor() {
    super({
      fr: 'L’appel n’a pas pu être affiché.',
      en: 'The call could not be shown.',
    });
  }

  protected override async bring(): Promise<LinkedScreen> {
    const { DutyScreen } = await import('./screen.ts');
    return new DutyScreen(this);
  }
}
