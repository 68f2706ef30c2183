import { isSameChoice, readText } from '@relais/sdk/questionnaire';
import type { FormAnswer, FormItem } from '@relais/sdk/questionnaire';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { live } from '../../ui/live-directive.ts';
import { controlId } from '../view/ids.ts';
import { describedBy, isInvalid } from '../view/naming.ts';
import type { Field, Module, View } from '../view/types.ts';
import { styles } from './choices.styles.ts';
import { isChosen, optionList } from './options.ts';

const select: Field = {
  render: (view, item) => {
    const { options } = item;
    const choose = (event: Event): void => {
      const option = options[(event.target as HTMLSelectElement).selectedIndex - 1];
      if (option) view.form.choose(item, option);
      else view.form.answer(item, undefined);
      view.commit(item);
    };
    if (item.readOnly)
      return html`<input
        id=${controlId(item)}
        class="input"
        part="control"
        readonly
        aria-describedby=${describedBy(view, item)}
        .value=${options.find((one) => isChosen(item, one))?.label ?? ''}
      />`;
    return html`<select
      id=${controlId(item)}
      class="input"
      part="control"
      aria-required=${item.required ? 'true' : nothing}
      aria-invalid=${isInvalid(view, item) ? 'true' : nothing}
      aria-describedby=${describedBy(view, item)}
      @change=${choose}
    >
      <option value="" .selected=${live(!options.some((one) => isChosen(item, one)))}>${view.t.choose}</option>
      ${options.map(
        (option) =>
          html`<option .selected=${live(isChosen(item, option))} ?disabled=${option.disabled}>
            ${[option.prefix, option.label].filter(Boolean).join(' ')}
          </option>`,
      )}
    </select>`;
  },
};

/** An answer written freely where options are only proposed. */
function freeAnswerOf(item: FormItem): string {
  const isFree = (answer: FormAnswer): boolean =>
    answer.key === 'valueString' && !item.options.some((option) => isSameChoice(option, answer));
  const free = item.answers.find(isFree);
  return typeof free?.value === 'string' ? free.value : '';
}

/** An answer of one's own, beside the options. */
export function otherBox(view: View, item: FormItem): TemplateResult {
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

const openList: Field = {
  whole: true,
  render: (view, item) => optionList(view, item, otherBox(view, item)),
};

export const module: Module = { fields: { select, 'open-list': openList }, styles };
