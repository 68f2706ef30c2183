import { LinkedElement, type LinkedScreen } from '../ui/link/linked-element.ts';
import type { DoctorAnswerStrings } from './words/fr.ts';

/**
 * « Médecin traitant d’abord »: a treating doctor says by one press whether they see a patient of theirs themselves. No account: the link of the mail
 * opens it, and looking at it answers nothing, since mail scanners open links. Neither who the patient is nor why stands on it.
 *
 * @element relais-doctor-answer
 * @summary The treating doctor sees the patient, or cannot: one press.
 *
 * @fires {DoctorAnsweredEvent} relais-doctor-answered - The doctor has answered.
 * @fires {RelaisErrorEvent} relais-error - It could not be opened or answered; the element says so.
 *
 * @slot - What is shown until the element works, and where it cannot: a telephone number and hours.
 *
 * @csspart box - The box around everything.
 * @csspart heading - The title.
 * @csspart action - The buttons that answer.
 * @csspart notice - What has to be known.
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
 * @cssstate loading - The question is on its way, or the answer is.
 * @cssstate asked - It can be answered.
 * @cssstate answered - It has been.
 * @cssstate closed - It can no longer be, or not now.
 * @cssstate failed - It could not be opened.
 */
export class DoctorAnswerElement extends LinkedElement<DoctorAnswerStrings> {
  /** Fragment of the link, `#relais-doctor=…`; that of the page's address when absent. */
  declare link: string | undefined;

  constructor() {
    super({
      fr: 'La demande n’a pas pu être affichée.',
      en: 'The request could not be shown.',
    });
  }

  protected override async bring(): Promise<LinkedScreen> {
    const { DoctorScreen } = await import('./screen.ts');
    return new DoctorScreen(this);
  }
}
