// All that is shown once there is something to show: fetched by the element as soon as it stands in a page.
import type {
  Client,
  DutyCalendars,
  Planning as PlanningState,
  PlanningCall,
  PlanningVersion,
  Reasons,
  StructureInfo,
} from '@relais/sdk';
import type { BusyTimes, OwnAgenda, OwnPlanning, Planning, PlanningChange, PlanningDrafts } from '@relais/sdk/planning';
import { toInstant } from '@relais/sdk';
import { adoptStyles, type ReactiveElement, type TemplateResult } from 'lit';
import { ChangeController } from '../ui/change-controller.ts';
import type { ClientSource } from '../ui/client-source.ts';
import { FlowController } from '../ui/flow/flow-controller.ts';
import { FocusController } from '../ui/flow/focus-controller.ts';
import { heading, loading } from '../ui/flow/screens.ts';
import { troubleScreen } from '../ui/flow/trouble-screen.ts';
import { createFormat, type Format } from '../ui/format.ts';
import { html } from '../ui/html.ts';
import { LiveRegionController } from '../ui/live-region-controller.ts';
import type { LocaleController } from '../ui/locale-controller.ts';
import { signInOf } from '../ui/reading/reading-screens.ts';
import type { Screens, ScreensOptions } from '../ui/screened-element.ts';
import { tabs } from '../ui/tabs/tabs.ts';
import { ToastController } from '../ui/toast/toast-controller.ts';
import { desk as deskStyles } from '../ui/together/desk.styles.ts';
import { PlanningPublishedEvent } from './planning-events.ts';
import { styles } from './planning.styles.ts';
import { Draft } from './shared/draft.ts';
import { DutyCallsDesk } from './shared/duty-calls.ts';
import type { Sayer } from './shared/say.ts';
import type { Desk, Papers, State, Tab } from './shared/desk.ts';
import type { FileFault } from './shared/territory-file.ts';
import { drawAgendaForm, drawBusyUnknown, readAgenda } from './views/agenda.ts';
import { drawCalendar } from './views/calendar.ts';
import { drawCalls } from './views/calls.ts';
import { drawCentre, openCentre } from './views/centre.ts';
import { drawChecklist } from './views/checklist.ts';
import { drawDutyCallForm } from './views/duty-call-form.ts';
import { drawDutyCalls, readDutyCalls } from './views/duty-calls.ts';
import { drawEntry } from './views/entry.ts';
import { drawHistory } from './views/history.ts';
import { drawAway, drawOwnOpening, drawPeriod } from './views/own.ts';
import { drawPlanning } from './views/plan.ts';
import { drawPublish, startPublishing } from './views/publish.ts';
import { drawRange } from './views/range.ts';
import { drawSetUp } from './views/set-up.ts';
import { drawTrial } from './views/trial.ts';
import { drawWeek } from './views/week.ts';
import type { PlanningStrings } from './words/fr.ts';

export { fr } from './words/fr.ts';

interface PlanningHost extends ReactiveElement {
  readonly structure: string | undefined;
}

/**
 * Owns: what was read of the planning and what is changed of it, which screen there is, and that all of it is read anew for another structure or
 * client. The host owns the box around it.
 */
export class Screen implements Screens, Desk {
  readonly flow: FlowController<State>;
  draft: Draft | undefined;
  calls: Planning | undefined;
  takenUp: string | undefined;
  isKept = true;
  versions: readonly PlanningVersion[] = [];
  toCall: readonly PlanningCall[] = [];
  reasons: Reasons = [];
  calendars: DutyCalendars = {};
  own: OwnPlanning | undefined;
  agenda: OwnAgenda | undefined;
  busy: BusyTimes | undefined;
  isBusyUnknown = false;
  isReadingAgenda = false;
  readonly duties = new DutyCallsDesk();
  address: string | undefined;
  papers: Papers | undefined;
  refused: { readonly name: string; readonly faults: readonly FileFault[] } | undefined;
  meanwhile: { readonly conflicts: number; readonly theirs: readonly PlanningChange[] } | undefined;

  readonly #host: PlanningHost;
  readonly #locale: LocaleController<PlanningStrings>;
  readonly #source: () => ClientSource | undefined;
  readonly #live: LiveRegionController;
  readonly #toasts: ToastController;
  #client: Client | undefined;
  #drafts: PlanningDrafts | undefined;
  #info: StructureInfo | undefined;
  #tab: Tab = 'plan';
  #zone = 'Europe/Paris';
  #format: { readonly key: readonly unknown[]; readonly format: Format } | undefined;

  constructor(host: PlanningHost, { locale, source }: ScreensOptions<PlanningStrings>) {
    this.#host = host;
    this.#locale = locale;
    this.#source = source;
    adoptStyles(host.renderRoot as ShadowRoot, [...deskStyles.flat(), styles]);
    this.#live = new LiveRegionController(host);
    this.flow = new FlowController<State>(host, {
      first: { name: 'loading' },
      now: () => this.now,
      structure: () => host.structure ?? source()?.settings?.structure ?? '',
    });
    new FocusController(host, () => this.flow);
    this.#toasts = new ToastController(host, { say: (text) => this.#live.say(text) });
    new ChangeController(
      host,
      () => [source()],
      () => void this.#begin(),
    );
  }

  get t(): PlanningStrings {
    return this.#locale.strings;
  }

  get language(): 'fr' | 'en' {
    return this.#locale.language === 'en' ? 'en' : 'fr';
  }

  get now(): number {
    return this.#client?.now() ?? Date.now();
  }

  get format(): Format {
    const zone = this.draft?.territory.timezone ?? this.#zone;
    const key = [this.t, this.#locale.language, zone];
    if (!this.#format?.key.every((part, index) => part === key[index]))
      this.#format = { key, format: createFormat(this.t, this.#locale.language, zone) };
    return this.#format.format;
  }

  get sayer(): Sayer {
    const { territory, former, base } = this.plan;
    return { t: this.t, format: this.format, today: base.today, territory, former };
  }

  get plan(): Draft {
    if (!this.draft) throw new Error('There is no planning to draw');
    return this.draft;
  }

  get api(): Planning {
    if (!this.calls) throw new Error('There is no screen before there is a client');
    return this.calls;
  }

  get state(): 'loading' | 'ready' | 'failed' {
    if (this.flow.trouble) return 'failed';
    return this.flow.state.name === 'loading' ? 'loading' : 'ready';
  }

  get isBusy(): boolean {
    return this.flow.isBusy;
  }

  /** What is changed and not published stays as it is. */
  async refresh(): Promise<void> {
    if (this.draft && this.draft.changes.length > 0) return;
    await this.flow.run(() => this.#open(this.#source()));
  }

  get client(): Client {
    if (!this.#client) throw new Error('There is no screen before there is a client');
    return this.#client;
  }

  get info(): StructureInfo {
    if (!this.#info) throw new Error('There is no screen before the structure is known');
    return this.#info;
  }

  choose(tab: Tab): void {
    this.#tab = tab;
    if (tab === 'duties') void readDutyCalls(this);
    this.redraw();
  }

  redraw(): void {
    this.#host.requestUpdate();
  }

  isShown(api: Planning): boolean {
    return api === this.calls && this.#host.isConnected;
  }

  say(text: string, undo?: () => unknown): void {
    this.#toasts.show(this.t, { text, undo });
  }

  published(version: number): void {
    this.meanwhile = undefined;
    this.#host.dispatchEvent(new PlanningPublishedEvent({ version }));
    this.say(this.t.published(version));
  }

  async read(): Promise<void> {
    const planning = await this.api.read();
    await this.readRest();
    this.draft = await this.#draftOf(planning);
    this.takenUp = undefined;
    this.#keep(this.draft);
  }

  async readRest(): Promise<void> {
    [this.versions, { calls: this.toCall }, this.reasons, this.#info] = await Promise.all([
      this.api.history(),
      this.#readCalls(),
      this.api.reasons(),
      this.client.structure.describe(),
    ]);
  }

  /** Puts what was changed on top of what somebody else has published. */
  async catchUp(): Promise<void> {
    const next: PlanningState = await this.api.read();
    this.meanwhile = this.plan.rebase(next);
    await this.readRest();
  }

  render(): TemplateResult {
    return html`<div class="stack">${this.#renderShown()}</div>
      ${this.#toasts.render(this.t)}
      <p class="hidden" role="status">${this.#live.text}</p>`;
  }

  /** Nothing of one structure is shown for another. What is being done for the one before goes first: the flow does one thing at a time. */
  async #begin(): Promise<void> {
    const source = this.#source();
    this.draft = undefined;
    this.address = this.refused = this.takenUp = this.papers = undefined;
    this.isKept = true;
    this.isBusyUnknown = this.isReadingAgenda = false;
    this.duties.clear();
    this.flow.replace({ name: 'loading' });
    while (this.flow.isBusy) await this.flow.running;
    if (source === this.#source()) await this.flow.run(() => this.#open(source));
  }

  /** Reads all of it, and puts what was changed on this device before on top of it. */
  async #takeUp(): Promise<void> {
    // What cannot be read of this device is not there; the planning is, all the same.
    const [planning, kept] = await Promise.all([this.api.read(), this.#drafts?.read().catch(() => undefined)]);
    await this.readRest();
    const base = kept ? await this.#readBase(kept.base, planning) : planning;
    this.draft = await this.#draftOf(base);
    this.takenUp = kept?.at;
    if (kept) this.draft.takeUp(kept);
    if (base !== planning) this.meanwhile = this.draft.rebase(planning);
  }

  /** The version that something was made from. Where there is none any more, in a backend that was put back to before, it is the one in force. */
  async #readBase(version: number, current: PlanningState): Promise<PlanningState> {
    if (version === current.version) return current;
    const { territory: _, ...none } = current;
    if (version === 0) return { ...none, version };
    try {
      return await this.api.readVersion(version);
    } catch (error) {
      if ((error as { readonly code?: string }).code === 'not-found') return current;
      throw error;
    }
  }

  async #draftOf(planning: PlanningState): Promise<Draft> {
    const { createPlanning: _, createPlanningDrafts: __, ...engine } = await import('./shared/calls.ts');
    const territory = planning.territory ?? engine.createTerritory(this.info);
    return new Draft(engine, planning, territory, (draft) => this.#keep(draft));
  }

  /** What is not published outlives the page; where this device does not keep it, that is said beside it. */
  #keep({ base, territory, from, changes }: Draft): void {
    const drafts = this.#drafts;
    if (!drafts) return;
    const draft = { base: base.version, territory, from, at: toInstant(this.now) };
    const keeping = changes.length === 0 ? drafts.drop().then(() => true) : drafts.keep(draft);
    void keeping
      .catch(() => false)
      .then((isKept) => {
        this.isKept = isKept;
        this.redraw();
      });
  }

  /** An administrator answers for the planning and calls nobody. */
  async #readCalls(): Promise<{ readonly calls: readonly PlanningCall[] }> {
    try {
      return await this.api.calls();
    } catch (error) {
      if ((error as { readonly code?: string }).code === 'forbidden') return { calls: [] };
      throw error;
    }
  }

  async #open(source: ClientSource | undefined): Promise<void> {
    if (!source) throw Object.assign(new Error('No backend is named'), { code: 'address' });
    const [client, { createPlanning, createPlanningDrafts }] = await Promise.all([
      source.load(),
      import('./shared/calls.ts'),
    ]);
    if (source !== this.#source()) return;
    this.#client = client;
    this.calls = createPlanning(client);
    this.#drafts = createPlanningDrafts(client.core);
    this.calendars = await this.calls.calendars();
    [this.own] = await Promise.all([this.calendars.own && this.calls.own(), readAgenda(this)]);
    if (this.#tab === 'duties' && this.calendars.everybody) await this.duties.read(client);
    if (this.calendars.everybody) await this.#takeUp();
    else this.#zone = (await client.structure.describe()).timezone;
    if (source === this.#source()) this.flow.replace({ name: 'ready' });
  }

  #renderShown(): unknown {
    const { trouble, secondsLeft, state } = this.flow;
    const { t } = this;
    if (trouble) {
      return troubleScreen(t, trouble, {
        retry: () => this.flow.retry(),
        signIn: signInOf(this.#client),
        secondsLeft,
      });
    }
    switch (state.name) {
      case 'loading':
        return loading(t.loading);
      case 'range':
        return drawRange(this, state);
      case 'week':
        return drawWeek(this, state);
      case 'entry':
        return drawEntry(this, state);
      case 'centre':
        return drawCentre(this, state);
      case 'away':
        return drawAway(this, state);
      case 'period':
        return drawPeriod(this, state);
      case 'own-opening':
        return drawOwnOpening(this, state);
      case 'agenda':
        return drawAgendaForm(this, state);
      case 'checklist':
        return drawChecklist(this, state);
      case 'trial':
        return drawTrial(this, state);
      case 'dutyCall':
        return drawDutyCallForm(this, state);
      case 'publish':
        return drawPublish(this, state);
      case 'ready':
        if (!this.draft) return html`${heading(t.agenda)}${drawBusyUnknown(this)}${drawCalendar(this)}`;
        return html`${heading(t.title)}${drawBusyUnknown(this)}${this.#renderTabs()}`;
    }
  }

  /** The first step of a planning: what holds for every practice, and then where they are. */
  #setUp(): void {
    this.choose('setup');
    if (this.plan.changes.length === 0) openCentre(this);
  }

  #renderTabs(): TemplateResult {
    const { t } = this;
    const panels: Record<Tab, () => unknown> = {
      plan: () => drawPlanning(this, () => this.#setUp()),
      setup: () => drawSetUp(this),
      duties: () => drawDutyCalls(this),
      calls: () => drawCalls(this),
      history: () => drawHistory(this, (undoes) => startPublishing(this, { undoes })),
      calendar: () => drawCalendar(this),
    };
    return tabs({
      ...{ id: 'parts', label: t.parts, chosen: this.#tab },
      tabs: [
        { id: 'plan', title: t.planningTab },
        { id: 'setup', title: t.setUpTab },
        { id: 'duties', title: t.dutyTab },
        { id: 'calls', title: t.callsTab, count: this.toCall.length },
        { id: 'history', title: t.historyTab },
        ...(this.calendars.own ? [{ id: 'calendar', title: t.agenda }] : []),
      ],
      choose: (id) => this.choose(id as Tab),
      panel: panels[this.#tab](),
    });
  }
}
