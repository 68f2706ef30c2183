// All that is shown once there is something to show: fetched by the element as soon as it stands in a page.
import type { Team } from '@relais/sdk/team';
import { adoptStyles, type ReactiveElement, type TemplateResult } from 'lit';
import { DialogController } from '../ui/dialog/dialog-controller.ts';
import { FlowController } from '../ui/flow/flow-controller.ts';
import { FocusController } from '../ui/flow/focus-controller.ts';
import { loading } from '../ui/flow/screens.ts';
import { troubleScreen } from '../ui/flow/trouble-screen.ts';
import { html } from '../ui/html.ts';
import { LiveRegionController } from '../ui/live-region-controller.ts';
import type { LocaleController } from '../ui/locale-controller.ts';
import type { ReadingController } from '../ui/reading/reading-controller.ts';
import { signInOf, staleNotice } from '../ui/reading/reading-screens.ts';
import type { ScreensOptions } from '../ui/screened-element.ts';
import { ToastController } from '../ui/toast/toast-controller.ts';
import { desk as deskStyles } from '../ui/together/desk.styles.ts';
import type { Drawn } from '../ui/dialog/form-dialog.ts';
import type { Desk, Screens, State, TeamView } from './shared/desk.ts';
import { ElementDesk } from './element-desk.ts';
import { TeamController } from './team-controller.ts';
import { styles } from './team.styles.ts';
import type { TeamStrings } from './words/fr.ts';

export { fr } from './words/fr.ts';

/** The element, as far as its screens look at it. */
interface TeamHost extends ReactiveElement {
  readonly view: TeamView;
  readonly protocol: string | undefined;
  readonly startable: boolean;
  readonly structure: string | undefined;
}

const VIEWS: Readonly<Record<TeamView, () => Promise<(desk: Desk, host: TeamHost) => Screens>>> = {
  team: async () => (await import('./people/team-screens.ts')).createTeamScreens,
  mine: async () => (await import('./mine/mine-screens.ts')).createMineScreens,
};

/** What an element shows of a team, from the first answer of the backend on. */
export class Screen {
  readonly #host: TeamHost;
  readonly #locale: LocaleController<TeamStrings>;
  readonly #live: LiveRegionController;
  readonly #flow: FlowController<State>;
  readonly #controller: TeamController;
  readonly #dialog: DialogController<Drawn>;
  readonly #toasts: ToastController;
  readonly #desk: ElementDesk;
  #screens: { readonly view: TeamView; readonly screens: Screens } | undefined;

  constructor(host: TeamHost, { locale, source }: ScreensOptions<TeamStrings>) {
    this.#host = host;
    this.#locale = locale;
    adoptStyles(host.renderRoot as ShadowRoot, [...deskStyles.flat(), styles]);
    this.#live = new LiveRegionController(host);
    this.#flow = new FlowController<State>(host, {
      first: { name: 'loading' },
      now: () => this.#reading.now,
      structure: () => host.structure ?? source()?.settings?.structure ?? '',
    });
    new FocusController(host, () => this.#flow);
    this.#controller = new TeamController(host, {
      source,
      view: () => this.#view,
      flow: this.#flow,
      prepare: (view) => this.#prepare(view),
      leave: () => this.#leave(),
    });
    this.#dialog = new DialogController<Drawn>(host);
    this.#toasts = new ToastController(host, { say: (text) => this.#live.say(text) });
    this.#desk = new ElementDesk(host, {
      locale,
      controller: this.#controller,
      flow: this.#flow,
      dialog: this.#dialog,
      toasts: this.#toasts,
    });
  }

  get #reading(): ReadingController<Team> {
    return this.#controller.reading;
  }

  get state(): 'loading' | 'ready' | 'failed' {
    if (this.#flow.trouble) return 'failed';
    return this.#flow.state.name;
  }

  get isBusy(): boolean {
    return this.#flow.isBusy;
  }

  refresh(): Promise<void> {
    return this.#reading.refresh();
  }

  render(): TemplateResult {
    const { strings: t } = this.#locale;
    return html`<div class="stack">${this.#renderShown(t)}</div>
      ${this.#dialog.render(t, (drawn) => drawn.draw())} ${this.#toasts.render(t)}
      <p class="hidden" role="status">${this.#live.text}</p>`;
  }

  /** A bad attribute is no reason to show nothing. */
  get #view(): TeamView {
    return Object.hasOwn(VIEWS, this.#host.view) ? this.#host.view : 'team';
  }

  async #prepare(view: TeamView): Promise<void> {
    const create = await VIEWS[view]();
    if (this.#screens?.view !== view) this.#screens = { view, screens: create(this.#desk, this.#host) };
  }

  #leave(): void {
    this.#screens = undefined;
    this.#dialog.close();
  }

  #renderShown(t: TeamStrings): unknown {
    const { trouble, secondsLeft, state } = this.#flow;
    if (trouble) {
      return troubleScreen(t, trouble, {
        retry: () => this.#flow.retry(),
        signIn: signInOf(this.#reading.client),
        secondsLeft,
      });
    }
    if (state.name === 'loading' || !this.#screens) return loading(t.loading);
    return html`${staleNotice(t, this.#reading, this.#desk.format)}${this.#screens.screens.render()}`;
  }
}
