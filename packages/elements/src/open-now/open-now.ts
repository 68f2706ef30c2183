import type { Vocabulary } from '../ui/locale-context.ts';
import { ScreenedElement, type Screens, type ScreensOptions } from '../ui/screened-element.ts';
import { first } from './words/fr-first.ts';
import type { OpenNowStrings } from './words/fr.ts';

/** What is said before the screen has come; the rest comes with it. */
const VOCABULARY: Vocabulary<OpenNowStrings> = {
  fr: first as Partial<OpenNowStrings> as OpenNowStrings,
  whole: () => import('./screen.ts').then(({ fr }) => fr),
  others: { en: () => import('./words/en.ts').then(({ en }) => en) },
};

/**
 * What a regulator sees in one glance: what is open now, where, until when, for whom, with what, how many seats are left, the bypass telephone, and
 * whether those who were sent today came. It follows the backend live. Without a network, what was last read stays, with its age.
 *
 * @element relais-open-now
 * @summary What is open now, and whether those who were sent came.
 *
 * @fires {RelaisErrorEvent} relais-error - Something failed. `detail.code` says what.
 *
 * @csspart box - The box around everything.
 * @csspart heading - The title.
 * @csspart badge - How something stands, in a word.
 * @csspart empty - What is said where nothing is open.
 * @csspart notice - That it could not be read again, and how old it is.
 *
 * @cssprop [--relais-color-accent] - Buttons, links, focus.
 * @cssprop [--relais-color-text] - Text.
 * @cssprop [--relais-color-text-quiet] - Secondary text.
 * @cssprop [--relais-color-surface] - Ground.
 * @cssprop [--relais-color-border] - Lines.
 * @cssprop [--relais-color-danger] - Who did not come.
 * @cssprop [--relais-color-warning] - What is old, or has no seat left.
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
export class OpenNowElement extends ScreenedElement<OpenNowStrings> {
  constructor() {
    super(VOCABULARY);
  }

  protected override async bring(options: ScreensOptions<OpenNowStrings>): Promise<Screens> {
    const { Screen } = await import('./screen.ts');
    return new Screen(this, options);
  }
}
