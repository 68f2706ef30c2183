// All that is shown once there is something to show: fetched by the element as soon as it stands in a page.
import type { AdverseEvent, Run, RunList, Runs, SatisfactionLevel } from '@relais/sdk/run';
import { adoptStyles, nothing, type ReactiveElement, type TemplateResult } from 'lit';
import { DialogController } from '../ui/dialog/dialog-controller.ts';
import type { Drawn } from '../ui/dialog/form-dialog.ts';
import { FlowController } from '../ui/flow/flow-controller.ts';
import { FocusController } from '../ui/flow/focus-controller.ts';
import { heading, loading } from '../ui/flow/screens.ts';
import { troubleScreen } from '../ui/flow/trouble-screen.ts';
import { createFormat, type Format } from '../ui/format.ts';
import { html } from '../ui/html.ts';
import { LiveRegionController } from '../ui/live-region-controller.ts';
import type { LocaleController } from '../ui/locale-controller.ts';
import { signInOf, staleNotice } from '../ui/reading/reading-screens.ts';
import type { Screens, ScreensOptions } from '../ui/screened-element.ts';
import { tabs, type Tab } from '../ui/tabs/tabs.ts';
import { ToastController } from '../ui/toast/toast-controller.ts';
import { desk as deskStyles } from '../ui/together/desk.styles.ts';
import type { Desk, State } from './shared/desk.ts';
import { isDelegator, nameOf, reviewsOf, unsignedOf, waitingOf } from './shared/lines.ts';
import { Pictures } from './shared/pictures.ts';
import { Reading } from './shared/reading.ts';
import { SupervisionController } from './supervision-controller.ts';
import { styles } from './supervision.styles.ts';
import { renderEvents } from './views/adverse-events.ts';
import { renderDetail } from './views/detail.ts';
import { renderOpinion } from './views/opinion.ts';
import { renderRuns, renderUnsigned } from './views/runs.ts';
import { renderWaiting } from './views/waiting.ts';
import type { SupervisionStrings } from './words/fr.ts';

export { fr } from './words/fr.ts';

type Host = ReactiveElement & { readonly structure: string | undefined; readonly run: string | undefined };

/** What an element shows of runs, from the first answer of the backend on, and what its views need of it. */
export class Screen implements Desk, Screens {
  readonly flow: FlowController<State>;
  readonly dialog: DialogController<Drawn>;
  readonly pictures = new Pictures(
    () => this.runs,
    () => this.redraw(),
  );
  readonly #host: Host;
  readonly #locale: LocaleController<SupervisionStrings>;
  readonly #live: LiveRegionController;
  readonly #controller: SupervisionController;
  readonly #toasts: ToastController;
  readonly #said = new Map<string, SatisfactionLevel>();
  #tab: string | undefined;
  #reading: Reading | undefined;
  #isActing = false;
  #refusal: string | undefined;
  /** The run that the page has named last: it is opened once, and whoever goes back to the list stays there. */
  #named: string | undefined;
  #format: { readonly key: readonly unknown[]; readonly format: Format } | undefined;

  constructor(host: Host, { locale, source }: ScreensOptions<SupervisionStrings>) {
    this.#host = host;
    this.#locale = locale;
    adoptStyles(host.renderRoot as ShadowRoot, [...deskStyles.flat(), styles]);
    this.#live = new LiveRegionController(host);
    this.flow = new FlowController<State>(host, {
      first: { name: 'loading' },
      now: () => this.#controller.reading.now,
      structure: () => host.structure ?? source()?.settings?.structure ?? '',
    });
    new FocusController(host, () => this.flow);
    this.#controller = new SupervisionController(host, {
      source,
      flow: this.flow,
      read: (before) => {
        this.#tell(before);
        void this.#openNamed();
      },
      unread: () => this.pictures.forget(),
      leave: () => this.#leave(),
    });
    this.dialog = new DialogController<Drawn>(host);
    this.#toasts = new ToastController(host, { say: (text) => this.#live.say(text) });
  }

  get t(): SupervisionStrings {
    return this.#locale.strings;
  }

  get language(): string {
    return this.#locale.language;
  }

  get format(): Format {
    const key = [this.t, this.language, this.#controller.timezone];
    if (!this.#format?.key.every((part, index) => part === key[index]))
      this.#format = { key, format: createFormat(this.t, this.language, this.#controller.timezone) };
    return this.#format.format;
  }

  get runs(): Runs {
    const { calls } = this.#controller.reading;
    if (!calls) throw new Error('There is no screen before there is a client');
    return calls;
  }

  get list(): RunList | undefined {
    return this.#controller.list;
  }

  get events(): readonly AdverseEvent[] {
    return this.#controller.events;
  }

  get run(): Run | undefined {
    const { state } = this.flow;
    const { run } = this.#controller;
    return state.name === 'run' && run?.id === state.id ? run : undefined;
  }

  get reading(): Reading {
    const { client } = this.#controller.reading;
    if (!client) throw new Error('There is no screen before there is a client');
    this.#reading ??= new Reading(client, { language: () => this.language, changed: () => this.redraw() });
    return this.#reading;
  }

  get today(): string {
    const { timezone: timeZone } = this.#controller;
    return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(this.#controller.reading.now);
  }

  get state(): 'loading' | 'ready' | 'failed' {
    if (this.flow.trouble) return 'failed';
    return this.flow.state.name === 'loading' ? 'loading' : 'ready';
  }

  get isBusy(): boolean {
    return this.flow.isBusy || this.#isActing;
  }

  refresh(): Promise<void> {
    return this.#controller.reading.refresh();
  }

  redraw(): void {
    this.#host.requestUpdate();
  }

  open(id: string): void {
    this.#refusal = undefined;
    this.pictures.forget();
    this.flow.go({ name: 'run', id }, 'heading');
    void this.flow.run(() => this.#controller.open(id)).then(() => this.flow.focus('heading'));
  }

  async act(action: () => Promise<unknown>, said: string): Promise<void> {
    if (this.#isActing) return;
    this.#isActing = true;
    this.#refusal = undefined;
    this.redraw();
    try {
      await action();
      await this.done(said);
    } catch (error) {
      this.#refuse(error);
      await this.refresh();
    } finally {
      this.#isActing = false;
      this.redraw();
    }
  }

  #refuse(error: unknown): void {
    const { code = 'unexpected' } = error as { readonly code?: string };
    const { refusals, refused } = this.t;
    this.#refusal = (Object.hasOwn(refusals, code) ? refusals[code] : undefined) ?? refused(code);
  }

  /** A run that cannot be opened leaves the list, and says so. */
  async #openNamed(): Promise<void> {
    const { run } = this.#host;
    if (run === undefined || run === this.#named) return;
    this.#named = run;
    try {
      await this.#controller.open(run);
      this.flow.replace({ name: 'run', id: run });
    } catch (error) {
      const { code } = error as { readonly code?: string };
      if (code === 'forbidden' || code === 'not-found') this.#refusal = this.t.notTheirRun;
      else this.#refuse(error);
      this.redraw();
    }
  }

  async done(text: string): Promise<void> {
    this.#toasts.show(this.t, { text });
    const { run } = this;
    if (run) await this.#controller.open(run.id).catch(() => undefined);
    await this.refresh();
    await this.#host.updateComplete;
    // What was pressed may be gone with what it was done to.
    if (document.activeElement === document.body) this.flow.focus('heading');
  }

  render(): TemplateResult {
    return html`<div class="stack">${this.#renderShown()}</div>
      ${this.dialog.render(this.t, (drawn) => drawn.draw())} ${this.#toasts.render(this.t)}
      <p class="hidden" role="status">${this.#live.text}</p>`;
  }

  /** Whoever waits is said aloud at once, whatever part is shown. */
  #tell(before: RunList | undefined): void {
    const { list } = this;
    if (!list) return;
    const known = new Set(before ? waitingOf(before).map(({ run, alert }) => `${run.id} ${alert.rule}`) : []);
    const fresh = waitingOf(list).filter(({ run, alert }) => !known.has(`${run.id} ${alert.rule}`));
    if (before && fresh.length > 0) this.#live.say(this.t.asks(nameOf(this, fresh[0]?.run.delegate)));
    void this.#drawRead();
  }

  /** What had the focus may be gone: answered by somebody else, or nobody's any more. */
  async #drawRead(): Promise<void> {
    const root = this.#host.shadowRoot;
    const focused = root?.activeElement;
    this.redraw();
    await this.#host.updateComplete;
    if (focused && !focused.isConnected && document.activeElement === document.body)
      root.getElementById('heading')?.focus();
  }

  #leave(): void {
    this.#reading = undefined;
    this.#tab = this.#refusal = undefined;
    this.#said.clear();
    this.pictures.forget();
    this.dialog.close();
  }

  #renderShown(): unknown {
    const { t, flow } = this;
    const { trouble, secondsLeft, state } = flow;
    if (trouble) {
      return troubleScreen(t, trouble, {
        retry: () => flow.retry(),
        signIn: signInOf(this.#controller.reading.client),
        secondsLeft,
      });
    }
    if (state.name === 'loading') return loading(t.loading);
    const refusal = this.#refusal
      ? html`<p class="notice refusal" part="notice" role="alert">${this.#refusal}</p>`
      : nothing;
    return html`${staleNotice(t, this.#controller.reading, this.format)}${refusal}${state.name === 'run' ? renderDetail(this, state.id) : this.#renderLists()}`;
  }

  #renderLists(): TemplateResult {
    const { t, list, events } = this;
    if (!list) return html``;
    const all: (Tab & { readonly panel: () => TemplateResult })[] = [
      ...(isDelegator(list) || waitingOf(list).length + reviewsOf(list).length > 0
        ? [
            {
              id: 'waiting',
              title: t.waitingTab,
              count: waitingOf(list).length + reviewsOf(list).length,
              panel: () => renderWaiting(this),
            },
          ]
        : []),
      { id: 'runs', title: t.runsTab, panel: () => renderRuns(this) },
      ...(isDelegator(list) || unsignedOf(list).length > 0
        ? [{ id: 'unsigned', title: t.signTab, count: unsignedOf(list).length, panel: () => renderUnsigned(this) }]
        : []),
      {
        id: 'events',
        title: t.eventsTab,
        count: events.filter(({ closedAt }) => closedAt === undefined).length,
        panel: () => renderEvents(this),
      },
      {
        id: 'opinion',
        title: t.opinionTab,
        panel: () => renderOpinion(this, this.#said, (key, level) => void this.#said.set(key, level)),
      },
    ];
    const chosen = all.find(({ id }) => id === this.#tab) ?? all[0]!;
    return html`${heading(t.heading)}
    ${tabs({
      id: 'parts',
      label: t.heading,
      tabs: all,
      chosen: chosen.id,
      choose: (id) => {
        this.#tab = id;
        this.#refusal = undefined;
        this.redraw();
      },
      panel: chosen.panel(),
    })}`;
  }
}
