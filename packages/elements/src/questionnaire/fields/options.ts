import { isSameChoice } from '@relais/sdk/questionnaire';
import type { Coding, FormItem, Option } from '@relais/sdk/questionnaire';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { live } from '../../ui/live-directive.ts';
import { controlId } from '../view/ids.ts';
import { describedBy } from '../view/naming.ts';
import type { View } from '../view/types.ts';
import { lookOf } from '../view/look.ts';

/** Whether an option is among the answers. */
export function isChosen(item: FormItem, option: Option): boolean {
  return item.answers.some((answer) => answer.value !== undefined && isSameChoice(answer, option));
}

/** All options in view: one is chosen by a radio button, several by boxes; `behind` stands below them. */
export function optionList(view: View, item: FormItem, behind: unknown = nothing): TemplateResult {
  const isRow = lookOf(item).horizontal;
  return html`<div class=${isRow ? 'options row' : 'options'}>
    ${item.options.map((option, index) => optionBox(view, item, option, index))} ${behind}
  </div>`;
}

export function optionBox(
  view: View,
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
      aria-describedby=${name === undefined ? nothing : describedBy(view, item)}
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
export function labelOf(view: View, { key, value, source, prefix, label }: Option): unknown {
  const isCoding = key === 'valueCoding';
  const element = isCoding ? { ...source, ...(value as Coding) } : source;
  return html`${prefix ? `${prefix} ` : nothing}${view.richly(element, isCoding ? 'display' : key, label)}`;
}
