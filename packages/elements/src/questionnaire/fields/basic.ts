import { cleanText } from '@relais/sdk/cleaning';
import type { FormAnswer, FormItem } from '@relais/sdk/questionnaire';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { live } from '../../ui/live-directive.ts';
import { optionList } from './options.ts';
import { controlId } from '../view/ids.ts';
import { describedBy, isAsked, isInvalid, nameOf } from '../view/naming.ts';
import type { Field, InputMode, Module, View } from '../view/types.ts';
import { textOf } from './text-of.ts';

export interface Typing {
  /** How the answer is written. */
  readonly format: (value: unknown) => string;
  /** What was typed, as an answer: undefined for none; what cannot be one is handed on as it is, to be refused. */
  readonly parse: (text: string) => unknown;
  /** How what was refused is written; as it is, unless told. */
  readonly refused?: (value: unknown) => string;
  readonly mode?: InputMode;
  readonly look?: string;
  readonly hint?: string;
  readonly label?: string;
}

/** One field to type in. What is typed becomes an answer at once, and is written again in full when the field is left. */
export function typedField(
  view: View,
  item: FormItem,
  answer: FormAnswer,
  index: number,
  typing: Typing,
): TemplateResult {
  const { parse, mode, look = '', hint, label } = typing;
  const text = view.typedIn(answer) ?? shownText(answer, typing);
  const type = (event: Event): void => {
    const typed = (event.target as HTMLInputElement).value;
    view.type(answer, typed);
    view.form.answerAt(answer, parse(typed));
  };
  return html`<input
    id=${controlId(item, index)}
    class="input ${look}"
    part="control"
    type="text"
    autocomplete="off"
    inputmode=${view.keyboard?.(item) ?? mode ?? nothing}
    placeholder=${item.readOnly ? nothing : (hint ?? nothing)}
    .value=${live(text)}
    ?readonly=${item.readOnly}
    aria-label=${label ?? (item.repeats ? nameOf(view, item, index) : nothing)}
    aria-required=${isAsked(item) ? 'true' : nothing}
    aria-invalid=${isInvalid(view, item, answer) ? 'true' : nothing}
    aria-describedby=${describedBy(view, item, index)}
    @input=${type}
    @change=${() => view.settle(answer)}
    @blur=${() => view.stopTyping(answer)}
  />`;
}

/** The answer, or what was given and cannot be one. */
function shownText({ value, rejected }: FormAnswer, { format, refused = textOf }: Typing): string {
  if (rejected !== undefined) return refused(rejected);
  return value === undefined ? '' : format(value);
}

function textField(look: string, mode?: Typing['mode']): Field {
  const typing: Typing = { format: String, parse: (text) => cleanText(text) || undefined, look, ...(mode && { mode }) };
  return { render: (view, item, answer, index) => typedField(view, item, answer, index, typing) };
}

const lines: Field = {
  render: (view, item, answer, index) =>
    html`<textarea
      id=${controlId(item, index)}
      class="input"
      part="control"
      rows="3"
      inputmode=${view.keyboard?.(item) ?? nothing}
      .value=${live(view.typedIn(answer) ?? textOf(answer.value))}
      ?readonly=${item.readOnly}
      aria-label=${item.repeats ? nameOf(view, item, index) : nothing}
      aria-required=${isAsked(item) ? 'true' : nothing}
      aria-invalid=${isInvalid(view, item, answer) ? 'true' : nothing}
      aria-describedby=${describedBy(view, item)}
      @input=${(event: Event) => {
        const { value } = event.target as HTMLTextAreaElement;
        view.type(answer, value);
        view.form.answerAt(answer, cleanText(value) || undefined);
      }}
      @change=${() => view.settle(answer)}
      @blur=${() => view.stopTyping(answer)}
    ></textarea>`,
};

/** Yes and no side by side: what is not answered is neither. */
const yesNo: Field = {
  whole: true,
  render: (view, item) => {
    const option = (value: boolean, label: string): TemplateResult =>
      html`<label class="option" part="option">
        <input
          type="radio"
          name=${controlId(item)}
          id=${controlId(item, Number(!value))}
          .checked=${live(item.answers[0]?.value === value)}
          @change=${() => answerAndCommit(view, item, value)}
        />
        <span>${label}</span>
      </label>`;
    if (item.readOnly && view.feedback) return view.feedback.locked(view, item);
    return html`<div class="options row">${option(true, view.t.yes)}${option(false, view.t.no)}</div>`;
  },
};

export function answerAndCommit(view: View, item: FormItem, value: unknown): void {
  view.form.answer(item, value);
  view.commit(item);
}

/** The fields nearly every form has. */
export const basic: Module = {
  fields: {
    string: textField(''),
    url: textField('', 'url'),
    text: lines,
    boolean: yesNo,
    list: { whole: true, render: (view, item) => optionList(view, item) },
  },
};
