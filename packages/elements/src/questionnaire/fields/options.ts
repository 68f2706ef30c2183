import { isSameChoice, readText } from '@relais/sdk/questionnaire';
import type { Coding, FormAnswer, FormItem, Option } from '@relais/sdk/questionnaire';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { describedBy } from '../view/naming.ts';
import { controlId, type FormView } from '../view/form-view.ts';
import { lookOf } from '../view/look.ts';
import type { Field } from '../view/modules.ts';

/** Whether an option is among the answers. */
export function isChosen(item: FormItem, option: Option): boolean {
  return item.answers.some((answer) => answer.value !== undefined && isSameChoice(answer, option));
}

/** An answer written freely where options are only proposed. */
export function freeAnswerOf(item: FormItem): string {
  const isFree = (answer: FormAnswer): boolean =>
    answer.key === 'valueString' && !item.options.some((option) => isSameChoice(option, answer));
  const free = item.answers.find(isFree);
  return typeof free?.value === 'string' ? free.value : '';
}

/** All options in view: one is chosen by a radio button, several by boxes. */
export const OptionList: Field = {
  whole: true,
  render: (view, item) => {
    const isRow = lookOf(item).horizontal;
    return html`<div class=${isRow ? 'options row' : 'options'}>
      ${item.options.map((option, index) => optionBox(view, item, option, index))}
      ${item.type === 'open-choice' ? otherBox(view, item) : nothing}
    </div>`;
  },
};

export function optionBox(
  view: FormView,
  item: FormItem,
  option: Option,
  index: number,
  /** Tells which question it answers, where that does not stand around it. */
  name?: string,
): TemplateResult {
  return html`<label class="option" part="option">
    <input
      type=${item.repeats ? 'checkbox' : 'radio'}
      name=${controlId(item)}
      id=${controlId(item, index)}
      .checked=${live(isChosen(item, option))}
      ?disabled=${option.disabled}
      aria-label=${name ?? nothing}
      aria-readonly=${item.readOnly && item.repeats ? 'true' : nothing}
      aria-describedby=${(name === undefined ? undefined : describedBy(view, item)) ?? nothing}
      @click=${(event: Event) => item.readOnly && event.preventDefault()}
      @change=${(event: Event) => {
        view.form.choose(item, option, (event.target as HTMLInputElement).checked);
        view.commit(item);
      }}
    />
    <span>${view.media?.(view, option.source)}${labelOf(view, option)}</span>
  </label>`;
}

/** The words of an option, with their markup: beside the display of a coding or concept, or beside a plain value. */
export function labelOf(view: FormView, { key, value, source, prefix, label }: Option): unknown {
  const isCoding = key === 'valueCoding';
  const element = isCoding ? { ...source, ...(value as Coding) } : source;
  return html`${prefix ? `${prefix} ` : nothing}${view.richly(element, isCoding ? 'display' : key, label)}`;
}

/** An answer of one's own, beside the options. */
export function otherBox(view: FormView, item: FormItem): TemplateResult {
  const label = readText(item.definition.source, 'openLabel') ?? view.t.other;
  const write = (event: Event): void => {
    const typed = (event.target as HTMLInputElement).value;
    const text = typed.trim();
    view.type(item, typed);
    const chosen = item.repeats
      ? item.values.filter(({ value }) => value !== freeAnswerOf(item)).map(({ value }) => value)
      : [];
    view.form.answer(item, text ? [...chosen, text] : item.repeats ? chosen : undefined);
  };
  return html`<label class="other">
    <span>${label}</span>
    <input
      class="input"
      part="control"
      type="text"
      autocomplete="off"
      id=${controlId(item, item.options.length)}
      .value=${live(view.typedIn(item) ?? freeAnswerOf(item))}
      ?readonly=${item.readOnly}
      @input=${write}
      @change=${() => view.commit(item)}
      @blur=${() => view.stopTyping(item)}
    />
  </label>`;
}
