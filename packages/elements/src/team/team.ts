import type { Vocabulary } from '../ui/locale-context.ts';
import { ScreenedElement, type Screens, type ScreensOptions } from '../ui/screened-element.ts';
import type { TeamView } from './shared/desk.ts';
import { first } from './words/fr-first.ts';
import type { TeamStrings } from './words/fr.ts';

/** What is said before the screens have come; the rest comes with them. */
const VOCABULARY: Vocabulary<TeamStrings> = {
  fr: first as Partial<TeamStrings> as TeamStrings,
  whole: () => import('./screen.ts').then(({ fr }) => fr),
  others: { en: () => import('./words/en.ts').then(({ en }) => en) },
};

/**
 * The team of a structure's protocols. For those who answer for it (administrator, délégant): who delegates to whom in which protocol, what each file
 * lacks, papers, training and certificates, who can be called. With `view="mine"`, for a délégué: which protocols she can run now and, for the
 * others, everything that is missing and who can mend it.
 *
 * @element relais-team
 * @summary Délégants, délégués, their training, and what keeps a protocol from being run.
 *
 * @fires {TeamChangeEvent} relais-team-change - Something of the team was changed here. The detail carries ids.
 * @fires {RunRequestEvent} relais-run-request - A délégué wants to begin a run (`startable`). The detail carries the protocol and its version.
 * @fires {RelaisErrorEvent} relais-error - Something failed. `detail.code` says what.
 *
 * @csspart box - The box around everything.
 * @csspart heading - The title.
 * @csspart list - The list of people.
 * @csspart detail - The file of a person.
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
export class TeamElement extends ScreenedElement<TeamStrings> {
  static override properties = {
    view: { reflect: true },
    protocol: {},
    startable: { type: Boolean },
  };

  /** `team` for those who answer for the team, `mine` for what whoever is signed in can run. */
  declare view: TeamView;

  /** Id of the protocol that is shown first. */
  declare protocol: string | undefined;

  /** Offers to begin a run of a protocol that can be run: the host listens to `relais-run-request`. */
  declare startable: boolean;

  constructor() {
    super(VOCABULARY);
    this.view = 'team';
    this.startable = false;
  }

  protected override async bring(options: ScreensOptions<TeamStrings>): Promise<Screens> {
    const { Screen } = await import('./screen.ts');
    return new Screen(this, options);
  }
}
