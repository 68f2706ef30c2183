import type { PropertyDeclarations, PropertyValues } from 'lit';
import type { Vocabulary } from '../ui/locale-context.ts';
import { ScreenedElement, type Screens, type ScreensOptions } from '../ui/screened-element.ts';
import { first } from './words/fr-first.ts';
import type { SupervisionStrings } from './words/fr.ts';

/** What is said before the screens have come; the rest comes with them. */
const VOCABULARY: Vocabulary<SupervisionStrings> = {
  fr: first as Partial<SupervisionStrings> as SupervisionStrings,
  whole: () => import('./screen.ts').then(({ fr }) => fr),
  others: { en: () => import('./words/en.ts').then(({ en }) => en) },
};

/**
 * Runs of protocols as those see them who have a part in them, live. For a délégant: what waits for her answer, runs under her supervision, what was done
 * in her name to be countersigned at once, runs to be reviewed, comments. For a délégué: her own runs, with what was answered and said of them. For both:
 * adverse events, and how content one is with a protocol.
 *
 * @element relais-supervision
 * @summary Runs under supervision: alerts to answer, runs to countersign, adverse events.
 *
 * @fires {RelaisErrorEvent} relais-error - Something failed. `detail.code` says what.
 *
 * @csspart box - The box around everything.
 * @csspart heading - The title.
 * @csspart card - A run, an alert or an adverse event.
 * @csspart badge - How something stands, in a word.
 * @csspart dialog - What is asked before something is done.
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
 * @cssprop [--relais-color-danger] - What is wrong, or waits.
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
export class SupervisionElement extends ScreenedElement<SupervisionStrings> {
  static override properties: PropertyDeclarations = { ...ScreenedElement.properties, run: {} };

  /** Id of a run to open at once, which whoever looks has a part in; a page that leads to one gives it. */
  declare run: string | undefined;

  constructor() {
    super(VOCABULARY);
  }

  protected override update(changed: PropertyValues<this>): void {
    if (this.hasUpdated && changed.has('run')) void this.refresh();
    super.update(changed);
  }

  protected override async bring(options: ScreensOptions<SupervisionStrings>): Promise<Screens> {
    const { Screen } = await import('./screen.ts');
    return new Screen(this, options);
  }
}
