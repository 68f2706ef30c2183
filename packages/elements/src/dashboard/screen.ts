// All that is shown of a dashboard, but the figures themselves.
import { MOST_TILES, type Client, type ComparisonKind, type FigurePeriod } from '@relais/sdk';
import { adoptStyles, nothing, type ReactiveElement, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { FileKind } from '../indicator/files/index.ts';
import {
  faultOf,
  portOf,
  type ContractPort,
  type FiguresFrame,
  type FiguresPort,
  type PeriodFault,
} from '../indicator/index.ts';
import { RelaisErrorEvent } from '../ui/error-event.ts';
import { emptyState } from '../ui/flow/empty-state.ts';
import { ClientController } from '../ui/client-controller.ts';
import { DialogController, type DialogContent } from '../ui/dialog/dialog-controller.ts';
import { readDate, writeDate, cleanDate } from '../ui/fields/reading.ts';
import { selectField } from '../ui/fields/chosen.ts';
import { dateField } from '../ui/fields/typed.ts';
import { FocusController } from '../ui/flow/focus-controller.ts';
import { button, heading, loading } from '../ui/flow/screens.ts';
import { troubleScreen } from '../ui/flow/trouble-screen.ts';
import { troubleOf } from '../ui/flow/trouble.ts';
import { html } from '../ui/html.ts';
import { LeavingController } from '../ui/leaving-controller.ts';
import { LiveRegionController } from '../ui/live-region-controller.ts';
import { LocaleController } from '../ui/locale-controller.ts';
import { MenuController } from '../ui/menu/menu-controller.ts';
import { readTiles, READY_MADE, writeTile, type Board, type Tile } from './shared/boards.ts';
import { readChoice, writeChoice, type Choice } from './shared/choice.ts';
import { shownOf, type Shown } from './shared/shown.ts';
import { DashboardController, type DashboardFailure } from './dashboard-controller.ts';
import { DashboardChangeEvent } from './dashboard-events.ts';
import { OwnBoards } from './own-boards.ts';
import { styles } from './dashboard.styles.ts';
import { filterFields, sayFilters } from './filters.ts';
import type { ContractDesk, ContractScreen } from './contract/contract-screen.ts';
import type { Advice } from './later/advice.ts';
import type { Panel, PanelName } from './later/panel.ts';
import type { Desk, Opened } from './shared/desk.ts';
import { periodOf, presetOf, PRESETS, type Preset } from './shared/presets.ts';
import { fr, type DashboardStrings } from './words/fr.ts';

const VOCABULARY = { fr, others: { en: async () => (await import('./words/en.ts')).en } };
const OTHER = 'other';

/** What the dashboard is drawn on: the element, with what its host says of it. */
export interface DashboardHost extends ReactiveElement {
  api: string | undefined;
  structure: string | undefined;
  client: Client | undefined;
  language: string | undefined;
  strings: Partial<DashboardStrings> | undefined;
  port: FiguresPort | undefined;
  board: string;
  indicators: string | undefined;
  from: string | undefined;
  to: string | undefined;
  compare: ComparisonKind | undefined;
  inUrl: boolean;
  boards: readonly Board[];
  give(frame: FiguresFrame): void;
}

/** Dates typed in place of a named period. */
interface Typed {
  readonly from: string;
  readonly to: string;
  readonly fault?: PeriodFault | undefined;
}

export class DashboardScreen {
  readonly #host: DashboardHost;
  readonly #locale: LocaleController<DashboardStrings>;
  readonly #clients: ClientController;
  readonly #controller: DashboardController;
  readonly #boards: OwnBoards;
  readonly #menu: MenuController;
  readonly #live: LiveRegionController;
  readonly #dialog: DialogController<PanelName>;
  readonly #focus = {
    focusTarget: undefined as string | undefined,
    clearFocusTarget() {
      this.focusTarget = undefined;
    },
  };
  #choice: Choice;
  #typed: Typed | undefined;
  #panel: Panel | undefined;
  #advice: Advice | undefined;
  #contract: ContractScreen | undefined;
  #contractPort: ContractPort | undefined;
  #hasContractFailed = false;
  #given = '';
  #givenPort: FiguresFrame['port'];
  #attributes = '';

  constructor(host: DashboardHost) {
    this.#host = host;
    this.#locale = new LocaleController(host, VOCABULARY);
    this.#clients = new ClientController(host, () => this.#locale.language);
    this.#controller = new DashboardController(host, () => portOf(host.port ?? this.#clients.source));
    this.#boards = new OwnBoards(host);
    this.#menu = new MenuController(host);
    this.#live = new LiveRegionController(host);
    this.#dialog = new DialogController(host);
    new FocusController(host, () => this.#focus);
    new LeavingController(host, () => this.#isTyping);
    adoptStyles(host.renderRoot as ShadowRoot, styles);
    this.#choice = this.#first();
    host.addController({
      hostConnected: () => {
        addEventListener('hashchange', this.#readHash);
        addEventListener('online', this.#boards.retry);
      },
      hostDisconnected: () => {
        removeEventListener('hashchange', this.#readHash);
        removeEventListener('online', this.#boards.retry);
      },
      hostUpdate: () => this.#hear(),
    });
  }

  get ready(): Promise<void> {
    return this.#locale.ready;
  }

  get status(): 'loading' | 'ready' | 'failed' {
    return this.#controller.state.name;
  }

  get #language(): 'fr' | 'en' {
    return this.#locale.language === 'en' ? 'en' : 'fr';
  }

  /** Whether something is being typed or chosen, which leaving would lose. */
  get #isTyping(): boolean {
    const isComposing = this.#dialog.about === 'compose' || this.#dialog.about === 'edit';
    const { isTyping = false, isKeeping = false } = this.#panel ?? {};
    return (this.#contract?.isTyping ?? false) || (isComposing && isTyping) || isKeeping;
  }

  /** As the page says, before anybody chooses otherwise. */
  #first(): Choice {
    const { board, from, to, compare, indicators } = this.#host;
    const read = indicators === undefined ? undefined : readTiles(indicators);
    const tiles = read?.tiles;
    const period = from && to ? { from, to } : board === 'live' && !tiles ? 'today' : 'twelveMonths';
    return {
      board: tiles ? OTHER : board,
      period,
      compare,
      filters: {},
      own: tiles && { id: OTHER, name: '', tiles },
      unshown: read && { unread: read.unread, beyond: 0 },
    };
  }

  /** What the page says in its attributes holds when it changes them. */
  #hear(): void {
    const { board, from, to, compare, indicators, inUrl } = this.#host;
    const attributes = JSON.stringify([board, from, to, compare, indicators, inUrl]);
    if (attributes !== this.#attributes) {
      this.#attributes = attributes;
      this.#choice = this.#first();
      this.#readHash();
    }
    const { state } = this.#controller;
    this.#boards.follow(state.name === 'ready' ? state.opened.port.boards : undefined);
    this.#give();
  }

  #give(): void {
    const { state } = this.#controller;
    const period = this.#period;
    const isShown = state.name === 'ready' && !faultOf(period, state.opened.today);
    const { compare, filters } = this.#seen;
    const frame: FiguresFrame = {
      ...period,
      compare,
      filters,
      port: isShown ? portOf(state.opened.port) : undefined,
    };
    const given = JSON.stringify(frame);
    if (given === this.#given && frame.port === this.#givenPort) return;
    this.#given = given;
    this.#givenPort = frame.port;
    this.#host.give(frame);
  }

  get #today(): string {
    const { state } = this.#controller;
    return state.name === 'ready' ? state.opened.today : '';
  }

  /** What is behind the choice, as far as it is known. */
  get #shown(): Shown {
    return shownOf(this.#locale.strings, this.#choice, this.#boards, this.#contract?.tiles ?? []);
  }

  /** What is chosen, as far as the board goes by it: a contract has its own periods, and is of all there is. */
  get #seen(): Choice {
    return this.#shown.kind === 'contract' ? { ...this.#choice, compare: undefined, filters: {} } : this.#choice;
  }

  get #period(): FigurePeriod {
    if (this.#shown.kind === 'contract' && this.#contract?.period) return this.#contract.period;
    const { period } = this.#choice;
    return typeof period === 'string' ? periodOf(period, this.#today || '2000-01-01') : period;
  }

  #readHash = (): void => {
    if (!this.#host.inUrl) return;
    this.#choice = readChoice(location.hash, this.#choice);
    this.#typed = undefined;
    this.#refresh();
    this.#host.requestUpdate();
  };

  /** Somebody may have changed a board of the structure since the list was read. */
  #refresh(): void {
    if (['made', 'lost', 'unread'].includes(this.#shown.kind)) void this.#boards.read();
  }

  #choose(change: Partial<Choice>): void {
    this.#choice = { ...this.#choice, ...('own' in change && { unshown: undefined }), ...change };
    const hash = writeChoice(this.#choice);
    // Put in place and not on top: « back » leaves the page, as it would anywhere else.
    if (this.#host.inUrl) history.replaceState(history.state, '', hash);
    this.#host.dispatchEvent(new DashboardChangeEvent({ hash }));
    const t = this.#locale.strings;
    this.#live.say(t.announced(this.#shown.name, this.#periodName(t)));
    this.#host.requestUpdate();
  }

  #periodName(t: DashboardStrings): string {
    const { from, to } = this.#period;
    return `${t.from.toLowerCase()} ${writeDate(from)} ${t.to.toLowerCase()} ${writeDate(to)}`;
  }

  render(): TemplateResult {
    const { state } = this.#controller;
    const t = this.#locale.strings;
    return html`<div
      class="root"
      part="box"
      lang=${this.#language}
      aria-busy=${state.name === 'loading' ? 'true' : nothing}
    >
      <p class="hidden" role="status">${this.#live.text}</p>
      ${
        state.name === 'ready'
          ? this.#renderOpen(t, state.opened)
          : state.name === 'failed'
            ? this.#renderTrouble(t, state)
            : loading(t.loading)
      }
    </div>`;
  }

  #renderTrouble(t: DashboardStrings, { error, signIn }: DashboardFailure): TemplateResult {
    return html`<div class="stack" role="alert">
      ${troubleScreen(t, troubleOf(error, Date.now()), {
        retry: this.#controller.retry,
        signIn,
      })}
    </div>`;
  }

  #renderOpen(t: DashboardStrings, opened: Opened): TemplateResult {
    const { kind, name, note } = this.#shown;
    if (kind === 'contract' && this.#contract?.isAlone) return this.#contract.render();
    return html`<div class="stack">
      <div class="top">
        ${heading(name)}
        <div class="actions tools">${this.#renderTools(t, opened)}</div>
      </div>
      ${note ? html`<p class="quiet">${note}</p>` : nothing} ${this.#renderUnshown(t)} ${this.#renderUnread(t)}
      ${this.#renderToolbar(t, opened)} ${this.#renderAdvice(t, opened)}
      ${kind === 'contract' ? this.#renderContract(t, opened) : this.#renderTiles(t, opened)}
      ${this.#renderDefinitions(t, opened)} ${this.#dialog.render(t, (name) => this.#drawPanel(name, t, opened))}
    </div>`;
  }

  /** While it is open, nothing outside of it is heard. */
  #drawPanel(name: PanelName, t: DashboardStrings, opened: Opened): DialogContent {
    const { title, content, actions } = this.#panel!.draw(name, this.#desk(t, opened));
    return {
      title,
      content: html`${content}
        <p class="hidden" role="status">${this.#live.text}</p>`,
      actions,
    };
  }

  #renderTiles(t: DashboardStrings, { today }: Opened): TemplateResult {
    const { kind, tiles } = this.#shown;
    const fault = faultOf(this.#period, today);
    if (fault) return html`<p class="notice" role="alert" part="notice">${t.periodFaults[fault]}</p>`;
    return html`${kind === 'lost' ? emptyState(t.boardLostTitle, t.boardLostText, button(t.boardLive, this.#leave)) : nothing}
      ${kind === 'awaited' ? html`<p class="quiet">${t.boardsLoading}</p>` : nothing}
      <div class="tiles" part="tiles">
        ${repeat(
          keysOf(tiles),
          ({ key }) => key,
          ({ tile }) => drawTile(tile),
        )}
        <slot></slot>
      </div>`;
  }

  /** What the figures of the territory speak for. */
  #renderAdvice(t: DashboardStrings, opened: Opened): TemplateResult | typeof nothing {
    const isShown = this.#shown.kind === 'readyMade' && this.#choice.board === 'territory';
    if (!isShown || !opened.port.suggestions) return nothing;
    if (this.#advice?.port === opened.port) return this.#advice.draw(this.#desk(t, opened));
    void this.#loadAdvice(opened.port);
    return nothing;
  }

  async #loadAdvice(port: FiguresPort): Promise<void> {
    const { Advice } = await import('./later/advice.ts');
    if (this.#advice?.port !== port) this.#advice = new Advice(port, this.#draw);
  }

  /** The structure may have boards that are not in the list. */
  #renderUnread(t: DashboardStrings): TemplateResult | typeof nothing {
    if (!this.#boards.isUnread && this.#shown.kind !== 'unread') return nothing;
    return html`<div class="notice stack" role="alert" part="notice">
      <p>${t.boardsUnread}</p>
      <div class="actions">${button(t.retry, this.#boards.read)}</div>
    </div>`;
  }

  /** A board that came with an address may be more than is shown: nothing is left out unsaid. */
  #renderUnshown(t: DashboardStrings): TemplateResult | typeof nothing {
    const { own, unshown } = this.#choice;
    if (!own || !unshown || unshown.unread + unshown.beyond === 0) return nothing;
    const { unread, beyond } = unshown;
    return html`<div class="notice" role="alert" part="notice">
      ${unread > 0 ? html`<p>${t.tilesUnread(unread)}</p>` : nothing}
      ${beyond > 0 ? html`<p>${t.tilesBeyond(beyond, MOST_TILES)}</p>` : nothing}
    </div>`;
  }

  #renderTools(t: DashboardStrings, opened: Opened): TemplateResult {
    const open = (name: PanelName) => () => this.#openPanel(name);
    const take = (kind: FileKind) => () => this.#take(kind);
    const year = this.#year(opened);
    const { board, isKept } = this.#shown;
    const { mayKeep } = this.#boards;
    return html`${this.#menu.render('export', t.export, [
      { label: t.exportCsv, press: take('csv') },
      { label: t.exportXlsx, press: take('xlsx') },
      ...(opened.port.document ? [{ label: t.exportPdf, press: () => this.#takeDocument() }] : []),
      { label: t.exportIso, press: take('iso') },
      ...(opened.port.measures ? [{ label: t.exportFhir, press: take('fhir') }] : []),
      ...(opened.port.report ? [{ label: t.exportReport(year), press: () => this.#takeReport(year) }] : []),
      ...(opened.port.declaration ? [{ label: t.declaration, press: open('declaration') }] : []),
      { label: t.print, press: () => print() },
      { label: t.sentence, press: open('sentence') },
      { label: t.verify, press: open('verify') },
    ])}
    ${button(board && !isKept && mayKeep ? t.keepBoard : t.newBoard, open('compose'))}
    ${isKept && mayKeep ? button(t.editBoard, open('edit')) : nothing}`;
  }

  #renderToolbar(t: DashboardStrings, opened: Opened): TemplateResult {
    const { board, own } = this.#choice;
    const { kind, name } = this.#shown;
    const boards = [
      ...READY_MADE.filter((value) => value !== 'contract' || opened.port.contract).map((value) => ({
        value,
        text: t.boards[value],
      })),
      ...this.#boards.list.map(({ id, name }) => ({ value: id, text: t.ownBoard(name) })),
    ];
    const isOther = !boards.some(({ value }) => value === board);
    const choose = (value: string) => {
      this.#choose({ board: value, own: value === board ? own : undefined });
      this.#refresh();
    };
    return html`<div class="toolbar" part="toolbar" role="group" aria-label=${t.title}>
        ${
          kind === 'inside'
            ? nothing
            : selectField(t, {
                id: 'board',
                label: t.board,
                options: isOther ? [{ value: board, text: name }, ...boards] : boards,
                chosen: board,
                choose,
              })
        }
        ${kind === 'contract' ? nothing : this.#renderPeriod(t, opened)}
      </div>
      ${kind === 'contract' ? nothing : this.#renderFilters(t, opened)}`;
  }

  #renderPeriod(t: DashboardStrings, opened: Opened): TemplateResult {
    const preset = this.#typed ? undefined : presetOf(this.#period, opened.today);
    return html`${selectField(t, {
      id: 'period',
      label: t.period,
      options: [
        ...PRESETS.map((value) => ({ value, text: t.presets[value] })),
        { value: OTHER, text: preset ? t.otherPeriod : this.#periodName(t) },
      ],
      chosen: preset ?? OTHER,
      choose: (value) => this.#choosePeriod(value),
    })}
    ${selectField(t, {
      id: 'compare',
      label: t.compare,
      none: t.compareNone,
      options: (['previous', 'sameLastYear'] as const).map((value) => ({ value, text: t.compares[value] })),
      chosen: this.#choice.compare,
      choose: (value) => this.#choose({ compare: (value || undefined) as ComparisonKind | undefined }),
    })}`;
  }

  #renderFilters(t: DashboardStrings, opened: Opened): TemplateResult {
    const { filters } = this.#choice;
    const preset = this.#typed ? undefined : presetOf(this.#period, opened.today);
    return html`${this.#typed || !preset ? this.#renderDates(t, opened) : nothing}
      <details class="filters" ?open=${Object.keys(filters).length > 0}>
        <summary>${t.filters}</summary>
        <div class="stack">
          ${filterFields(t, this.#language, opened.registry, filters, (next) => this.#choose({ filters: next }))}
          <p class="quiet">${t.filterLimit}</p>
        </div>
      </details>
      ${Object.keys(filters).length ? html`<p><strong>${t.filtered(sayFilters(t, this.#language, opened.registry, filters))}</strong></p>` : nothing}`;
  }

  #choosePeriod(value: string): void {
    const preset = PRESETS.find((one) => one === value);
    const { from, to } = this.#period;
    this.#typed = preset ? undefined : { from: writeDate(from), to: writeDate(to) };
    if (preset) this.#choose({ period: preset satisfies Preset });
    else {
      this.#focus.focusTarget = 'from';
      this.#host.requestUpdate();
    }
  }

  #renderDates(t: DashboardStrings, opened: Opened): TemplateResult {
    const { from, to } = this.#period;
    const typed: Typed = this.#typed ?? {
      from: writeDate(from),
      to: writeDate(to),
      fault: faultOf({ from, to }, opened.today),
    };
    const type = (change: Partial<Typed>) => {
      this.#typed = { ...typed, ...change, fault: undefined };
      this.#host.requestUpdate();
    };
    const { fault } = typed;
    const atStart = fault === 'too-early' || (fault === 'not-a-date' && !readDate(typed.from));
    const said = fault && t.periodFaults[fault];
    const send = (event: Event) => {
      event.preventDefault();
      this.#showTyped(typed, opened.today);
    };
    return html`<form class="dates" novalidate @submit=${send}>
      ${dateField(t, { id: 'from', label: t.from, help: t.dateHelp, value: typed.from, type: (value) => type({ from: value }), clean: cleanDate, fault: atStart ? said : undefined })}
      ${dateField(t, { id: 'to', label: t.to, help: t.dateHelp, value: typed.to, type: (value) => type({ to: value }), clean: cleanDate, fault: atStart ? undefined : said })}
      <button type="submit">${t.show}</button>
    </form>`;
  }

  #showTyped(typed: Typed, today: string): void {
    const [from, to] = [readDate(typed.from) ?? typed.from, readDate(typed.to) ?? typed.to];
    const fault = faultOf({ from, to }, today);
    this.#typed = { ...typed, fault };
    if (!fault) this.#choose({ period: { from, to } });
    else {
      this.#focus.focusTarget =
        fault === 'too-early' || (fault === 'not-a-date' && !readDate(typed.from)) ? 'from' : 'to';
      this.#host.requestUpdate();
    }
  }

  /** On paper figures stand with their definitions and their place in the log. */
  #renderDefinitions(t: DashboardStrings, { registry }: Opened): TemplateResult {
    const shown = new Set(this.#shown.tiles.map(({ indicator }) => indicator));
    const definitions = registry.indicators.filter(({ id }) => shown.has(id));
    return html`<section class="printed">
      <p>${this.#periodName(t)}</p>
      <h3>${t.definitions}</h3>
      <dl>
        ${definitions.map(
          ({ id, version, label, definition }) =>
            html`<div>
              <dt>${`${label[this.#language]} (${id}, v${version})`}</dt>
              <dd>${definition[this.#language]}</dd>
            </div>`,
        )}
      </dl>
    </section>`;
  }

  #desk(t: DashboardStrings, opened: Opened): Desk {
    return {
      t,
      language: this.#language,
      opened,
      shown: this.#shown,
      period: this.#period,
      choice: this.#seen,
      boards: this.#boards,
      say: (text) => this.#live.say(text),
      draw: this.#draw,
      raise: () => {
        if (this.#panel && this.#dialog.about === undefined) this.#dialog.open(this.#panel.composing, 'export');
      },
      open: (board) => this.#open(board),
      look: (name, tiles) => {
        this.#dialog.close();
        this.#choose({ board: OTHER, own: { id: OTHER, name, tiles: [...tiles] } });
      },
      leave: () => {
        this.#dialog.close();
        this.#leave();
      },
    };
  }

  #renderContract(t: DashboardStrings, { port }: Opened): TemplateResult {
    const { contract } = port;
    if (!contract) return html`<p>${t.missing}</p>`;
    if (this.#contractPort !== contract) void this.#loadContract(contract);
    if (this.#contract) return this.#contract.render();
    if (!this.#hasContractFailed) return html`<p class="quiet">${t.loading}</p>`;
    return html`<div role="alert" class="stack">
      <p>${t.failed}</p>
      <div class="actions">${button(t.retry, () => this.#loadContract(contract), 'primary')}</div>
    </div>`;
  }

  async #loadContract(port: ContractPort): Promise<void> {
    this.#contractPort = port;
    this.#contract = undefined;
    this.#hasContractFailed = false;
    try {
      const [{ ContractScreen }, { contractStyles }] = await Promise.all([
        import('./contract/contract-screen.ts'),
        import('./contract/contract.styles.ts'),
      ]);
      adoptStyles(this.#host.renderRoot as ShadowRoot, [...styles, contractStyles]);
      const contract = new ContractScreen(this.#contractDesk(port));
      await contract.ready;
      this.#contract = contract;
      await contract.open();
    } catch {
      this.#hasContractFailed = true;
      this.#host.dispatchEvent(new RelaisErrorEvent({ code: 'not-loaded' }));
      this.#host.requestUpdate();
    }
  }

  #contractDesk(port: ContractPort): ContractDesk {
    const { state } = this.#controller;
    return {
      host: this.#host,
      port,
      indicators: state.name === 'ready' ? state.opened.registry.indicators : [],
      today: () => this.#today,
      troubleOf: (error) => {
        const { code = 'unexpected' } = error as { code?: string };
        this.#host.dispatchEvent(new RelaisErrorEvent({ code }));
        return troubleOf(error, Date.now());
      },
      say: (text) => this.#live.say(text),
      figure: drawTile,
      show: this.#draw,
      leave: this.#leave,
    };
  }

  async #loadPanel(): Promise<Panel | undefined> {
    const { state } = this.#controller;
    if (state.name !== 'ready') return undefined;
    const { Panel } = await import('./later/panel.ts');
    this.#panel ??= new Panel(this.#host);
    return this.#panel;
  }

  async #openPanel(name: PanelName): Promise<void> {
    const panel = await this.#loadPanel();
    const { state } = this.#controller;
    if (!panel || state.name !== 'ready') return;
    panel.begin(name, this.#desk(this.#locale.strings, state.opened));
    this.#dialog.open(name, 'export');
  }

  async #take(kind: FileKind): Promise<void> {
    const panel = await this.#loadPanel();
    const { state } = this.#controller;
    if (!panel || state.name !== 'ready') return;
    const desk = this.#desk(this.#locale.strings, state.opened);
    if (!(await panel.take(kind, desk))) this.#dialog.open('failed', 'export');
  }

  async #takeDocument(): Promise<void> {
    const panel = await this.#loadPanel();
    const { state } = this.#controller;
    if (!panel || state.name !== 'ready') return;
    const desk = this.#desk(this.#locale.strings, state.opened);
    if (!(await panel.takeDocument(desk))) this.#dialog.open('failed', 'export');
  }

  async #takeReport(year: number): Promise<void> {
    const panel = await this.#loadPanel();
    const { state } = this.#controller;
    if (!panel || state.name !== 'ready') return;
    const desk = this.#desk(this.#locale.strings, state.opened);
    if (!(await panel.takeReport(year, desk))) this.#dialog.open('failed', 'export');
  }

  /** The year of the report: that in which the period ends, and none to come. */
  #year({ today }: Opened): number {
    const { to } = this.#period;
    return Number((faultOf(this.#period, today) ? today : to).slice(0, 4));
  }

  /** The address of a board that the page alone keeps has to say what is on it. */
  #open(board: Board): void {
    this.#dialog.close();
    this.#choose({ board: board.id, own: this.#host.inUrl && !this.#boards.isServer ? board : undefined });
  }

  readonly #leave = (): void => this.#choose({ board: 'live', own: undefined });

  readonly #draw = (target?: string): void => {
    this.#focus.focusTarget = target ?? this.#focus.focusTarget;
    this.#host.requestUpdate();
  };
}

/** An address or a page may name the same figure twice. */
function keysOf(tiles: readonly Tile[]): { readonly key: string; readonly tile: Tile }[] {
  const seen = new Map<string, number>();
  return tiles.map((tile) => {
    const name = writeTile(tile);
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return { key: `${name} ${times}`, tile };
  });
}

function drawTile({ indicator, view = 'number', by }: Tile): TemplateResult {
  return html`<relais-indicator
    class=${view === 'number' ? 'one' : by?.join() === 'day' && view === 'heatmap' ? 'all' : 'two'}
    .indicator=${indicator}
    .view=${view}
    .by=${by?.join()}
  ></relais-indicator>`;
}
