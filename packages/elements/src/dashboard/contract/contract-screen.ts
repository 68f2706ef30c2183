import type {
  ContractPeriod,
  FigurePeriod,
  IndicatorDefinition,
  KeptContract,
  PaymentHelp,
  PaymentLine,
  PaymentMission,
} from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import type { ContractPort } from '../../indicator/index.ts';
import { selectField, tickBox } from '../../ui/fields/chosen.ts';
import { emptyState } from '../../ui/flow/empty-state.ts';
import { button, heading } from '../../ui/flow/screens.ts';
import { Work, type WorkDesk } from '../../ui/flow/work.ts';
import { notice } from '../../ui/flow/notice.ts';
import { overtaken } from '../../ui/flow/overtaken.ts';
import { html } from '../../ui/html.ts';
import { LocaleController, type Localized } from '../../ui/locale-controller.ts';
import type { Tile } from '../shared/boards.ts';
import { ContractForm } from './contract-form.ts';
import { draftOf, nextDraft, withPeriod } from './draft.ts';
import { fr, type ContractStrings } from './words/fr.ts';

const VOCABULARY = { fr, others: { en: async () => (await import('./words/en.ts')).en } };

/** The dashboard around it, as it is now. */
export interface ContractDesk extends WorkDesk {
  readonly host: Localized<ContractStrings>;
  readonly port: ContractPort;
  readonly indicators: readonly IndicatorDefinition[];
  /** `YYYY-MM-DD`, at the place. */
  readonly today: () => string;
  readonly say: (text: string) => void;
  /** A figure, of the days that are shown. */
  readonly figure: (tile: Tile) => TemplateResult;
  /** Looks at another board. */
  readonly leave: () => void;
}

/** Owns: the contract as it is kept, what a period of it would bring, and the form a period is typed in. */
export class ContractScreen {
  readonly #desk: ContractDesk;
  readonly #work: Work;
  readonly #locale: LocaleController<ContractStrings>;
  #kept: KeptContract | undefined;
  #payment: PaymentHelp | undefined;
  /** First day of the period that is looked at; `undefined` for that of today. */
  #on: string | undefined;
  #form: ContractForm | undefined;
  /** Another version was saved meanwhile. */
  #isOvertaken = false;
  /** Asked whether the period is to be deleted. */
  #isDeleting = false;
  /** What is saved is still made up. */
  #isInvented = false;
  readonly #opened = new Set<string>();

  constructor(desk: ContractDesk) {
    this.#desk = desk;
    this.#work = new Work(desk);
    this.#locale = new LocaleController<ContractStrings>(desk.host, VOCABULARY);
  }

  get ready(): Promise<void> {
    return this.#locale.ready;
  }

  /** Whether something is being typed, which leaving would lose. */
  get isTyping(): boolean {
    return this.#form !== undefined;
  }

  /** A form or a trouble has a heading of its own, and stands in place of the board. */
  get isAlone(): boolean {
    return this.#work.hasFailed || this.#form !== undefined;
  }

  /** The figures behind what is shown, to be taken away. */
  get tiles(): readonly Tile[] {
    const lines = this.#payment?.missions.flatMap((mission) => mission.lines) ?? [];
    return [...new Set(lines.map(({ indicator }) => indicator))].map((indicator) => ({ indicator }));
  }

  /** Their days; `undefined` while there are none. */
  get period(): FigurePeriod | undefined {
    const { from, until } = this.#payment ?? {};
    return from !== undefined && until !== undefined ? { from, to: until } : undefined;
  }

  open = (): Promise<void> => this.#work.do(this.open, () => this.#read());

  render(): TemplateResult {
    const t = this.#locale.strings;
    const trouble = this.#work.renderTrouble(t, this.#leaveTrouble);
    if (trouble) return trouble;
    if (!this.#kept) return html`<p class="quiet">${t.contractLoading}</p>`;
    return this.#form ? this.#renderForm(t, this.#form) : this.#renderKept(t, this.#kept);
  }

  #renderKept(t: ContractStrings, kept: KeptContract): TemplateResult {
    const { periods } = kept.contract;
    const add = button(t.contractAdd, this.#add, periods.length === 0 ? 'primary' : '');
    if (periods.length === 0) return emptyState(t.contractNone, t.contractNoneText, add);
    const payment = this.#payment;
    return html`<div class="stack">
      <div class="notice contract-help" part="notice">
        <p><strong>${t.contractHelp}</strong> ${t.contractHelpText}</p>
        ${kept.contract.illustrative ? html`<p><strong>${t.contractIllustrative}</strong></p>` : nothing}
      </div>
      <div class="toolbar">${this.#renderPeriods(t, periods)}</div>
      ${payment ? this.#renderPayment(t, payment) : emptyState(t.contractSilent, t.contractSilentText)}
      <div class="actions tools">
        ${payment ? button(t.contractEdit, () => this.#edit(payment.from)) : nothing} ${add}
        ${payment ? button(t.contractAgain, this.open, 'link') : nothing}
      </div>
    </div>`;
  }

  #renderPeriods(t: ContractStrings, periods: readonly ContractPeriod[]): TemplateResult {
    const chosen = this.#payment?.from;
    return selectField(t, {
      ...{ id: 'contract-period', label: t.contractPeriod, chosen },
      ...(chosen === undefined && { none: '—' }),
      options: periods.map(({ from, to }) => ({ value: from, text: t.contractPeriodOf(from, to) })),
      choose: (value) => {
        if (!value) return;
        this.#on = value;
        void this.open();
      },
    });
  }

  #renderPayment(t: ContractStrings, payment: PaymentHelp): TemplateResult {
    const { missions, fixed, variable, least, most, size, version, to, until, freshness } = payment;
    const isUnknown = least !== most;
    const isPartial = until !== undefined && (until < to || to >= this.#desk.today());
    return html`<p>
        ${t.contractNow(t.sizes[size], version)} ${t.contractAt(freshness.at)}
        ${isPartial ? html`<strong>${t.contractPartial(until)}</strong>` : nothing}
        ${until === undefined ? html`<strong>${t.contractToCome}</strong>` : nothing}
      </p>
      ${
        missions.length === 0
          ? html`<p class="quiet">${t.contractNoMissions}</p>`
          : html`${missions.map((mission) => this.#renderMission(t, mission))}
              <section class="stack" aria-labelledby="contract-total">
                <h3 id="contract-total">${t.contractTotal}</h3>
                ${sumLine(t, { fixed, variable, least, most })}
                ${isUnknown ? html`<p class="quiet">${t.contractRange}</p>` : nothing}
              </section>`
      }`;
  }

  #renderMission(t: ContractStrings, { mission, fixed, variable, least, most, lines }: PaymentMission): TemplateResult {
    const id = `contract-${mission}`;
    return html`<section class="contract-mission stack" aria-labelledby=${id}>
      <h3 id=${id}>${t.missions[mission]}</h3>
      ${sumLine(t, { fixed, variable, least, most })}
      <ul role="list" class="contract-lines">
        ${lines.map((line) => html`<li>${this.#renderLine(t, line, `${mission} ${line.indicator}`)}</li>`)}
      </ul>
    </section>`;
  }

  #renderLine(t: ContractStrings, line: PaymentLine, key: string): TemplateResult {
    const { indicator, weight, share, baseline, target, rule, state, typed, attainment, amount, figure } = line;
    const language = this.#locale.language === 'en' ? 'en' : 'fr';
    const definition = this.#desk.indicators.find(({ id }) => id === indicator);
    const value =
      state === 'counted' && figure
        ? t.contractFigure(figure)
        : typed
          ? t.contractValueOf(typed.value)
          : (t.contractShort[state] ?? t.contractUnknown);
    const said = attainment === null || amount === null ? '' : `, ${t.contractLine(attainment, amount)}`;
    const toggle = (event: Event) => {
      if ((event.target as HTMLDetailsElement).open) this.#opened.add(key);
      else this.#opened.delete(key);
      this.#desk.show();
    };
    return html`<details @toggle=${toggle} ?open=${this.#opened.has(key)}>
      <summary>${`${definition?.label[language] ?? indicator} (${indicator})\xa0: ${value}${said}`}</summary>
      <div class="stack">
        <p>
          ${t.contractStates[state]} ${typed ? t.contractTyped(typed.value, typed.source) : nothing}
          ${t.contractShare(weight, share)} ${t.contractWay[rule](baseline, target)} ${t.contractRounding}
        </p>
        ${
          // Days that have not begun have no figure.
          this.#opened.has(key) && this.period ? this.#desk.figure({ indicator }) : nothing
        }
      </div>
    </details>`;
  }

  #renderForm(t: ContractStrings, form: ContractForm): TemplateResult {
    return html`<div class="stack">
      ${heading(t.contractTitle)}
      <p>${t.contractFormText}</p>
      ${this.#isOvertaken ? this.#renderOvertaken(t) : nothing} ${form.render(this.#formDesk(t))}
      ${
        this.#kept?.contract.illustrative
          ? tickBox({
              id: 'contract-invented',
              text: t.contractInvented,
              isTicked: this.#isInvented,
              tick: (isTicked) => {
                this.#isInvented = isTicked;
                this.#desk.show();
              },
            })
          : nothing
      }
      ${this.#isDeleting ? this.#renderDeleting(t) : this.#renderFormActions(t, form)}
    </div>`;
  }

  #renderFormActions(t: ContractStrings, { before }: ContractForm): TemplateResult {
    return html`<div class="actions">
      ${button(t.contractSave, this.#save, 'primary')}
      ${before === undefined ? nothing : button(t.contractDelete, () => this.#ask(true), 'danger')}
      ${button(t.contractCancel, this.#leaveForm, 'link')}
    </div>`;
  }

  #renderDeleting(t: ContractStrings): TemplateResult {
    return notice(
      'deleting',
      t.contractDeleteSure,
      html`<div class="actions">
        ${button(t.contractDeleteNow, this.#delete, 'danger')} ${button(t.contractKeep, () => this.#ask(false))}
      </div>`,
    );
  }

  #ask(isDeleting: boolean): void {
    this.#isDeleting = isDeleting;
    this.#desk.show(isDeleting ? 'deleting' : 'heading');
  }

  #renderOvertaken(t: ContractStrings): TemplateResult {
    return overtaken(
      { title: t.contractChanged, text: t.contractChangedText },
      ...[button(t.contractMine, this.#keepMine), button(t.contractTheirs, this.#takeTheirs)],
    );
  }

  #formDesk(t: ContractStrings) {
    return {
      t,
      language: this.#locale.language === 'en' ? ('en' as const) : ('fr' as const),
      indicators: this.#desk.indicators,
      draw: (target?: string) => this.#desk.show(target),
      save: this.#save,
    };
  }

  #add = (): void => {
    this.#begin(new ContractForm(nextDraft(this.#kept?.contract.periods.at(-1), this.#desk.today()), undefined));
  };

  #edit(from: string): void {
    const period = this.#kept?.contract.periods.find((one) => one.from === from);
    if (period) this.#begin(new ContractForm(draftOf(period), from));
  }

  #begin(form: ContractForm): void {
    this.#form = form;
    this.#isOvertaken = this.#isDeleting = false;
    this.#isInvented = this.#kept?.contract.illustrative ?? false;
    this.#desk.show('heading');
  }

  #leaveForm = (): void => {
    this.#form = undefined;
    this.#desk.show('heading');
  };

  #save = (): Promise<void> | undefined => {
    const contract = this.#kept && this.#form?.read(this.#kept.contract, this.#desk.indicators);
    if (contract) return this.#send(this.#save, contract);
    this.#desk.show('summary');
    return undefined;
  };

  #delete = (): Promise<void> | undefined => {
    const kept = this.#kept;
    return kept && this.#send(this.#delete, withPeriod(kept.contract, undefined, this.#form?.before));
  };

  #send(again: () => unknown, { illustrative: _, ...agreed }: KeptContract['contract']): Promise<void> {
    const contract = this.#isInvented ? { ...agreed, illustrative: true as const } : agreed;
    return this.#work.do(again, async () => {
      const { port, say, show } = this.#desk;
      const base = this.#kept?.version ?? 0;
      try {
        const { version } = await port.save({ base, contract });
        this.#form = undefined;
        this.#isOvertaken = false;
        this.#on = undefined;
        say(this.#locale.strings.contractSaved(version));
      } catch (error) {
        if ((error as { readonly code?: string }).code !== 'contract-changed') throw error;
        this.#isOvertaken = true;
        this.#isDeleting = false;
        show('overtaken');
        return;
      }
      await this.#read();
      show('heading');
    });
  }

  #keepMine = (): Promise<void> =>
    this.#work.do(this.#keepMine, async () => {
      const { port, say, show } = this.#desk;
      this.#kept = await port.read();
      this.#isOvertaken = false;
      say(this.#locale.strings.contractMineSaid(this.#kept.version));
      show('heading');
    });

  #takeTheirs = (): Promise<void> => {
    this.#form = undefined;
    this.#isOvertaken = false;
    return this.open();
  };

  async #read(): Promise<void> {
    const { port } = this.#desk;
    const kept = await port.read();
    const { periods } = kept.contract;
    const on = periods.some(({ from }) => from === this.#on) ? this.#on : undefined;
    this.#payment = periods.length > 0 ? await payed(port, on) : undefined;
    this.#kept = kept;
  }

  /** What was typed is still there; without a contract to come back to, another board is. */
  #leaveTrouble = (): void => {
    if (!this.#kept) this.#desk.leave();
    this.#desk.show('heading');
  };
}

function sumLine(
  t: ContractStrings,
  { fixed, variable, least, most }: Pick<PaymentHelp, 'fixed' | 'variable' | 'least' | 'most'>,
): TemplateResult {
  return html`<p>
    <span>${t.contractSum(fixed, variable)}</span>
    <span class="contract-amount">${t.contractAmount(least, most)}</span>
  </p>`;
}

/** Nothing where no period holds on that day, which is no failure. */
async function payed(port: ContractPort, on: string | undefined): Promise<PaymentHelp | undefined> {
  try {
    return await port.payment(on);
  } catch (error) {
    if ((error as { readonly code?: string }).code === 'contract-silent') return undefined;
    throw error;
  }
}
