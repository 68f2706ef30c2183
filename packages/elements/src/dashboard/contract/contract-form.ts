import type { AciContract, AciMission, AttainmentRule, CptsSize, IndicatorDefinition } from '@relais/sdk';
import { findContractFaults } from '@relais/sdk/contract';
import { nothing, type TemplateResult } from 'lit';
import { selectField } from '../../ui/fields/chosen.ts';
import { form, type FieldFault } from '../../ui/fields/form.ts';
import { cleanDate } from '../../ui/fields/reading.ts';
import { dateField, numberField, textField, wholeNumberField } from '../../ui/fields/typed.ts';
import { button } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import {
  fieldOf,
  indicatorId,
  missionId,
  readDraft,
  readValue,
  withPeriod,
  type FieldFaultOf,
  type IndicatorDraft,
  type MissionDraft,
  type PeriodDraft,
} from './draft.ts';
import type { ContractStrings } from './words/fr.ts';

const MISSIONS: readonly AciMission[] = ['access', 'pathways', 'prevention', 'crisis', 'quality', 'support'];
const SIZES: readonly CptsSize[] = ['under40000', 'from40000', 'from80000', 'over175000'];
const RULES: readonly AttainmentRule[] = ['linear', 'reached'];

/** What a form of a period is drawn with. */
export interface FormDesk {
  readonly t: ContractStrings;
  readonly language: 'fr' | 'en';
  readonly indicators: readonly IndicatorDefinition[];
  readonly draw: (target?: string) => void;
  readonly save: () => unknown;
}

/** Owns: one period of a contract as it is typed, and what of it cannot be taken. */
export class ContractForm {
  /** First day of the period it replaces; `undefined` for one more. */
  readonly before: string | undefined;
  #draft: PeriodDraft;
  #faults: readonly FieldFaultOf[] = [];

  constructor(draft: PeriodDraft, before: string | undefined) {
    this.#draft = draft;
    this.before = before;
  }

  /** The contract with what was typed; `undefined` where it cannot be taken, and what is wrong is shown. */
  read(contract: AciContract, indicators: readonly IndicatorDefinition[]): AciContract | undefined {
    const { period, faults } = readDraft(this.#draft);
    this.#faults = faults;
    if (!period) return undefined;
    const whole = withPeriod(contract, period, this.before);
    const found = findContractFaults(whole, (id) => indicators.some((one) => one.id === id));
    this.#faults = found.map(fieldOf);
    return found.length === 0 ? whole : undefined;
  }

  render(desk: FormDesk): TemplateResult {
    const { t } = desk;
    const { missions, from, to, size } = this.#draft;
    return form(
      t,
      this.#faults.map((one) => this.#sayFault(t, one)),
      html`<div class="dates">
          ${dateField(t, { ...this.#base(t, 'contract-from'), label: t.contractFrom, help: t.contractDateHelp, need: 'required', value: from, clean: cleanDate, type: (value) => this.#change(desk, { from: value }) })}
          ${dateField(t, { ...this.#base(t, 'contract-to'), label: t.contractTo, help: t.contractDateHelp, need: 'required', value: to, clean: cleanDate, type: (value) => this.#change(desk, { to: value }) })}
          ${selectField(t, {
            ...{ id: 'contract-size', label: t.contractSize, chosen: size },
            options: SIZES.map((value) => ({ value, text: t.sizes[value] })),
            choose: (value) => this.#change(desk, { size: value as CptsSize }),
          })}
        </div>
        ${missions.map((mission, place) => this.#renderMission(desk, mission, place))}
        ${
          missions.length < MISSIONS.length
            ? html`<div class="actions">${button(t.contractAddMission, () => this.#addMission(desk))}</div>`
            : nothing
        }`,
      desk.save,
    );
  }

  #renderMission(desk: FormDesk, mission: MissionDraft, place: number): TemplateResult {
    const { t } = desk;
    const sum = mission.indicators.reduce((all, { weight }) => all + (readValue(weight) ?? 0), 0);
    const amount = (name: 'fixed' | 'variable', label: string) =>
      numberField(t, {
        ...this.#base(t, missionId(place, name)),
        ...{ label, need: 'required', longest: 20, value: mission[name] },
        type: (value) => this.#changeMission(desk, place, { [name]: value }),
      });
    return html`<fieldset class="contract-mission stack">
      <legend>${t.contractMissionOf(place + 1)}</legend>
      <div class="dates">
        ${selectField(t, {
          ...this.#base(t, missionId(place, 'mission')),
          ...{ label: t.contractMission, chosen: mission.mission },
          options: MISSIONS.map((value) => ({ value, text: t.missions[value] })),
          choose: (value) => this.#changeMission(desk, place, { mission: value as AciMission }),
        })}
        ${amount('fixed', t.contractFixed)} ${amount('variable', t.contractVariable)}
      </div>
      ${mission.indicators.map((indicator, at) => this.#renderIndicator(desk, indicator, place, at))}
      ${mission.indicators.length > 0 ? html`<p class="quiet">${t.contractWeights(sum)}</p>` : nothing}
      <div class="actions">
        ${button(t.contractAddIndicator, () => this.#addIndicator(desk, place), '', t.missions[mission.mission])}
        ${button(t.contractRemoveMission, () => this.#removeMission(desk, place), '', t.missions[mission.mission])}
      </div>
    </fieldset>`;
  }

  #renderIndicator(desk: FormDesk, indicator: IndicatorDraft, place: number, at: number): TemplateResult {
    const { t, language, indicators } = desk;
    const idOf = (name: string) => indicatorId(place, at, name);
    const change = (part: Partial<IndicatorDraft>) => this.#changeIndicator(desk, place, at, part);
    const number = (name: 'baseline' | 'target' | 'value', label: string, help?: string) =>
      numberField(t, {
        ...this.#base(t, idOf(name)),
        ...{ label, help, longest: 20, value: indicator[name], need: name === 'target' ? 'required' : 'optional' },
        type: (value) => change({ [name]: value }),
      });
    return html`<fieldset class="contract-indicator stack">
      <legend>${t.contractIndicatorOf(at + 1)}</legend>
      ${selectField(t, {
        ...this.#base(t, idOf('indicator')),
        ...{ label: t.contractIndicator, chosen: indicator.indicator },
        options: indicators.map(({ id, label, source }) => ({
          value: id,
          text: `${id}\xa0· ${label[language]}${source === 'notMeasured' ? ` (${t.notMeasured})` : ''}`,
        })),
        choose: (value) => change({ indicator: value }),
      })}
      <div class="dates">
        ${wholeNumberField(t, { ...this.#base(t, idOf('weight')), label: t.contractWeight, need: 'required', longest: 5, value: indicator.weight, type: (value) => change({ weight: value }) })}
        ${number('baseline', t.contractBaseline, t.contractBaselineHelp)} ${number('target', t.contractTarget)}
      </div>
      ${selectField(t, {
        ...{ id: idOf('rule'), label: t.contractRule, chosen: indicator.rule },
        options: RULES.map((value) => ({ value, text: t.rules[value] })),
        choose: (value) => change({ rule: value as AttainmentRule }),
      })}
      <div class="dates">
        ${number('value', t.contractValue, t.contractValueHelp)}
        ${textField(t, { ...this.#base(t, idOf('source')), label: t.contractSource, need: 'optional', longest: 200, value: indicator.source, type: (value) => change({ source: value }) })}
      </div>
      <div class="actions">
        ${button(t.contractRemoveIndicator, () => this.#removeIndicator(desk, place, at), '', indicator.indicator)}
      </div>
    </fieldset>`;
  }

  #base(t: ContractStrings, id: string) {
    const found = this.#faults.find((one) => one.id === id);
    return { id, fault: found && t.contractFaults[found.fault] };
  }

  /** Many fields have one name: the summary says of which mission and indicator. */
  #sayFault(t: ContractStrings, { id, fault }: FieldFaultOf): FieldFault {
    const text = t.contractFaults[fault];
    const parts = /^mission-(\d+)-(?:indicator-(\d+))?/.exec(id);
    const mission = parts && this.#draft.missions[Number(parts[1])];
    if (!mission) return { id, text };
    const indicator = parts[2] === undefined ? undefined : mission.indicators[Number(parts[2])];
    const where = [t.missions[mission.mission], ...(indicator ? [indicator.indicator] : [])].join(', ');
    return { id, text: t.contractFaultAt(where, text) };
  }

  #change(desk: FormDesk, change: Partial<PeriodDraft>, target?: string): void {
    this.#draft = { ...this.#draft, ...change };
    desk.draw(target);
  }

  #changeMission(desk: FormDesk, place: number, change: Partial<MissionDraft>, target?: string): void {
    const missions = this.#draft.missions.map((one, at) => (at === place ? { ...one, ...change } : one));
    this.#change(desk, { missions }, target);
  }

  #changeIndicator(desk: FormDesk, place: number, at: number, change: Partial<IndicatorDraft>): void {
    const indicators = this.#indicatorsOf(place).map((one, index) => (index === at ? { ...one, ...change } : one));
    this.#changeMission(desk, place, { indicators });
  }

  #indicatorsOf(place: number): readonly IndicatorDraft[] {
    return this.#draft.missions[place]?.indicators ?? [];
  }

  #addMission(desk: FormDesk): void {
    const { missions } = this.#draft;
    const mission = MISSIONS.find((one) => missions.every((other) => other.mission !== one)) ?? 'access';
    const added = { mission, fixed: '', variable: '', indicators: [] };
    this.#change(desk, { missions: [...missions, added] }, missionId(missions.length, 'mission'));
  }

  #removeMission(desk: FormDesk, place: number): void {
    this.#faults = [];
    this.#change(desk, { missions: this.#draft.missions.filter((_, at) => at !== place) }, 'heading');
  }

  #addIndicator(desk: FormDesk, place: number): void {
    const indicators = this.#indicatorsOf(place);
    const isFree = ({ id }: IndicatorDefinition) => indicators.every(({ indicator }) => indicator !== id);
    const indicator = desk.indicators.find(isFree)?.id ?? '';
    const added = { indicator, weight: '', baseline: '', target: '', rule: 'linear', value: '', source: '' } as const;
    const target = indicatorId(place, indicators.length, 'indicator');
    this.#changeMission(desk, place, { indicators: [...indicators, added] }, target);
  }

  #removeIndicator(desk: FormDesk, place: number, at: number): void {
    this.#faults = [];
    const indicators = this.#indicatorsOf(place).filter((_, index) => index !== at);
    this.#changeMission(desk, place, { indicators }, missionId(place, 'mission'));
  }
}
