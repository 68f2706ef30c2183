// What is held and is not among what is offered, or cannot be changed: loaded with what is said of answers, before the first screen where
// there is any of it.
import { labelOf as writeTyped, optionOf } from '@relais/sdk/questionnaire';
import type { FormAnswer, FormItem, Option } from '@relais/sdk/questionnaire';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { live } from '../../ui/live-directive.ts';
import { controlId } from '../view/ids.ts';
import { kindOf } from '../view/kinds.ts';
import { describedBy, nameOf } from '../view/naming.ts';
import { isAnsweredByRadio } from '../view/question.ts';
import type { View } from '../view/types.ts';
import { choose, isChosen, labelOf } from './options.ts';

/** An answer written freely where options are only proposed. */
export function freeAnswerOf({ type, answers, options }: FormItem): FormAnswer | undefined {
  if (type !== 'open-choice') return undefined;
  return answers.find((answer) => answer.key === 'valueString' && answer.isAnswered && !optionOf(options, answer));
}

/** Answers that are held without being, or being any more, among what is offered: nobody signs what she does not see. */
export function straysOf(item: FormItem): FormAnswer[] {
  const free = freeAnswerOf(item);
  return item.answers.filter(
    (answer) =>
      answer.rejected !== undefined || (answer.isAnswered && answer !== free && !optionOf(item.options, answer)),
  );
}

/** Shows an answer that is held, and takes it back. */
export function heldBox(view: View, answer: FormAnswer, mark?: string): TemplateResult {
  const { question } = answer;
  const takeBack = (event: Event): void => {
    if ((event.target as HTMLInputElement).checked) return;
    view.form.removeAnswer(answer);
    view.commit(question);
    void view.focus(question);
  };
  return html`<label class="option held" part="option">
    <input
      type=${question.repeats || mark !== view.t.notOffered ? 'checkbox' : 'radio'}
      name=${controlId(question)}
      .checked=${live(true)}
      @change=${takeBack}
    />
    <span>${heldLabel(heldText(view, answer), mark)}</span>
  </label>`;
}

export function heldLabel(text: string, mark?: string): TemplateResult {
  return html`${text} ${mark ? marked(mark) : nothing}`;
}

function marked(mark: string): TemplateResult {
  return html`<small class="quiet">${`(${mark})`}</small>`;
}

function notOffered({ t }: View): TemplateResult {
  return html` ${marked(t.notOffered)}`;
}

export function heldText({ form }: View, { key, value, rejected = value }: FormAnswer): string {
  return typeof rejected === 'string' ? rejected : writeTyped({ key, value: rejected }, {}, form);
}

/** All of them, marked as what they are. */
export function held(view: View, item: FormItem): TemplateResult[] {
  return straysOf(item).map((answer) => heldBox(view, answer, view.t.notOffered));
}

/** One option that is only read or switched off, or stands in a table. */
export function fixedBox(
  view: View,
  item: FormItem,
  option: Option,
  index: number,
  /** Tells which question it answers, where that does not stand around it. */
  name?: string,
): TemplateResult {
  return html`<label class=${item.readOnly ? 'option locked' : 'option'} part="option">
    <input
      type=${item.repeats ? 'checkbox' : 'radio'}
      name=${controlId(item)}
      id=${controlId(item, index)}
      .checked=${live(isChosen(item, option))}
      ?disabled=${option.disabled && !isChosen(item, option)}
      aria-label=${name ?? nothing}
      aria-readonly=${item.readOnly && item.repeats ? 'true' : nothing}
      aria-describedby=${name === undefined ? nothing : describedBy(view, item)}
      @click=${(event: Event) => item.readOnly && event.preventDefault()}
      @change=${(event: Event) => choose(view, item, option, event)}
    />
    <span
      >${view.media?.(view, option.source)}${labelOf(view, option)}${option.disabled && isChosen(item, option) ? notOffered(view) : nothing}</span
    >
  </label>`;
}

/** What cannot be changed is told in words, framed as any field that is only read. */
export function locked(view: View, item: FormItem): TemplateResult {
  return html`<p class="input locked" part="control">
    ${answersOf(view, item).map((label, index) => html`${index > 0 ? ', ' : nothing}<span>${label}</span>`)}
  </p>`;
}

function answersOf(view: View, item: FormItem): unknown[] {
  if (item.type === 'boolean') return item.values.map(({ value }) => (value ? view.t.yes : view.t.no));
  const chosen = item.options.filter((option) => isChosen(item, option)).map((option) => labelOf(view, option));
  return [...chosen, ...straysOf(item).map((answer) => heldLabel(heldText(view, answer), view.t.notOffered))];
}

/** Radio buttons and sliders cannot be taken back by themselves. */
export function clearing(view: View, item: FormItem): TemplateResult | typeof nothing {
  const kind = kindOf(item);
  const isStuck = isAnsweredByRadio(item) || kind === 'slider';
  if (
    !isStuck ||
    item.readOnly ||
    !item.answers.some(({ isAnswered, rejected }) => isAnswered || rejected !== undefined)
  )
    return nothing;
  const clear = (): void => {
    view.form.answer(item, undefined);
    view.commit(item);
    void view.focus(item);
  };
  return html`<button type="button" class="link clear" @click=${clear}>
    ${view.t.clear}<span class="hidden"> – ${nameOf(view, item)}</span>
  </button>`;
}
