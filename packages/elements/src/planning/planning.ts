import type { Vocabulary } from '../ui/locale-context.ts';
import { ScreenedElement, type Screens, type ScreensOptions } from '../ui/screened-element.ts';
import { first } from './words/fr-first.ts';
import type { PlanningStrings } from './words/fr.ts';

/** What is said before the screens have come; the rest comes with them. */
const VOCABULARY: Vocabulary<PlanningStrings> = {
  fr: first as Partial<PlanningStrings> as PlanningStrings,
  whole: () => import('./screen.ts').then(({ fr }) => fr),
  others: { en: () => import('./words/en.ts').then(({ en }) => en) },
};

/**
 * The planning of a structure, for its coordinator: who receives when, in words; ranges, closures and one-off openings to be changed, beside what
 * the next eight weeks then look like; before it is published, what becomes of each booking that it has no seat for; who published what and why,
 * and the last publication to be taken back. To who receives patients it gives their own ranges for the calendar of their telephone, and it reads
 * of the calendar they keep themselves when they are busy.
 *
 * @element relais-planning
 * @summary Who receives when: changed, looked at, published, taken back.
 *
 * @fires {PlanningPublishedEvent} relais-planning-published - A planning was published here. The detail carries its version.
 * @fires {RelaisErrorEvent} relais-error - Something failed. `detail.code` says what.
 *
 * @csspart box - The box around everything.
 * @csspart heading - The title.
 * @csspart badge - How something stands, in a word.
 * @csspart notice - What is to be known before going on.
 * @csspart preview - The coming weeks.
 * @csspart action - The main button of a screen.
 * @csspart tab - One of the parts.
 *
 * @cssprop [--relais-color-accent] - Buttons, links, focus.
 * @cssprop [--relais-color-on-accent] - Text on the accent.
 * @cssprop [--relais-color-text] - Text.
 * @cssprop [--relais-color-text-quiet] - Secondary text.
 * @cssprop [--relais-color-surface] - Ground.
 * @cssprop [--relais-color-surface-raised] - Ground of what stands out in it.
 * @cssprop [--relais-color-border] - Lines.
 * @cssprop [--relais-color-border-control] - Edges of controls.
 * @cssprop [--relais-color-danger] - What is wrong, or cannot be undone.
 * @cssprop [--relais-color-success] - What is complete.
 * @cssprop [--relais-color-warning] - What is missing.
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
export class PlanningElement extends ScreenedElement<PlanningStrings> {
  constructor() {
    super(VOCABULARY);
  }

  protected override async bring(options: ScreensOptions<PlanningStrings>): Promise<Screens> {
    const { Screen } = await import('./screen.ts');
    return new Screen(this, options);
  }
}
