import { nothing, type TemplateResult } from 'lit';
import { html } from '../html.ts';
import { live } from '../live-directive.ts';
import type { FieldWords } from '../words/fr.ts';
import { describedBy, fieldBox, setBox, type Field } from './field.ts';
import type { AutoFill } from './typed.ts';

export interface Option {
  readonly value: string;
  readonly text: string;
  readonly help?: string | undefined;
  /** Shown as it stands, and not to be changed. */
  readonly isFixed?: boolean | undefined;
}

export interface ChoiceField extends Field {
  readonly options: readonly Option[];
  readonly chosen: string | undefined;
  /** `''` for no choice. */
  readonly choose: (value: string) => unknown;
  /** Side by side, as far as there is room. */
  readonly isRow?: boolean | undefined;
}

export interface SelectField extends ChoiceField {
  /** What stands for no choice; without it, one has to be made. */
  readonly none?: string | undefined;
  readonly complete?: AutoFill | undefined;
}

export interface BoxesField extends Field {
  readonly options: readonly Option[];
  readonly chosen: readonly string[];
  readonly tick: (value: string, isTicked: boolean) => unknown;
  readonly isRow?: boolean | undefined;
}

/** One of a list that would be too long to show: more than seven or so. */
export function selectField(t: FieldWords, field: SelectField): TemplateResult {
  const { id, none, options, chosen, choose, complete, fault, need, isReadonly } = field;
  return fieldBox(
    t,
    field,
    html`<select
      id=${id}
      part="control"
      autocomplete=${complete ?? nothing}
      ?required=${need === 'required'}
      ?disabled=${isReadonly}
      aria-invalid=${fault ? 'true' : nothing}
      aria-describedby=${describedBy(field)}
      @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
    >
      ${none === undefined ? nothing : html`<option value="">${none}</option>`}
      ${options.map(({ value, text }) => html`<option value=${value} .selected=${value === chosen}>${text}</option>`)}
    </select>`,
  );
}

/** One of a few, all of them seen. */
export function choiceField(t: FieldWords, field: ChoiceField): TemplateResult {
  const option = (one: Option): TemplateResult =>
    html`<label class="check" part="option">
      <input
        type="radio"
        name=${field.id}
        value=${one.value}
        .checked=${live(one.value === field.chosen)}
        ?disabled=${field.isReadonly || one.isFixed}
        @change=${() => field.choose(one.value)}
      />
      ${optionText(one)}
    </label>`;
  return setBox(t, field, optionList(field, option), 'radiogroup');
}

/** As many of a few as apply. */
export function boxesField(t: FieldWords, field: BoxesField): TemplateResult {
  const option = (one: Option): TemplateResult =>
    tickBox({
      ...one,
      isTicked: field.chosen.includes(one.value),
      isFixed: Boolean(field.isReadonly || one.isFixed),
      tick: (isTicked) => field.tick(one.value, isTicked),
    });
  return setBox(t, field, optionList(field, option));
}

export interface TickBox {
  readonly id?: string | undefined;
  readonly text: string;
  readonly help?: string | undefined;
  readonly isTicked: boolean;
  readonly isFixed?: boolean | undefined;
  readonly tick: (isTicked: boolean) => unknown;
}

/** One box to tick, with its words: the whole line can be pressed. */
export function tickBox(box: TickBox): TemplateResult {
  return html`<label class="check" part="option">
    <input
      type="checkbox"
      id=${box.id ?? nothing}
      .checked=${live(box.isTicked)}
      ?disabled=${box.isFixed}
      @change=${(event: Event) => box.tick((event.target as HTMLInputElement).checked)}
    />
    ${optionText(box)}
  </label>`;
}

function optionText({ text, help }: { text: string; help?: string | undefined }): TemplateResult {
  return html`<span>${text} ${help ? html`<small class="quiet">${help}</small>` : nothing}</span>`;
}

function optionList({ options, isRow }: ChoiceField | BoxesField, draw: (option: Option) => TemplateResult) {
  return html`<ul role="list" class=${isRow ? 'row' : nothing}>
    ${options.map((option) => html`<li>${draw(option)}</li>`)}
  </ul>`;
}
