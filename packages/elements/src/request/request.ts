import type { ChecklistRun } from '@relais/sdk';
import type { PropertyDeclarations } from 'lit';
import { LinkedElement, type LinkedScreen } from '../ui/link/linked-element.ts';
import type { RequestStrings } from './words/fr.ts';

/**
 * « Être rappelé »: a patient who finds no seat asks to be called back, in the hours of the service and where the structure takes such requests. A
 * reason, a contact and when she can be reached; grave signs are looked for first. The link of her request (`#relais-request=…` in the page's
 * address) shows how it stands and takes it back; looking changes nothing, since mail scanners open links.
 *
 * Alone on a page, or in a picker, which shows it where no seat is left and where the checklist has somebody called back:
 * `<relais-slot-picker …><relais-request slot="request"></relais-request></relais-slot-picker>`. The picker then says which backend, and nobody is
 * asked for the signs twice.
 *
 * @element relais-request
 * @summary A patient's own request to be called back.
 *
 * @fires {RequestLeftEvent} relais-request-left - The request is on the call-back list.
 * @fires {RequestWithdrawnEvent} relais-request-withdrawn - The patient has taken it back.
 * @fires {RelaisErrorEvent} relais-error - Something failed; the element says so.
 *
 * @slot - What is shown where the element does not work: a telephone number and hours.
 * @slot privacy - What the host says of the use of these data, above the button that sends.
 *
 * @csspart box - The box around everything.
 * @csspart heading - The title.
 * @csspart action - The one main action of the screen.
 * @csspart field - One field.
 * @csspart control - What is typed into.
 * @csspart option - One thing to tick.
 * @csspart notice - What has to be known, and what is to be corrected.
 *
 * @cssprop [--relais-color-accent] - Buttons, links, focus.
 * @cssprop [--relais-color-on-accent] - Text on the accent.
 * @cssprop [--relais-color-text] - Text.
 * @cssprop [--relais-color-text-quiet] - Secondary text.
 * @cssprop [--relais-color-surface] - Ground.
 * @cssprop [--relais-color-surface-raised] - Ground of what stands out in it.
 * @cssprop [--relais-color-border] - Lines.
 * @cssprop [--relais-color-danger] - Mistakes, and the edge of warnings.
 * @cssprop [--relais-color-alarm] - Ground of the number 15.
 * @cssprop [--relais-color-on-alarm] - The number on it.
 * @cssprop [--relais-color-scheme=inherit] - `light`, `dark` or `light dark`; without it, the page's `color-scheme`.
 * @cssprop [--relais-font-family] - Font; `inherit` takes the page's.
 * @cssprop [--relais-max-inline-size=42em] - Greatest width.
 * @cssprop [--relais-radius=10px] - Roundness of corners.
 *
 * @cssstate loading - Something is on its way.
 * @cssstate ready - Signs, or the form.
 * @cssstate left - A request stands, and how.
 * @cssstate closed - Nobody may ask now.
 * @cssstate failed - It could not be opened or sent.
 */
export class RequestElement extends LinkedElement<RequestStrings> {
  static override properties: PropertyDeclarations = {
    ...LinkedElement.properties,
    reason: {},
    checklistRun: { attribute: false },
  };

  /** Fragment of the link, `#relais-request=…`; that of the page's address when absent. */
  declare link: string | undefined;

  /** Code of the reason that is chosen beforehand. */
  declare reason: string | undefined;

  /** Signs that were looked for already, as a picker around it says: they are not asked again. */
  declare checklistRun: ChecklistRun | undefined;

  constructor() {
    super({
      fr: 'La demande de rappel n’a pas pu être affichée.',
      en: 'The request could not be shown.',
    });
  }

  /** Within a picker, once that shows it. */
  protected override get isWanted(): boolean {
    return this.slot === '' || this.assignedSlot !== null;
  }

  protected override async bring(): Promise<LinkedScreen> {
    const { RequestScreen } = await import('./screen.ts');
    return new RequestScreen(this);
  }
}
