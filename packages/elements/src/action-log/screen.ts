import type { Action, Client } from '@relais/sdk';
import { adoptStyles, nothing, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import { badge } from '../ui/badge.ts';
import { base } from '../ui/base.styles.ts';
import { ClientController } from '../ui/client-controller.ts';
import type { ClientSource } from '../ui/client-source.ts';
import { RelaisErrorEvent } from '../ui/error-event.ts';
import { selectField } from '../ui/fields/chosen.ts';
import { writeDate } from '../ui/fields/reading.ts';
import { emptyState } from '../ui/flow/empty-state.ts';
import { FocusController } from '../ui/flow/focus-controller.ts';
import { button, heading, loading } from '../ui/flow/screens.ts';
import { troubleScreen } from '../ui/flow/trouble-screen.ts';
import { troubleOf, type Trouble } from '../ui/flow/trouble.ts';
import { html } from '../ui/html.ts';
import { LiveRegionController } from '../ui/live-region-controller.ts';
import { LocaleController } from '../ui/locale-controller.ts';
import { table, type Column } from '../ui/table/table.ts';
import { ActionForm } from './action-form.ts';
import { ActionDeclaredEvent } from './action-log-events.ts';
import { styles } from './action-log.styles.ts';
import type { HistoryScreen } from './history/history-screen.ts';
import type { HistoryStrings } from './history/words/fr.ts';
import type { ActionLogPort } from './port.ts';
import { fr, type ActionLogStrings } from './words/fr.ts';

const VOCABULARY = { fr, others: { en: async () => (await import('./words/en.ts')).en } };

/** What the log is drawn on: the element, with what its host says of it. */
export interface ActionLogHost extends ReactiveElement {
  from: string | undefined;
  to: string | undefined;
  api: string | undefined;
  structure: string | undefined;
  language: string | undefined;
  client: Client | undefined;
  port: ActionLogPort | undefined;
  strings: Partial<ActionLogStrings & HistoryStrings> | undefined;
}

const paris = new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeZone: 'Europe/Paris' });

/** A structure brings no more of a past that anybody asks about. */
const YEARS = 10;

/** Owns: the entries of a period, and the one that is being written. What was typed outlives a failure. */
export class ActionScreen implements ReactiveController {
  readonly #host: ActionLogHost;
  readonly #locale: LocaleController<ActionLogStrings>;
  readonly #clients: ClientController;
  readonly #live: LiveRegionController;
  readonly #focus: { focusTarget: string | undefined; clearFocusTarget(): void } = {
    focusTarget: undefined,
    clearFocusTarget() {
      this.focusTarget = undefined;
    },
  };
  #asked: readonly unknown[] = [{}];
  #source: ClientSource | undefined;
  #port: ActionLogPort | undefined;
  #actions: readonly Action[] | undefined;
  #form: ActionForm | undefined;
  #trouble: { readonly trouble: Trouble; readonly retry: () => unknown } | undefined;
  #isSending = false;
  #history: HistoryScreen | undefined;
  /** The year that is looked at, where the page says no period. */
  #year: number | undefined;

  constructor(host: ActionLogHost) {
    this.#host = host;
    this.#locale = new LocaleController<ActionLogStrings>(host, VOCABULARY);
    this.#clients = new ClientController(host, () => this.#locale.language);
    this.#live = new LiveRegionController(host);
    new FocusController(host, () => this.#focus);
    adoptStyles(host.renderRoot as ShadowRoot, [...base, ...styles]);
    // Added last: by then the client is chosen.
    host.addController(this);
  }

  hostUpdate(): void {
    const { port, from, to } = this.#host;
    const asked = [port, this.#clients.source, from, to];
    if (asked.every((part, index) => part === this.#asked[index])) return;
    this.#asked = asked;
    this.#source = this.#clients.source;
    this.#port = port;
    this.#actions = undefined;
    this.#history = undefined;
    void this.#open();
  }

  /** Resolves once the words of the language are there. */
  get ready(): Promise<void> {
    return this.#locale.ready;
  }

  get state(): string {
    if (this.#trouble) return 'failed';
    if (this.#history) return 'taking-over';
    if (this.#form) return 'declaring';
    return this.#actions ? 'ready' : 'loading';
  }

  #open = async (): Promise<void> => {
    const asked = this.#asked;
    this.#trouble = undefined;
    try {
      const port = (this.#port ??= await this.#connect());
      const { actions } = await port.list(this.#period);
      if (asked !== this.#asked) return;
      this.#actions = actions;
    } catch (error) {
      if (asked !== this.#asked) return;
      this.#fail(error, this.#open);
    }
    this.#host.requestUpdate();
  };

  async #connect(): Promise<ActionLogPort> {
    const source = this.#source;
    if (!source) throw Object.assign(new Error('No backend'), { code: 'address' });
    const [client, { clientPort }] = await Promise.all([source.load(), import('./client-port.ts')]);
    return clientPort(client);
  }

  #fail(error: unknown, retry: () => unknown): void {
    this.#trouble = { trouble: troubleOf(error, this.#now), retry };
    this.#focus.focusTarget = 'heading';
    this.#host.dispatchEvent(new RelaisErrorEvent({ code: (error as { code?: string }).code ?? 'unexpected' }));
    this.#host.requestUpdate();
  }

  get #now(): number {
    return this.#port?.now() ?? Date.now();
  }

  /** As the page says; else a whole year, this one as far as it is. */
  get #period(): { readonly from?: string | undefined; readonly to?: string | undefined } {
    const { from, to } = this.#host;
    const year = this.#year;
    if (from !== undefined || to !== undefined || year === undefined || year === this.#thisYear) return { from, to };
    return { from: `${year}-01-01`, to: `${year}-12-31` };
  }

  get #thisYear(): number {
    return Number(paris.format(this.#now).slice(0, 4));
  }

  #lookAt(year: number): void {
    this.#year = year;
    this.#actions = undefined;
    void this.#open();
  }

  #takeOver = async (): Promise<void> => {
    const history = this.#port?.history;
    if (!history) return;
    this.#trouble = undefined;
    try {
      const { HistoryScreen } = await import('./history/history-screen.ts');
      this.#history = new HistoryScreen({
        host: this.#host,
        port: history,
        today: () => paris.format(this.#now),
        troubleOf: (error) => {
          this.#host.dispatchEvent(new RelaisErrorEvent({ code: (error as { code?: string }).code ?? 'unexpected' }));
          return troubleOf(error, this.#now);
        },
        say: (text) => this.#live.say(text),
        show: (target) => {
          this.#focus.focusTarget = target ?? this.#focus.focusTarget;
          this.#host.requestUpdate();
        },
        leave: this.#leaveHistory,
      });
      await this.#history.ready;
      await this.#history.open();
      this.#showFirst();
    } catch {
      this.#fail({ code: 'not-loaded' }, this.#takeOver);
    }
  };

  #leaveHistory = (): void => {
    this.#history = undefined;
    this.#showFirst();
    void this.#open();
  };

  #write(corrects?: Action): void {
    this.#form = new ActionForm(corrects, () => this.#host.requestUpdate());
    this.#showFirst();
  }

  #showFirst(target = 'heading'): void {
    this.#focus.focusTarget = target;
    this.#host.requestUpdate();
  }

  #cancel = (): void => {
    this.#form = undefined;
    this.#showFirst();
  };

  #save = async (): Promise<void> => {
    if (this.#isSending || !this.#form || !this.#port) return;
    const action = this.#form.read(paris.format(this.#now));
    if (!action) return this.#showFirst('summary');
    this.#trouble = undefined;
    this.#isSending = true;
    this.#host.requestUpdate();
    try {
      const { id, title } = await this.#port.declare(action);
      this.#form = undefined;
      this.#live.say(this.#locale.strings.saved(title));
      this.#host.dispatchEvent(new ActionDeclaredEvent({ action: id }));
      await this.#open();
      this.#showFirst();
    } catch (error) {
      this.#fail(error, this.#save);
    } finally {
      this.#isSending = false;
      this.#host.requestUpdate();
    }
  };

  render(): TemplateResult {
    const { strings: t, language } = this.#locale;
    const isBusy = this.state === 'loading' || this.#isSending || this.#history?.isBusy;
    return html`<div class="root" part="box" lang=${language} aria-busy=${isBusy ? 'true' : nothing}>
      <div class="stack">${this.#renderShown(t)}</div>
      <p class="hidden" role="status">${this.#live.text}</p>
    </div>`;
  }

  #renderShown(t: ActionLogStrings): TemplateResult {
    if (this.#trouble) {
      const { trouble, retry } = this.#trouble;
      // What was typed is still there behind it.
      const back = this.#form ? button(t.back, () => this.#leaveTrouble()) : nothing;
      return html`<div role="alert" class="stack">${troubleScreen(t, trouble, { retry })} ${back}</div>`;
    }
    if (this.#history) return this.#history.render();
    if (this.#form) return this.#form.render(t, this.#save, this.#cancel);
    return this.#actions ? this.#renderList(t, this.#actions) : loading(t.opening);
  }

  #renderYear(t: ActionLogStrings) {
    const { from, to } = this.#host;
    if (from !== undefined || to !== undefined) return nothing;
    const thisYear = this.#thisYear;
    const options = Array.from({ length: YEARS }, (_, place) => String(thisYear - place));
    return selectField(t, {
      ...{ id: 'year', label: t.year, options: options.map((value) => ({ value, text: value })) },
      chosen: String(this.#year ?? thisYear),
      choose: (value) => this.#lookAt(Number(value)),
    });
  }

  #leaveTrouble(): void {
    this.#trouble = undefined;
    this.#showFirst();
  }

  #renderList(t: ActionLogStrings, actions: readonly Action[]): TemplateResult {
    const add = button(t.add, () => this.#write(), 'primary');
    return html`<div class="head">${heading(t.title)} ${actions.length > 0 ? add : nothing}</div>
      <p class="quiet">${t.intro}</p>
      <div class="over">
        ${this.#renderYear(t)} ${this.#port?.history ? button(t.takeOver, this.#takeOver) : nothing}
      </div>
      ${
        actions.length === 0
          ? emptyState(t.none, t.noneText, add)
          : table(t, {
              ...{ id: 'entries', caption: t.entries, columns: columnsIn(t), rows: actions },
              keyOf: ({ id }) => id,
              actions: (action) =>
                action.correctedBy === undefined && action.withdrawnAt === undefined
                  ? button(t.correct, () => this.#write(action), '', action.title)
                  : nothing,
            })
      }`;
  }
}

function columnsIn(t: ActionLogStrings): Column<Action>[] {
  const { columns } = t;
  return [
    {
      id: 'title',
      title: columns.title,
      cell: ({ title, kind, evidence, import: broughtBy }) =>
        html`<span class="entry"
          ><strong>${title}</strong>
          <span class="quiet">${t.kinds[kind]}</span>
          ${broughtBy === undefined ? nothing : html`<span>${badge(t.takenOver, 'neutral')}</span>`}
          ${evidence === undefined ? nothing : html`<span class="quiet">${t.evidence(evidence)}</span>`}</span
        >`,
    },
    { id: 'on', title: columns.on, cell: ({ on }) => writeDate(on) },
    { id: 'mission', title: columns.mission, cell: ({ mission }) => t.missions[mission] },
    { id: 'sheet', title: columns.sheet, cell: ({ sheet }) => sheet ?? '—' },
    { id: 'reached', title: columns.reached, cell: ({ reached }) => reached ?? '—', isNumber: true },
    { id: 'attendees', title: columns.attendees, cell: ({ attendees }) => attendees ?? '—', isNumber: true },
    {
      id: 'state',
      title: columns.state,
      cell: ({ correctedBy, withdrawnAt }) => {
        if (withdrawnAt !== undefined) return badge(t.withdrawn, 'neutral');
        return correctedBy === undefined ? badge(t.declared, 'done') : badge(t.corrected, 'neutral');
      },
    },
  ];
}
