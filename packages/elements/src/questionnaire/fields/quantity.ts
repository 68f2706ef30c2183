import type { Coding, FormAnswer, Quantity } from '@relais/sdk/questionnaire';
import { cleanText } from '@relais/sdk/cleaning';
import { plainSigns } from '@relais/sdk/signs';
import { unitName } from '@relais/sdk/questionnaire/parts';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { live } from '../../ui/live-directive.ts';
import { nameOf } from '../view/naming.ts';
import type { Field, Module, View } from '../view/types.ts';
import { unitOf } from '../view/unit-of.ts';
import { typedField } from './basic.ts';
import { styles } from './typed.styles.ts';
import { formatNumber, parseNumber } from './typing.ts';
import { toUnit } from './units.ts';
import { isMissing, missing } from './waiting.ts';

/** The unit an answer had last: what cannot be a number yet, while it is typed, must not change it. */
const lastUnits = new WeakMap<FormAnswer, Coding>();

const quantity: Field = {
  render: (view, item, answer, index) => {
    const { language } = view.form;
    const current = valueOf(answer);
    const [first] = item.units;
    const own = codingOf(current);
    if (own) lastUnits.set(answer, own);
    const number = typedField(view, item, answer, index, {
      format: (value) => {
        const { value: typed, comparator } = value as Quantity;
        const number = typed === undefined ? '' : formatNumber(typed, language);
        return [comparator, number].filter(Boolean).join(' ');
      },
      parse: (text) => {
        const [, comparator = '', number = ''] = /^\s*([<>]=?)?(.*)$/s.exec(plainSigns(text)) ?? [];
        const parsed = parseNumber(number, language);
        if (typeof parsed === 'string' || (comparator && parsed === undefined)) return text;
        if (parsed === undefined && item.units.length < 2) {
          lastUnits.delete(answer);
          return undefined;
        }
        const unit = lastUnits.get(answer) ?? first;
        return {
          ...(parsed !== undefined && { value: parsed }),
          ...(comparator && { comparator }),
          ...(unit && toUnit(unit)),
        };
      },
      mode: 'decimal',
      look: 'short',
    });
    return html`<span class="with-unit">${number}${unitChoice(view, answer, index)}</span>
      ${index === 0 && isMissing(item) ? missing(view, item) : nothing}`;
  },
};

/** The unit as text when there is one, a choice when there are several, a field of its own when the form names none. */
function unitChoice(view: View, answer: FormAnswer, index: number): TemplateResult | typeof nothing {
  const item = answer.question;
  const { units } = item;
  const current = valueOf(answer);
  const label = view.t.statement(view.t.unit, nameOf(view, item, index));
  const set = (unit: Partial<Quantity>): void => {
    const { value, comparator } = current;
    view.form.answerAt(answer, { ...(value !== undefined && { value }), ...(comparator && { comparator }), ...unit });
    view.commit(item);
  };
  // The only unit stands behind the number, as that of any number does.
  if (units.length === 1) return nothing;
  if (item.readOnly && units.length > 0) return html`<span class="unit">${unitName(units, current, view.form)}</span>`;
  if (units.length === 0)
    return html`<input
      class="input short"
      part="control"
      type="text"
      autocomplete="off"
      placeholder=${item.readOnly ? nothing : view.t.unit}
      aria-label=${label}
      .value=${current.unit ?? current.code ?? ''}
      ?readonly=${item.readOnly}
      @change=${(event: Event) => {
        const text = cleanText((event.target as HTMLInputElement).value).trim();
        set(text ? { unit: text } : {});
      }}
    />`;
  // A unit that is not offered is shown for what it is, and none at all as none.
  const own = lastUnits.get(answer);
  const shown: Quantity = own ? toUnit(own) : current;
  const isOffered = own ? units.some((unit) => isOf(shown, unit)) : current.value === undefined;
  const offered = isOffered ? units : [own ?? {}, ...units];
  return html`<select
    class="input short"
    part="control"
    aria-label=${label}
    @change=${(event: Event) => {
      const unit = offered[(event.target as HTMLSelectElement).selectedIndex];
      if (unit) set(toUnit(unit));
    }}
  >
    ${offered.map(
      (unit) =>
        html`<option .selected=${live(isOf(shown, unit) || (!isOffered && unit === offered[0]))}>
          ${unitName([unit], {}, view.form) || view.t.choose}
        </option>`,
    )}
  </select>`;
}

function valueOf({ value }: FormAnswer): Quantity {
  return typeof value === 'object' && value !== null ? value : {};
}

function codingOf({ code, system, unit }: Quantity): Coding | undefined {
  if (code === undefined && unit === undefined) return undefined;
  return { ...(code && { code }), ...(system && { system }), ...(unit && { display: unit }) };
}

function isOf({ code, unit }: Quantity, coding: Coding): boolean {
  return code === undefined ? unit !== undefined && unit === coding.display : code === coding.code;
}

export const module: Module = { fields: { quantity }, unit: unitOf, styles };
