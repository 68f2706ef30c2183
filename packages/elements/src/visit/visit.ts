import type { Vocabulary } from '../ui/locale-context.ts';
import { ScreenedElement, type Screens, type ScreensOptions } from '../ui/screened-element.ts';
import { first } from './words/fr-first.ts';
import type { VisitStrings } from './words/fr.ts';

/** What is said before the screens have come; the rest comes with them. */
const VOCABULARY: Vocabulary<VisitStrings> = {
  fr: first as Partial<VisitStrings> as VisitStrings,
  whole: () => import('./screen.ts').then(({ fr }) => fr),
  others: { en: () => import('./words/en.ts').then(({ en }) => en) },
};

/**
 * The patients of a volunteer’s day, live. What came with each of them: the reason, the signs that were looked for, treatments and history as shared.
 * Who has come, whose visit begins and ends; then what it was about, how long it took and where the patient goes on to, in three presses at most.
 * Patients without an appointment are added in one line; what is corrected keeps what stood there. Visits that were left open are shown, and close
 * with one press; to a coordinator without anything of the patients.
 *
 * @element relais-visit
 * @summary Visits of the day: what came with the patient, then final reason, duration, redirection.
 *
 * @fires {RelaisErrorEvent} relais-error - Something failed. `detail.code` says what.
 * @fires {VisitClosedEvent} relais-visit-closed - A visit has been closed here. `detail.visitId` says which.
 *
 * @csspart box - The box around everything.
 * @csspart heading - The title.
 * @csspart card - A visit.
 * @csspart badge - How it stands, in a word.
 * @csspart dialog - What is asked before something is done.
 * @csspart action - The main button of a screen.
 * @csspart tab - One of the lists.
 *
 * @cssprop [--relais-color-accent] - Buttons, links, focus.
 * @cssprop [--relais-color-on-accent] - Text on the accent.
 * @cssprop [--relais-color-text] - Text.
 * @cssprop [--relais-color-text-quiet] - Secondary text.
 * @cssprop [--relais-color-surface] - Ground.
 * @cssprop [--relais-color-surface-raised] - Ground of what stands out in it.
 * @cssprop [--relais-color-border] - Lines.
 * @cssprop [--relais-color-border-control] - Edges of controls.
 * @cssprop [--relais-color-danger] - What is wrong.
 * @cssprop [--relais-color-success] - What is complete.
 * @cssprop [--relais-color-warning] - What waits.
 * @cssprop [--relais-color-scheme=inherit] - `light`, `dark` or `light dark`; without it, the page's `color-scheme`.
 * @cssprop [--relais-density=0] - 0 for comfortable, 1 for compact.
 * @cssprop [--relais-font-family] - Font; `inherit` takes the page's.
 * @cssprop [--relais-max-inline-size=none] - Greatest width.
 * @cssprop [--relais-radius=10px] - Roundness of corners.
 *
 * @cssstate loading - It is being read.
 * @cssstate ready - It is shown.
 * @cssstate failed - It could not be read.
 */
export class VisitElement extends ScreenedElement<VisitStrings> {
  constructor() {
    super(VOCABULARY);
  }

  protected override async bring(options: ScreensOptions<VisitStrings>): Promise<Screens> {
    const { Screen } = await import('./screen.ts');
    return new Screen(this, options);
  }
}
