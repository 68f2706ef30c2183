import type { AccountOf, LedgerCorrection, LedgerReport, Load, VolunteerReport } from '@relais/sdk/load';
import { adoptStyles, nothing, type ReactiveElement, type TemplateResult } from 'lit';
import { charts } from '../ui/charts/charts.styles.ts';
import { PointsController } from '../ui/charts/points-controller.ts';
import { SheetController } from '../ui/charts/sheet-controller.ts';
import { DialogController } from '../ui/dialog/dialog-controller.ts';
import type { Drawn } from '../ui/dialog/form-dialog.ts';
import { FlowController } from '../ui/flow/flow-controller.ts';
import { FocusController } from '../ui/flow/focus-controller.ts';
import { button, heading, loading } from '../ui/flow/screens.ts';
import { troubleScreen } from '../ui/flow/trouble-screen.ts';
import { createFormat, type Format } from '../ui/format.ts';
import { html } from '../ui/html.ts';
import { LiveRegionController } from '../ui/live-region-controller.ts';
import type { LocaleController } from '../ui/locale-controller.ts';
import { saveFile } from '../ui/save-file.ts';
import type { ReadingController } from '../ui/reading/reading-controller.ts';
import { signInOf, staleNotice } from '../ui/reading/reading-screens.ts';
import type { Screens, ScreensOptions } from '../ui/screened-element.ts';
import type { Sorting } from '../ui/table/table.ts';
import { tabs } from '../ui/tabs/tabs.ts';
import { desk as deskStyles } from '../ui/together/desk.styles.ts';
import type { Desk, OpenAccount, State, TabName } from './shared/desk.ts';
import { createFigures, type Figures } from './shared/figures.ts';
import { LoadController } from './load-controller.ts';
import { LedgerCorrectedEvent } from './load-events.ts';
import { styles } from './load.styles.ts';
import { accountView } from './views/account.ts';
import { practices, volunteers } from './views/accounts.ts';
import { corrections, openCorrection } from './views/corrections.ts';
import type { LoadStrings } from './words/fr.ts';

export { fr } from './words/fr.ts';

/** Who comes next stands first. */
const BY_GAP: Sorting = { by: 'gap', isDown: true };

/** What an element shows of accounts, from the first answer of the backend on, and what its views need of it. */
export class Screen implements Desk, Screens {
  readonly flow: FlowController<State>;
  readonly dialog: DialogController<Drawn>;
  readonly #host: ReactiveElement;
  readonly #locale: LocaleController<LoadStrings>;
  readonly #live: LiveRegionController;
  readonly #controller: LoadController;
  readonly #pictures: { readonly points: PointsController; readonly sheet: SheetController };
  #tab: TabName = 'practices';
  #sorting: Readonly<Partial<Record<TabName, Sorting>>> = { practices: BY_GAP, volunteers: BY_GAP };
  #isGoingOn = false;
  #refusal: string | undefined;
  #words: { readonly key: readonly unknown[]; readonly format: Format; readonly figures: Figures } | undefined;

  constructor(
    host: ReactiveElement & { readonly structure: string | undefined },
    { locale, source }: ScreensOptions<LoadStrings>,
  ) {
    this.#host = host;
    this.#locale = locale;
    adoptStyles(host.renderRoot as ShadowRoot, [...deskStyles.flat(), charts, styles]);
    this.#live = new LiveRegionController(host);
    this.flow = new FlowController<State>(host, {
      first: { name: 'loading' },
      now: () => this.#reading.now,
      structure: () => host.structure ?? source()?.settings?.structure ?? '',
    });
    new FocusController(host, () => this.flow);
    this.#controller = new LoadController(host, {
      source,
      flow: this.flow,
      language: () => this.language,
      leave: () => this.#leave(),
    });
    this.dialog = new DialogController<Drawn>(host);
    this.#pictures = { points: new PointsController(host), sheet: new SheetController(host) };
  }

  get t(): LoadStrings {
    return this.#locale.strings;
  }

  get language(): 'fr' | 'en' {
    return this.#locale.language === 'en' ? 'en' : 'fr';
  }

  get format(): Format {
    return this.#said.format;
  }

  get figures(): Figures {
    return this.#said.figures;
  }

  get load(): Load {
    const { calls } = this.#reading;
    if (!calls) throw new Error('There is no screen before there is a client');
    return calls;
  }

  get report(): LedgerReport | undefined {
    return this.#controller.report;
  }

  get volunteers(): VolunteerReport | undefined {
    return this.#controller.volunteers;
  }

  get corrections(): readonly LedgerCorrection[] {
    return this.#controller.corrections;
  }

  get account(): OpenAccount | undefined {
    return this.#controller.account;
  }

  get #reading(): ReadingController<Load> {
    return this.#controller.reading;
  }

  get state(): 'loading' | 'ready' | 'failed' {
    if (this.flow.trouble) return 'failed';
    return this.flow.state.name === 'loading' ? 'loading' : 'ready';
  }

  get isBusy(): boolean {
    return this.flow.isBusy || this.#isGoingOn;
  }

  refresh(): Promise<void> {
    return this.#reading.refresh();
  }

  redraw(): void {
    this.#host.requestUpdate();
  }

  open(of: AccountOf): Promise<void> {
    this.#refusal = undefined;
    return this.flow.run(async () => {
      await this.#controller.open(of);
      this.flow.go({ name: 'account' });
    });
  }

  nameOf(practiceId: string): string {
    return this.report?.accounts.find((account) => account.practiceId === practiceId)?.name ?? practiceId;
  }

  async done(text: string): Promise<void> {
    this.#live.say(text);
    await this.refresh();
  }

  corrected(id: string): void {
    this.#host.dispatchEvent(new LedgerCorrectedEvent({ correction: id }));
  }

  render(): TemplateResult {
    return html`<div class="stack">${this.#renderShown()}</div>
      ${this.dialog.render(this.t, (drawn) => drawn.draw())}
      <p class="hidden" role="status">${this.#live.text}</p>`;
  }

  get #said() {
    const { t, language } = this;
    const key = [t, language, this.#controller.timezone];
    if (!this.#words?.key.every((part, index) => part === key[index])) {
      const format = createFormat(t, language, this.#controller.timezone);
      this.#words = { key, format, figures: createFigures(t, language, this.#controller.timezone) };
    }
    return this.#words;
  }

  #leave(): void {
    this.#tab = 'practices';
    this.#refusal = undefined;
    this.dialog.close();
  }

  #renderShown(): unknown {
    const { t, flow } = this;
    const { trouble, secondsLeft, state } = flow;
    if (trouble) {
      return troubleScreen(t, trouble, {
        retry: () => flow.retry(),
        signIn: signInOf(this.#reading.client),
        back: this.report && (() => this.#showTables()),
        secondsLeft,
      });
    }
    if (state.name === 'loading' || !this.report) return loading(t.loading);
    return state.name === 'account' ? this.#renderAccount() : this.#renderTables(this.report);
  }

  #showTables(): void {
    this.#controller.account = undefined;
    this.flow.replace({ name: 'tables' });
  }

  #renderTables(report: LedgerReport): TemplateResult {
    const { t, figures } = this;
    return html`<div class="head">
        ${heading(t.heading)} ${report.canCorrect ? button(t.correct, () => openCorrection(this)) : nothing}
      </div>
      ${staleNotice(t, this.#reading, this.format)}
      <p>${t.intro}</p>
      <p class="quiet">${report.since === undefined ? t.sinceEver : t.since(figures.day(report.since))}</p>
      ${tabs({
        id: 'tables',
        label: t.heading,
        tabs: [
          { id: 'practices', title: t.tabs.practices },
          { id: 'volunteers', title: t.tabs.volunteers },
          { id: 'corrections', title: t.tabs.corrections, count: this.corrections.length },
        ],
        chosen: this.#tab,
        choose: (id) => {
          this.#tab = id as TabName;
          this.redraw();
        },
        panel: html`${this.#renderTab(report)} ${this.#renderRefusal()}
          <div class="actions">
            ${button(t.exportTable, () => this.#attempt(() => this.#exportTable(), t.fileFailed))}
          </div>`,
      })}`;
  }

  #renderTab(report: LedgerReport): unknown {
    const { volunteers: derived } = this;
    const sorting = this.#sorting[this.#tab];
    const sort = (chosen: Sorting) => {
      this.#sorting = { ...this.#sorting, [this.#tab]: chosen };
      this.redraw();
    };
    switch (this.#tab) {
      case 'practices':
        return practices(this, report, sorting, sort);
      case 'volunteers':
        return derived ? volunteers(this, derived, sorting, sort) : nothing;
      case 'corrections':
        return corrections(this);
    }
  }

  #renderAccount(): unknown {
    const { t, account, report, volunteers: derived } = this;
    if (!account) return nothing;
    const { of } = account;
    const accounts = ('practice' in of ? report?.accounts : derived?.accounts) ?? [];
    const shown =
      'practice' in of
        ? report?.accounts.find(({ practiceId }) => practiceId === of.practice)
        : derived?.accounts.find(({ volunteerId }) => volunteerId === of.volunteer);
    if (!shown) return nothing;
    // Who may read every account has none of their own: the sentence speaks to somebody else.
    const isOwn = accounts.some(({ isReadable }) => !isReadable);
    const name = shown.name ?? ('practice' in of ? of.practice : of.volunteer);
    return html`<div>${button(t.backToAll, () => this.#showTables(), 'link')}</div>
      ${heading(t.account(name))} ${staleNotice(t, this.#reading, this.format)}
      ${accountView(this, shown, account, this.#pictures, isOwn)} ${this.#renderRefusal()}
      <div class="actions">
        ${
          account.next === undefined
            ? nothing
            : button(t.more, () => this.#attempt(() => this.#controller.goOn(), t.moreFailed))
        }
        ${button(t.exportAccount, () => this.#attempt(() => this.#exportAccount(account, name), t.fileFailed))}
      </div>`;
  }

  /** Does what is asked on the side; what fails is told beside what there is. */
  async #attempt(work: () => Promise<void>, failed: string): Promise<void> {
    if (this.#isGoingOn) return;
    this.#isGoingOn = true;
    this.#refusal = undefined;
    this.redraw();
    try {
      await work();
    } catch {
      this.#refusal = failed;
    } finally {
      this.#isGoingOn = false;
      this.redraw();
    }
  }

  /** All of it, however far it is shown. */
  async #exportAccount({ of, movements, next }: OpenAccount, name: string): Promise<void> {
    const { t, load, language } = this;
    this.#live.say(t.exporting);
    const rows = [...movements];
    for (let after = next; after !== undefined;) {
      const part = await load.movements(of, { after });
      rows.push(...part.movements);
      after = part.next;
    }
    const { movementTable } = await import('./tables.ts');
    const text = movementTable(rows, (id) => this.nameOf(id), language);
    save(t.fileOf(name), text);
  }

  async #exportTable(): Promise<void> {
    const { t, language, report, volunteers: derived } = this;
    const tables = await import('./tables.ts');
    if (this.#tab === 'practices' && report) save(t.files.practices, tables.practiceTable(report, language));
    if (this.#tab === 'volunteers' && derived) save(t.files.volunteers, tables.volunteerTable(derived, language));
    if (this.#tab === 'corrections') {
      const text = tables.correctionTable(this.corrections, (id) => this.nameOf(id), language);
      save(t.files.corrections, text);
    }
  }

  #renderRefusal(): TemplateResult | typeof nothing {
    if (!this.#refusal) return nothing;
    return html`<p class="notice refusal" part="notice" role="alert">${this.#refusal}</p>`;
  }
}

/** A name of ours, without what a file system would take for something else. */
function save(name: string, text: string): void {
  saveFile(`${name.replace(/[^\p{L}\p{N}_-]+/gu, '-')}.csv`, text, 'text/csv');
}
