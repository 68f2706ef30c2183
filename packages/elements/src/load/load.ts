import type { Vocabulary } from '../ui/locale-context.ts';
import { ScreenedElement, type Screens, type ScreensOptions } from '../ui/screened-element.ts';
import { first } from './words/fr-first.ts';
import type { LoadStrings } from './words/fr.ts';

/** What is said before the screens have come; the rest comes with them. */
const VOCABULARY: Vocabulary<LoadStrings> = {
  fr: first as Partial<LoadStrings> as LoadStrings,
  whole: () => import('./screen.ts').then(({ fr }) => fr),
  others: { en: () => import('./words/en.ts').then(({ en }) => en) },
};

/**
 * How the load of unscheduled care is shared, so that every practice can check it: what each practice and each volunteer offered, their share, what they
 * received, and the gap; the bookings behind an account, week by week and one by one; the account in one sentence. A coordinator corrects accounts by an
 * entry with a reason, which everybody reads.
 *
 * @element relais-load
 * @summary Accounts of load: offered, share, received, gap, and what is behind them.
 *
 * @fires {RelaisErrorEvent} relais-error - Something failed. `detail.code` says what.
 * @fires {LedgerCorrectedEvent} relais-ledger-corrected - Accounts were corrected here. `detail.correction` is the entry.
 *
 * @csspart box - The box around everything.
 * @csspart heading - The title.
 * @csspart table - Accounts, bookings, or what is behind the picture.
 * @csspart badge - How an account stands, in words.
 * @csspart empty - Said where there is nothing yet.
 * @csspart notice - What is to be known or corrected.
 * @csspart dialog - What is asked before accounts are corrected.
 * @csspart field - A field with its name.
 * @csspart control - What is typed into or chosen from.
 * @csspart action - The main button of a screen.
 * @csspart tab - One of the tables.
 *
 * @cssprop [--relais-color-accent] - Buttons, links, focus, the line of the picture.
 * @cssprop [--relais-color-on-accent] - Text on the accent.
 * @cssprop [--relais-color-text] - Text.
 * @cssprop [--relais-color-text-quiet] - Secondary text.
 * @cssprop [--relais-color-surface] - Ground.
 * @cssprop [--relais-color-surface-raised] - Ground of what stands out in it.
 * @cssprop [--relais-color-border] - Lines.
 * @cssprop [--relais-color-border-control] - Edges of controls.
 * @cssprop [--relais-color-danger] - What is wrong.
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
export class LoadElement extends ScreenedElement<LoadStrings> {
  constructor() {
    super(VOCABULARY);
  }

  protected override async bring(options: ScreensOptions<LoadStrings>): Promise<Screens> {
    const { Screen } = await import('./screen.ts');
    return new Screen(this, options);
  }
}
