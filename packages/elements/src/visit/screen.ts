import type { Client } from '@relais/sdk';
import type { OpenVisit, Visit, VisitList, Visits, VisitSettings } from '@relais/sdk/visit';
import type { VisitDeed } from '@relais/sdk/visit';
import { adoptStyles, nothing, type ReactiveElement, type TemplateResult } from 'lit';
import { DialogController } from '../ui/dialog/dialog-controller.ts';
import type { Drawn } from '../ui/dialog/form-dialog.ts';
import { emptyState } from '../ui/flow/empty-state.ts';
import { FlowController } from '../ui/flow/flow-controller.ts';
import { FocusController } from '../ui/flow/focus-controller.ts';
import { heading, loading } from '../ui/flow/screens.ts';
import { troubleScreen } from '../ui/flow/trouble-screen.ts';
import { createFormat, type Format } from '../ui/format.ts';
import { html } from '../ui/html.ts';
import { LiveRegionController } from '../ui/live-region-controller.ts';
import type { LocaleController } from '../ui/locale-controller.ts';
import { fullName } from '../ui/person/person.ts';
import type { ReadingController } from '../ui/reading/reading-controller.ts';
import { signInOf, staleNotice } from '../ui/reading/reading-screens.ts';
import type { Screens, ScreensOptions } from '../ui/screened-element.ts';
import { tabs } from '../ui/tabs/tabs.ts';
import { ToastController } from '../ui/toast/toast-controller.ts';
import { desk as deskStyles } from '../ui/together/desk.styles.ts';
import { badge } from '../ui/badge.ts';
import { AddingLine } from './adding.ts';
import { visitCards } from './cards.ts';
import type { Desk, Place, State } from './desk.ts';
import { VisitController } from './visit-controller.ts';
import { VisitClosedEvent } from './visit-events.ts';
import { styles } from './visit.styles.ts';
import type { VisitStrings } from './words/fr.ts';

export { fr } from './words/fr.ts';

/** What an element shows of visits, from the first answer of the backend on, and what its views need of it. */
export class Screen implements Desk, Screens {
  readonly flow: FlowController<State>;
  readonly dialog: DialogController<Drawn>;
  readonly #host: ReactiveElement;
  readonly #locale: LocaleController<VisitStrings>;
  readonly #live: LiveRegionController;
  readonly #controller: VisitController;
  readonly #toasts: ToastController;
  #adding = new AddingLine(this);
  #tab: string | undefined;
  #isActing = false;
  #refusal: string | undefined;
  #format: { readonly key: readonly unknown[]; readonly format: Format } | undefined;

  constructor(
    host: ReactiveElement & { readonly structure: string | undefined },
    { locale, source }: ScreensOptions<VisitStrings>,
  ) {
    this.#host = host;
    this.#locale = locale;
    adoptStyles(host.renderRoot as ShadowRoot, [...deskStyles.flat(), styles]);
    this.#live = new LiveRegionController(host);
    this.flow = new FlowController<State>(host, {
      first: { name: 'loading' },
      now: () => this.now,
      structure: () => host.structure ?? source()?.settings?.structure ?? '',
    });
    new FocusController(host, () => this.flow);
    this.#controller = new VisitController(host, {
      source,
      flow: this.flow,
      language: () => this.language,
      leave: () => this.#leave(),
    });
    this.dialog = new DialogController<Drawn>(host);
    this.#toasts = new ToastController(host, { say: (text) => this.#live.say(text) });
  }

  get t(): VisitStrings {
    return this.#locale.strings;
  }

  get language(): 'fr' | 'en' {
    return this.#locale.language === 'en' ? 'en' : 'fr';
  }

  get format(): Format {
    const key = [this.t, this.language, this.place.timezone];
    if (!this.#format?.key.every((part, index) => part === key[index]))
      this.#format = { key, format: createFormat(this.t, this.language, this.place.timezone) };
    return this.#format.format;
  }

  get visits(): Visits {
    const { calls } = this.#reading;
    if (!calls) throw new Error('There is no screen before there is a client');
    return calls;
  }

  get client(): Client {
    const { client } = this.#reading;
    if (!client) throw new Error('There is no screen before there is a client');
    return client;
  }

  find(id: string): Visit | undefined {
    const { list, open } = this.#controller;
    return [...(list?.visits ?? []), ...(open?.visits ?? [])].find((visit) => visit.id === id);
  }

  get place(): Place {
    return this.#controller.place;
  }

  get list(): VisitList | undefined {
    return this.#controller.list;
  }

  get settings(): VisitSettings | undefined {
    return this.#controller.settings;
  }

  get now(): number {
    return this.#reading.now;
  }

  get #reading(): ReadingController<Visits> {
    return this.#controller.reading;
  }

  get state(): 'loading' | 'ready' | 'failed' {
    if (this.flow.trouble) return 'failed';
    return this.flow.state.name === 'loading' ? 'loading' : 'ready';
  }

  get isBusy(): boolean {
    return this.flow.isBusy || this.#isActing;
  }

  refresh(): Promise<void> {
    return this.#reading.refresh();
  }

  redraw(): void {
    this.#host.requestUpdate();
  }

  async act(visit: Visit, deed: VisitDeed): Promise<void> {
    if (this.#isActing) return;
    this.#isActing = true;
    this.#refusal = undefined;
    this.redraw();
    try {
      const { revision } = await this.send(visit, deed);
      const undo = deed.kind === 'retract' ? undefined : () => this.act({ ...visit, revision }, { kind: 'retract' });
      this.#toasts.show(this.t, { text: this.#tell(visit, deed.kind), undo, about: visit.id });
    } catch (error) {
      const { code = 'unexpected' } = error as { readonly code?: string };
      const { refusals, refused } = this.t;
      this.#refusal = (Object.hasOwn(refusals, code) ? refusals[code] : undefined) ?? refused(code);
    } finally {
      await this.refresh();
      this.#isActing = false;
      this.redraw();
    }
    this.#keepFocus(visit.id);
  }

  async send(visit: Visit, deed: VisitDeed) {
    const receipt = await this.visits.act(visit, deed);
    if (deed.kind === 'close') this.#host.dispatchEvent(new VisitClosedEvent({ visitId: visit.id }));
    return receipt;
  }

  async done(text: string): Promise<void> {
    this.#toasts.show(this.t, { text });
    await this.refresh();
    if (!this.#host.shadowRoot?.activeElement) this.flow.focus('heading');
  }

  render(): TemplateResult {
    return html`<div class="stack">${this.#renderShown()}</div>
      ${this.dialog.render(this.t, (drawn) => drawn.draw())} ${this.#toasts.render(this.t)}
      <p class="hidden" role="status">${this.#live.text}</p>`;
  }

  #tell(visit: Visit, kind: VisitDeed['kind']): string {
    const { told, undone } = this.t;
    return Object.hasOwn(told, kind) ? told[kind as keyof typeof told](fullName(visit)) : undone;
  }

  /** What was pressed may be gone with what it was done to: the next thing to do on the same visit takes the focus, else the title. */
  #keepFocus(id: string): void {
    const { shadowRoot } = this.#host;
    if (this.dialog.about !== undefined) return;
    void this.#host.updateComplete.then(() => {
      if (shadowRoot?.activeElement) return;
      const next = shadowRoot?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"] .actions button`);
      if (next) next.focus();
      else this.flow.focus('heading');
    });
  }

  #leave(): void {
    this.#adding = new AddingLine(this);
    this.#tab = this.#refusal = undefined;
    this.dialog.close();
  }

  #renderShown(): unknown {
    const { t, flow } = this;
    const { trouble, secondsLeft, state } = flow;
    if (trouble) {
      return troubleScreen(t, trouble, {
        retry: () => flow.retry(),
        signIn: signInOf(this.#reading.client),
        secondsLeft,
      });
    }
    if (state.name === 'loading') return loading(t.loading);
    const refusal = this.#refusal
      ? html`<p class="notice refusal" part="notice" role="alert">${this.#refusal}</p>`
      : nothing;
    return html`${heading(t.heading)} ${staleNotice(t, this.#reading, this.format)} ${refusal} ${this.#renderLists()}`;
  }

  #renderLists(): unknown {
    const { t, list } = this;
    const { open, overseen } = this.#controller;
    if (!list) return overseen ? this.#renderOverseen(overseen.visits) : nothing;
    const leftOpen = open?.visits ?? [];
    const isOpen = this.#tab === 'open';
    return tabs({
      id: 'parts',
      label: t.heading,
      tabs: [
        { id: 'day', title: t.dayTab },
        { id: 'open', title: t.openTab, count: leftOpen.length },
      ],
      chosen: isOpen ? 'open' : 'day',
      choose: (id) => {
        this.#tab = id;
        this.redraw();
      },
      panel: isOpen ? this.#renderOpen(leftOpen) : this.#renderDay(list),
    });
  }

  #renderDay({ visits, date }: VisitList): TemplateResult {
    const { t, format } = this;
    return html`<div class="stack">
      <p class="quiet">${t.on(format.date(`${date}T12:00:00Z`))}</p>
      ${this.#adding.render()}
      ${visits.length === 0 ? emptyState(t.noVisits, t.noVisitsText) : visitCards(this, visits)}
    </div>`;
  }

  #renderOpen(visits: readonly Visit[]): TemplateResult {
    const { t } = this;
    if (visits.length === 0) return emptyState(t.noneOpen, t.noneOpenText);
    return html`<div class="stack">
      <p>${t.openText}</p>
      ${visitCards(this, visits)}
    </div>`;
  }

  #renderOverseen(visits: readonly OpenVisit[]): TemplateResult {
    const { t, format } = this;
    if (visits.length === 0) return emptyState(t.noneOpen, t.noneOpenText);
    return html`<p>${t.overseenText(visits.length)}</p>
      <ul role="list" class="cards">
        ${visits.map(
          ({ id, start, date, state, doctor, siteId }) =>
            html`<li class="card head" part="card" data-id=${id}>
              <div>
                <h3>${start === undefined ? format.date(`${date}T12:00:00Z`) : format.at(start)}</h3>
                <p class="quiet">
                  ${[
                    this.place.sites.find((site) => site.id === siteId)?.name ?? siteId,
                    doctor ? (doctor.name ?? t.somebody) : t.nobodyYet,
                  ].join(', ')}
                </p>
              </div>
              ${badge(t.states[state], 'attention')}
            </li>`,
        )}
      </ul>`;
  }
}
