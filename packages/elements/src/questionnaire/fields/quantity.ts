import type { Coding, FormAnswer, Quantity } from '@relais/sdk/questionnaire';
import { html, nothing, type TemplateResult } from 'lit';
import type { FormView } from '../view/form-view.ts';
import type { Field, Module } from '../view/modules.ts';
import { nameOf } from '../view/naming.ts';
import { typedField } from './basic.ts';
import { formatNumber, parseNumber } from './typing.ts';

const quantity: Field = {
  render: (view, item, answer, index) => {
    const { language } = view.form;
    const current = valueOf(answer);
    const [first] = item.units;
    const number = typedField(view, item, answer, index, {
      format: (value) => {
        const { value: typed } = value as Quantity;
        return typed === undefined ? '' : formatNumber(typed, language);
      },
      parse: (text) => {
        const parsed = parseNumber(text, language);
        if (typeof parsed === 'string') return parsed;
        const unit = unitOf(current) ?? first;
        if (parsed === undefined && item.units.length < 2) return undefined;
        return { ...(parsed !== undefined && { value: parsed }), ...(unit && toUnit(unit)) };
      },
      mode: 'decimal',
      look: 'short',
    });
    return html`<span class="with-unit">${number}${unitChoice(view, answer, index)}</span>`;
  },
};

/** The unit as text when there is one, a choice when there are several, a field of its own when the form names none. */
function unitChoice(view: FormView, answer: FormAnswer, index: number): TemplateResult | typeof nothing {
  const item = answer.question;
  const { units } = item;
  const current = valueOf(answer);
  const label = view.t.statement(view.t.unit, nameOf(view, item, index));
  const set = (unit: Partial<Quantity>): void => {
    view.form.answerAt(answer, { ...(current.value !== undefined && { value: current.value }), ...unit });
    view.commit(item);
  };
  // The only unit stands behind the number, as that of any number does.
  if (units.length === 1) return nothing;
  if (item.readOnly && units.length > 0)
    return html`<span class="unit">${current.unit ?? current.code ?? units[0]?.display ?? units[0]?.code}</span>`;
  if (units.length === 0)
    return html`<input
      class="input short"
      part="control"
      type="text"
      autocomplete="off"
      placeholder=${view.t.unit}
      aria-label=${label}
      .value=${current.unit ?? current.code ?? ''}
      ?readonly=${item.readOnly}
      @change=${(event: Event) => {
        const text = (event.target as HTMLInputElement).value.trim();
        set(text ? { unit: text } : {});
      }}
    />`;
  return html`<select
    class="input short"
    part="control"
    aria-label=${label}
    @change=${(event: Event) => {
      const unit = units[(event.target as HTMLSelectElement).selectedIndex];
      if (unit) set(toUnit(unit));
    }}
  >
    ${units.map((unit) => html`<option .selected=${isOf(current, unit)}>${unit.display ?? unit.code}</option>`)}
  </select>`;
}

function valueOf({ value }: FormAnswer): Quantity {
  return typeof value === 'object' && value !== null ? value : {};
}

function unitOf({ code, system, unit }: Quantity): Coding | undefined {
  if (code === undefined && unit === undefined) return undefined;
  return { ...(code && { code }), ...(system && { system }), ...(unit && { display: unit }) };
}

function toUnit({ code, system, display }: Coding): Partial<Quantity> {
  const unit = display ?? code;
  return { ...(unit && { unit }), ...(system && { system }), ...(code && { code }) };
}

function isOf({ code, unit }: Quantity, coding: Coding): boolean {
  return code === undefined ? unit !== undefined && unit === coding.display : code === coding.code;
}

export const module: Module = { fields: { quantity } };
