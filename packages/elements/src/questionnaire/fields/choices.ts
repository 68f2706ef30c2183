import { cleanText } from '@relais/sdk/cleaning';
import { readText } from '@relais/sdk/questionnaire';
import type { FormItem } from '@relais/sdk/questionnaire';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { live } from '../../ui/live-directive.ts';
import { controlId } from '../view/ids.ts';
import { describedBy, isAsked, isInvalid } from '../view/naming.ts';
import type { Field, Module, View } from '../view/types.ts';
import { styles } from './choices.styles.ts';
import { tick } from './tick.ts';
import { freeAnswerOf, heldText, straysOf } from './held.ts';
import { isChosen, optionList } from './options.ts';

const select: Field = {
  render: (view, item) => {
    const { options } = item;
    const [stray] = straysOf(item);
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
        .value=${options.find((one) => isChosen(item, one))?.label ?? (stray ? heldText(view, stray) : '')}
      />`;
    return html`<select
      id=${controlId(item)}
      class="input"
      part="control"
      aria-required=${isAsked(item) ? 'true' : nothing}
      aria-invalid=${isInvalid(view, item) ? 'true' : nothing}
      aria-describedby=${describedBy(view, item)}
      @change=${choose}
    >
      <option value="" .selected=${live(!stray && !options.some((one) => isChosen(item, one)))}>
        ${view.t.choose}
      </option>
      ${options.map(
        (option) =>
          html`<option .selected=${live(isChosen(item, option))} ?disabled=${option.disabled}>
            ${[option.prefix, option.label].filter(Boolean).join(' ')}
          </option>`,
      )}
      ${
        stray
          ? html`<option .selected=${live(true)}>${`${heldText(view, stray)} (${view.t.notOffered})`}</option>`
          : nothing
      }
    </select>`;
  },
};

function freeTextOf(item: FormItem): string {
  const { value } = freeAnswerOf(item) ?? {};
  return typeof value === 'string' ? value : '';
}

/** An answer of one's own, beside the options. */
export function otherBox(view: View, item: FormItem): TemplateResult {
  const label = readText(item.definition.source, 'openLabel') ?? view.t.other;
  const write = (event: Event): void => {
    const typed = (event.target as HTMLInputElement).value;
    const text = cleanText(typed).trim();
    view.type(item, typed);
    const chosen = item.repeats
      ? item.values.filter(({ value }) => value !== freeTextOf(item)).map(({ value }) => value)
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
      .value=${live(view.typedIn(item) ?? freeTextOf(item))}
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

export const module: Module = { fields: { select, tick, 'open-list': openList }, styles };
