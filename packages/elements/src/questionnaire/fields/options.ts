import { isSameChoice, optionOf } from '@relais/sdk/questionnaire';
import type { Coding, FormItem, Option } from '@relais/sdk/questionnaire';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { live } from '../../ui/live-directive.ts';
import { controlId } from '../view/ids.ts';
import type { View } from '../view/types.ts';

/** Whether an option is among the answers. */
export function isChosen(item: FormItem, option: Option): boolean {
  return item.answers.some(
    (answer) =>
      answer.value !== undefined &&
      isSameChoice(answer, option) &&
      optionOf(item.options, answer)?.value === option.value,
  );
}

/** All options in view: one is chosen by a radio button, several by boxes; `behind` stands below them. */
export function optionList(view: View, item: FormItem, behind: unknown = nothing): TemplateResult {
  if (item.readOnly && view.feedback) return view.feedback.locked(view, item);
  return html`<div class=${`options ${view.arrangement?.(view, item) ?? ''}`}>
    ${item.options.map((option, index) =>
      (item.readOnly || option.disabled) && view.feedback
        ? view.feedback.option(view, item, option, index)
        : optionBox(view, item, option, index),
    )}
    ${view.feedback?.held(view, item)} ${behind}
  </div>`;
}

/** One option: half of what a large form is made of, so with no more than most options need. */
function optionBox(view: View, item: FormItem, option: Option, index: number): TemplateResult {
  return html`<label class="option" part="option">
    <input
      type=${item.repeats ? 'checkbox' : 'radio'}
      name=${controlId(item)}
      id=${controlId(item, index)}
      .checked=${live(isChosen(item, option))}
      @change=${(event: Event) => choose(view, item, option, event)}
    />
    <span
      >${view.media ? html`${view.media(view, option.source)}${labelOf(view, option)}` : labelOf(view, option)}</span
    >
  </label>`;
}

export function choose(view: View, item: FormItem, option: Option, { target }: Event): void {
  view.form.choose(item, option, (target as HTMLInputElement).checked);
  view.commit(item);
}

/** The words of an option, with their markup: beside the display of a coding or concept, or beside a plain value. */
export function labelOf(view: View, { key, value, source, prefix, label }: Option): unknown {
  const isCoding = key === 'valueCoding';
  const element = isCoding ? { ...source, ...(value as Coding) } : source;
  const words = view.richly(element, isCoding ? 'display' : key, label);
  // A template less for each option of a large form.
  return prefix ? html`${`${prefix} `}${words}` : words;
}
