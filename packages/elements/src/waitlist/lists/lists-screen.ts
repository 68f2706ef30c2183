import type {
  Client,
  StructureInfo,
  WaitingEntries,
  WaitingEntry,
  WaitingListCounts,
  WaitingListSettings,
} from '@relais/sdk';
import type { EntryDecision, WaitingLists } from '@relais/sdk/waiting-list';
import { adoptStyles, nothing, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import { ClientController } from '../../ui/client-controller.ts';
import type { ClientSource } from '../../ui/client-source.ts';
import { DialogController } from '../../ui/dialog/dialog-controller.ts';
import type { Drawn } from '../../ui/dialog/form-dialog.ts';
import { writeDate } from '../../ui/fields/reading.ts';
import { emptyState } from '../../ui/flow/empty-state.ts';
import { FlowController } from '../../ui/flow/flow-controller.ts';
import { FocusController } from '../../ui/flow/focus-controller.ts';
import { button, loading } from '../../ui/flow/screens.ts';
import { troubleScreen } from '../../ui/flow/trouble-screen.ts';
import { createFormat, type Format } from '../../ui/format.ts';
import { html } from '../../ui/html.ts';
import { LiveRegionController } from '../../ui/live-region-controller.ts';
import { LocaleController } from '../../ui/locale-controller.ts';
import { MenuController } from '../../ui/menu/menu-controller.ts';
import { tabs } from '../../ui/tabs/tabs.ts';
import { ToastController } from '../../ui/toast/toast-controller.ts';
import { WaitingListChangeEvent } from './lists-events.ts';
import type * as parts from './calls.ts';
import type { Deed, ListsDesk, ListsState } from './desk.ts';
import { renderClosed, renderClosing } from './closing.ts';
import { renderExits } from './exits.ts';
import { ImportScreen } from './import.ts';
import { styles } from './lists.styles.ts';
import { openNewListForm, type NewListDesk } from './new-list.ts';
import { openAddForm, renderPeople, sayDecision, type People } from './people.ts';
import { renderRules } from './rules.ts';
import { fr, type ListsStrings } from './words/fr.ts';

const VOCABULARY = { fr, others: { en: async () => (await import('./words/en.ts')).en } };

/** Lists change by what others do, and by rules: told live, and asked for now and then where that does not get through. */
const REFRESH_MILLISECONDS = 60_000;
/** A burst of changes asks once. Within a second of the change, with the way there and back. */
const GATHERED_MILLISECONDS = 150;

interface ListsHost extends ReactiveElement {
  api: string | undefined;
  structure: string | undefined;
  client: Client | undefined;
  language: string | undefined;
  strings: Partial<ListsStrings> | undefined;
}

/** What has been read, of one backend. */
interface Read {
  readonly settings: WaitingListSettings;
  readonly counts: WaitingListCounts;
  readonly structure: StructureInfo | undefined;
}

/** Owns: what was read of the waiting lists, which one is looked at, and what people do there. */
export class ListsScreen implements ReactiveController, ListsDesk, NewListDesk {
  readonly flow: FlowController<ListsState>;
  readonly dialog: DialogController<Drawn>;
  readonly menu: MenuController;
  readonly #host: ListsHost;
  readonly #locale: LocaleController<ListsStrings>;
  readonly #clients: ClientController;
  readonly #live: LiveRegionController;
  readonly #toasts: ToastController;
  #source: ClientSource | undefined;
  #client: Client | undefined;
  #parts: typeof parts | undefined;
  #calls: WaitingLists | undefined;
  #read: Read | undefined;
  #people: WaitingEntries | undefined;
  /** Those who have left, while they are looked at in place of those who wait. */
  #showsExits = false;
  #chosen: string | undefined;
  #import: ImportScreen | undefined;
  #refusal: string | undefined;
  /** What is shown could not be read again: it is as it was then. */
  #staleSince: number | undefined;
  #format: { readonly key: string; readonly format: Format } | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #unfollow: (() => void) | undefined;
  #isLive = false;
  #soon: ReturnType<typeof setTimeout> | undefined;
  #refreshing = Promise.resolve();

  constructor(host: ListsHost) {
    this.#host = host;
    this.#locale = new LocaleController<ListsStrings>(host, VOCABULARY);
    this.#clients = new ClientController(host, () => this.#locale.language);
    this.#live = new LiveRegionController(host);
    this.menu = new MenuController(host);
    this.dialog = new DialogController(host);
    this.#toasts = new ToastController(host, { say: (text) => this.#live.say(text) });
    this.flow = new FlowController<ListsState>(host, {
      first: { name: 'loading' },
      now: () => this.now,
      structure: () => host.structure ?? this.#source?.settings?.structure ?? '',
    });
    new FocusController(host, () => this.flow);
    adoptStyles(host.renderRoot as ShadowRoot, styles.flat());
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(() => !document.hidden && void this.refresh(), REFRESH_MILLISECONDS);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    this.#forget();
  }

  hostUpdate(): void {
    const { source } = this.#clients;
    if (source === this.#source) return;
    this.#forget();
    this.#source = source;
    if (source) void this.flow.run(() => this.#open(source));
  }

  get status(): 'loading' | 'ready' | 'failed' {
    return this.flow.trouble ? 'failed' : this.flow.state.name;
  }

  get isLive(): boolean {
    return this.#isLive && this.status === 'ready' && this.#staleSince === undefined;
  }

  get ready(): Promise<void> {
    return this.#locale.ready;
  }

  get t(): ListsStrings {
    return this.#locale.strings;
  }

  get language(): 'fr' | 'en' {
    return this.#locale.language === 'en' ? 'en' : 'fr';
  }

  get now(): number {
    return this.#client?.now() ?? Date.now();
  }

  get format(): Format {
    const key = `${this.language} ${this.#timezone}`;
    if (this.#format?.key !== key) this.#format = { key, format: createFormat(this.t, this.language, this.#timezone) };
    return this.#format.format;
  }

  get #timezone(): string {
    return this.structure?.timezone ?? 'Europe/Paris';
  }

  get today(): string {
    return this.#dateOf(this.now);
  }

  dayOf(instant: string): string {
    return writeDate(this.#dateOf(Date.parse(instant)));
  }

  #dateOf(milliseconds: number): string {
    return new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeZone: this.#timezone }).format(milliseconds);
  }

  get structure(): StructureInfo | undefined {
    return this.#read?.structure;
  }

  get calls(): WaitingLists {
    if (!this.#calls) throw new Error('There is no list before there is a client');
    return this.#calls;
  }

  get lists() {
    return this.#read?.settings.lists ?? [];
  }

  get list() {
    const { lists } = this;
    const list = lists.find(({ code }) => code === this.#chosen) ?? lists[0];
    if (!list) throw new Error('There is no list');
    return list;
  }

  get waiting(): number {
    const { code } = this.list;
    return this.#read?.counts.lists.find((one) => one.code === code)?.waiting ?? 0;
  }

  get may(): WaitingListCounts['may'] {
    return this.#read?.counts.may ?? { seeNames: false, decide: false };
  }

  redraw(): void {
    this.#host.requestUpdate();
  }

  /** Says what was done, and reads the list again. */
  async done(text: string, { undo, about }: Deed = {}): Promise<void> {
    this.#toasts.show(this.t, { text, undo, about });
    this.#host.dispatchEvent(new WaitingListChangeEvent({ list: this.#chosen ?? this.list.code }));
    await this.refresh();
  }

  /** One after the other: an older answer that comes late would hide what a newer one has shown. */
  refresh(): Promise<void> {
    return (this.#refreshing = this.#refreshing.then(() => this.#refresh()));
  }

  async #refresh(): Promise<void> {
    const source = this.#source;
    if (!this.#read || this.flow.trouble) return;
    try {
      await this.#readAll();
      if (source === this.#source) this.#staleSince = undefined;
    } catch {
      if (source === this.#source) this.#staleSince ??= this.now;
    }
    this.redraw();
  }

  #forget(): void {
    this.#unfollow?.();
    clearTimeout(this.#soon);
    this.#unfollow = this.#soon = undefined;
    this.#isLive = false;
    this.#source = this.#client = this.#calls = this.#read = this.#people = this.#import = undefined;
    this.#refusal = this.#staleSince = undefined;
    this.#showsExits = false;
    this.dialog.close();
    this.flow.replace({ name: 'loading' });
  }

  async #open(source: ClientSource): Promise<void> {
    const [client, loaded] = await Promise.all([source.load(), import('./calls.ts')]);
    if (source !== this.#source) return;
    this.#client = client;
    this.#parts = loaded;
    this.#calls = loaded.createWaitingLists(client);
    await this.#readAll();
    if (source !== this.#source) return;
    this.#follow();
    this.flow.replace({ name: 'ready' });
  }

  /** What others do here, from what was read on. */
  #follow(): void {
    const { calls } = this;
    const refreshSoon = () => {
      this.#soon ??= setTimeout(() => {
        this.#soon = undefined;
        void this.refresh();
      }, GATHERED_MILLISECONDS);
    };
    this.#unfollow = calls.subscribe(
      {
        onChange: ({ sequence }) => sequence > (this.#read?.counts.sequence ?? 0) && refreshSoon(),
        onReset: refreshSoon,
        onState: (state) => {
          this.#isLive = state === 'open';
          this.redraw();
        },
      },
      this.#read?.counts.sequence,
    );
  }

  /** As many people as are shown already. */
  async #readAll(): Promise<void> {
    const { calls } = this;
    const shown = this.#people?.entries.length ?? 0;
    const showsExits = this.#showsExits;
    const [settings, counts, structure] = await Promise.all([
      this.readSettings(),
      calls.counts(),
      this.structure ?? this.#client?.structure.describe().catch(() => undefined),
    ]);
    if (calls !== this.#calls) return;
    this.#read = { settings, counts, structure };
    if (settings.lists.length === 0 || !counts.may.seeNames) return;
    const { code } = this.list;
    let people = await this.#readPart(code);
    while (people.next !== undefined && people.entries.length < shown) people = await this.#readOn(code, people);
    if (calls === this.#calls && code === this.list.code && showsExits === this.#showsExits) this.#people = people;
  }

  #readPart(code: string, after?: string): Promise<WaitingEntries> {
    return this.#showsExits ? this.calls.exits(code, after) : this.calls.entries(code, after);
  }

  async #readOn(code: string, before: WaitingEntries): Promise<WaitingEntries> {
    const more = await this.#readPart(code, before.next);
    return { ...more, entries: [...before.entries, ...more.entries] };
  }

  #choose(code: string): void {
    if (code === this.#chosen || this.flow.isBusy) return;
    this.#chosen = code;
    this.#people = this.#import = this.#refusal = undefined;
    this.#showsExits = false;
    void this.flow.run(() => this.#readAll());
  }

  /** A list that has just been made. */
  async show(code: string): Promise<void> {
    this.#chosen = code;
    this.#people = this.#import = this.#refusal = undefined;
    this.#showsExits = false;
    await this.refresh();
  }

  readSettings(): Promise<WaitingListSettings> {
    return this.calls.settings().catch(nothingDecided);
  }

  /** Pressed at once after somebody was taken off, it waits for that. */
  async #toggleExits(isOpen: boolean): Promise<void> {
    this.#showsExits = isOpen;
    this.#people = this.#refusal = undefined;
    this.redraw();
    await this.refresh();
    if (isOpen === this.#showsExits) this.flow.focus(isOpen ? 'exits' : 'heading');
  }

  #showMore(): void {
    const { code } = this.list;
    const before = this.#people;
    if (!before) return;
    void this.flow.run(async () => {
      const more = await this.#readOn(code, before);
      // Others are shown meanwhile.
      if (before === this.#people) this.#people = more;
    });
  }

  #decide(entry: WaitingEntry, decision: EntryDecision): void {
    const { t } = this;
    this.#refusal = undefined;
    void this.flow.run(async () => {
      try {
        const { revision } = await this.calls.decide(entry, decision);
        const after = { ...entry, revision };
        this.flow.focus('heading');
        await this.done(sayDecision(this, entry, decision), { undo: this.#undo(after, decision), about: entry.id });
      } catch (error) {
        const { code = 'unexpected' } = error as { readonly code?: string };
        const refusal = t.refusals[code];
        if (refusal === undefined) throw error;
        this.#refusal = refusal;
        await this.refresh();
        this.flow.focus('refusal');
      }
    });
  }

  #undo(entry: WaitingEntry, decision: EntryDecision): (() => void) | undefined {
    if (decision.kind === 'leave') return () => this.#decide(entry, { kind: 'return' });
    if (decision.kind === 'prioritise')
      return () => this.#decide(entry, { kind: 'prioritise', priority: entry.priority });
    return undefined;
  }

  #toggleImport(isOpen: boolean): void {
    this.#import =
      isOpen && this.#parts ? new ImportScreen(this, this.#parts, () => this.#toggleImport(false)) : undefined;
    this.flow.focus(isOpen ? 'import' : 'heading');
    this.redraw();
  }

  render(): TemplateResult {
    const { t, language } = this;
    const isBusy = this.status === 'loading' || this.flow.isBusy;
    return html`<div class="root" part="board" lang=${language} aria-busy=${isBusy ? 'true' : nothing}>
      <div class="stack">${this.#renderShown()}</div>
      ${this.dialog.render(t, (drawn) => drawn.draw())} ${this.#toasts.render(t)}
      <p class="hidden" role="status">${this.#live.text}</p>
    </div>`;
  }

  #renderShown(): unknown {
    const { t } = this;
    if (!this.#source) return troubleScreen(t, { name: 'misconfigured' }, { retry: () => this.redraw() });
    const { trouble, secondsLeft } = this.flow;
    if (trouble) {
      const { session } = this.#client ?? {};
      const signIn = session && (() => location.assign(session.signInUrl()));
      return troubleScreen(t, trouble, { retry: () => this.flow.retry(), signIn, secondsLeft });
    }
    if (!this.#read || this.status === 'loading') return loading(t.loadingLists);
    return this.#renderLists(this.#read);
  }

  #renderLists({ settings, counts }: Read): TemplateResult {
    const { t, language } = this;
    const heading = html`<h2 part="heading" id="heading" tabindex="-1">${t.listsTitle}</h2>`;
    const make = counts.may.decide ? button(t.newList, () => openNewListForm(this)) : nothing;
    if (settings.lists.length === 0) return html`${heading}${emptyState(t.noLists, t.noListsText, make)}`;
    return html`${heading} ${this.#renderStale()}
    ${tabs({
      id: 'lists',
      label: t.listsTitle,
      tabs: settings.lists.map(({ code, label }) => ({
        id: code,
        title: label[language],
        count: counts.lists.find((one) => one.code === code)?.waiting,
      })),
      chosen: this.list.code,
      choose: (code) => this.#choose(code),
      panel: this.#renderList(),
      isSide: settings.lists.length > 4,
    })}
    ${make === nothing ? nothing : html`<div class="deeds start">${make}</div>`}`;
  }

  #renderList(): unknown {
    const { t } = this;
    if (this.#import) return this.#import.render();
    if (!this.may.seeNames)
      return html`<p class="notice" part="notice">${t.noNames}</p>
        ${renderClosed(this)} ${renderRules(this)} ${renderClosing(this)}`;
    if (!this.#people) return loading(t.loadingLists);
    const people: People = {
      shown: this.#people,
      refusal: this.#refusal,
      decide: (entry, decision) => this.#decide(entry, decision),
      showMore: () => this.#showMore(),
    };
    if (this.#showsExits) return renderExits(this, people, () => this.#toggleExits(false));
    const takesNew = !this.list.closed;
    return html`${renderClosed(this)}
      <div class="deeds start">
        ${takesNew ? button(t.add, () => openAddForm(this)) : nothing}
        ${takesNew ? button(t.import, () => this.#toggleImport(true)) : nothing}
        ${button(t.exits, () => this.#toggleExits(true))}
      </div>
      ${renderPeople(this, people)} ${renderRules(this)} ${renderClosing(this)}`;
  }

  #renderStale(): TemplateResult | typeof nothing {
    if (this.#staleSince === undefined) return nothing;
    return html`<div class="notice" part="notice" role="status">
      <p>${this.t.stale(this.format.time(this.#staleSince))}</p>
      ${button(this.t.retry, () => this.refresh(), 'link')}
    </div>`;
  }
}

/** Lists have not been decided about: there are none, which is no failure. */
function nothingDecided(error: unknown): WaitingListSettings {
  if ((error as { readonly code?: string }).code === 'not-found') return { formatVersion: 'relais-lists/1', lists: [] };
  throw error;
}
