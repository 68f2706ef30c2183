import type { PropertyDeclarations } from 'lit';
import type { Vocabulary } from '../ui/locale-context.ts';
import { ScreenedElement, type Screens, type ScreensOptions } from '../ui/screened-element.ts';
import type { MatterLinks } from './screen.ts';
import { first } from './words/fr-first.ts';
import type { MattersStrings } from './words/fr.ts';

/** What is said before the screen has come; the rest comes with it. */
const VOCABULARY: Vocabulary<MattersStrings> = {
  fr: first as Partial<MattersStrings> as MattersStrings,
  whole: () => import('./screen.ts').then(({ fr }) => fr),
  others: { en: () => import('./words/en.ts').then(({ en }) => en) },
};

/**
 * What needs a person today, for who answers for a structure: calls that are late, patients whose seat is gone, visits left open, mails that cannot
 * leave, software that cannot be told, training that ends, a log that is not whole or was not checked. Counts alone; each leads to where it is mended.
 *
 * @element relais-matters
 * @summary What needs a person today, each with the way to where it is mended.
 *
 * @fires {RelaisErrorEvent} relais-error - Something failed. `detail.code` says what.
 *
 * @csspart box - The box around everything.
 * @csspart heading - The title.
 * @csspart badge - How something stands, in a word.
 * @csspart empty - What is said where nothing needs anybody.
 *
 * @cssprop [--relais-color-accent] - Buttons, links, focus.
 * @cssprop [--relais-color-text] - Text.
 * @cssprop [--relais-color-text-quiet] - Secondary text.
 * @cssprop [--relais-color-surface] - Ground.
 * @cssprop [--relais-color-border] - Lines.
 * @cssprop [--relais-color-border-control] - Edges of controls.
 * @cssprop [--relais-color-danger] - What cannot wait.
 * @cssprop [--relais-color-warning] - What is to be done.
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
export class MattersElement extends ScreenedElement<MattersStrings> {
  static override properties: PropertyDeclarations = {
    ...ScreenedElement.properties,
    links: { type: Object },
  };

  /** Address of the page where each kind is mended, by kind, as in `{"visitsLeftOpen": "/pro/visites.html"}`. A kind without one leads nowhere. */
  declare links: MatterLinks | undefined;

  constructor() {
    super(VOCABULARY);
  }

  protected override async bring(options: ScreensOptions<MattersStrings>): Promise<Screens> {
    const { Screen } = await import('./screen.ts');
    return new Screen(this, options);
  }
}
