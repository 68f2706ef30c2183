import { readExtension } from '@relais/sdk/questionnaire';
import type { FormAnswer, FormItem, Quantity } from '@relais/sdk/questionnaire';
import { unitName } from '@relais/sdk/questionnaire/parts';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { live } from '../../ui/live-directive.ts';
import { controlId } from '../view/ids.ts';
import { describedBy, isInvalid, nameOf } from '../view/naming.ts';
import type { Field, Module, View } from '../view/types.ts';
import { unitOf } from '../view/unit-of.ts';
import { asidesOf } from '../view/asides-of.ts';
import { textOf } from '../view/question.ts';
import { styles } from './slider.styles.ts';
import { formatNumber } from './typing.ts';
import { toUnit } from './units.ts';

interface Scale {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

function scaleOf(item: FormItem): Scale {
  const min = numberOf(item.limit('minValue')) ?? 0;
  const max = numberOf(item.limit('maxValue')) ?? Math.max(100, min + 1);
  return { min, max, step: stepOf(item, max - min) };
}

/** The step the form asks for; whole numbers go by one, others by what their decimal places, or a hundred steps, allow. */
function stepOf(item: FormItem, span: number): number {
  const step = readExtension(item.definition.source, 'sliderStepValue');
  if (typeof step === 'number' && step > 0) return step;
  if (item.type === 'integer') return 1;
  const places = item.limit('maxDecimalPlaces');
  if (typeof places === 'number') return 10 ** -places;
  return 10 ** Math.floor(Math.log10(span / 100));
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  const { value: inner } = (value ?? {}) as Quantity;
  return typeof inner === 'number' ? inner : undefined;
}

/** Keys that move a slider, and those that take it where it stands. */
const KEYS = /^(?:Arrow|Page|Home|End|Enter$| $)/;

/** A range input always stands somewhere: until it is moved, or taken where it stands, it looks and is read as unanswered. */
const slider: Field = {
  render: (view, item, answer, index) => {
    const { min, max, step } = scaleOf(item);
    const value = numberOf(answer.value);
    const id = controlId(item, index);
    const put = (event: Event): void => {
      if (item.readOnly) view.redraw(item);
      else view.form.answerAt(answer, toAnswer(item, answer, (event.target as HTMLInputElement).valueAsNumber));
    };
    const take = (event: Event): void => {
      if (value !== undefined || item.readOnly) return;
      put(event);
      view.commit(item);
    };
    return html`<div class=${value === undefined ? 'slider unanswered' : 'slider'}>
      <output for=${id} aria-hidden="true">${write(view, item, answer)}</output>
      <input
        type="range"
        id=${id}
        part="control"
        min=${min}
        max=${max}
        step=${step}
        .value=${live(String(Math.min(max, Math.max(min, value ?? min))))}
        aria-label=${item.repeats ? nameOf(view, item, index) : nothing}
        aria-valuetext=${write(view, item, answer)}
        aria-readonly=${item.readOnly ? 'true' : nothing}
        aria-invalid=${isInvalid(view, item, answer) ? 'true' : nothing}
        aria-describedby=${describedBy(view, item, 0, `${id}-ends`)}
        @input=${put}
        @change=${() => !item.readOnly && view.commit(item)}
        @click=${take}
        @pointerdown=${(event: Event) => item.readOnly && event.preventDefault()}
        @keydown=${(event: KeyboardEvent) => item.readOnly && KEYS.test(event.key) && event.preventDefault()}
        @keyup=${(event: KeyboardEvent) => KEYS.test(event.key) && take(event)}
      />
      ${ends(view, item, `${id}-ends`, min, max)}
    </div>`;
  },
};

function toAnswer({ type, units }: FormItem, { value }: FormAnswer, number: number): unknown {
  if (type !== 'quantity') return number;
  const [first] = units;
  return { ...(first && toUnit(first)), ...(value as Quantity | undefined), value: number };
}

/** The value with its unit, or that there is none. */
function write(view: View, item: FormItem, answer: FormAnswer): string {
  const value = numberOf(answer.value);
  if (value === undefined) return view.t.unanswered;
  const quantity = (item.type === 'quantity' ? answer.value : {}) as Quantity;
  const unit = (quantity.code ?? quantity.unit) ? unitName(item.units, quantity, view.form) : unitOf(item);
  return [formatNumber(value, view.form.language), unit].filter(Boolean).join('\u00a0');
}

/** What both ends stand for. */
function ends(view: View, item: FormItem, id: string, min: number, max: number): TemplateResult {
  const end = (purpose: string, limit: number): TemplateResult =>
    html`<span
      >${formatNumber(limit, view.form.language)}${asidesOf(item, purpose).map((aside) => html` – ${textOf(view, aside)}`)}</span
    >`;
  return html`<span class="ends quiet" id=${id}>${end('lower', min)} ${end('upper', max)}</span>`;
}

export const module: Module = { fields: { slider }, unit: unitOf, styles };
