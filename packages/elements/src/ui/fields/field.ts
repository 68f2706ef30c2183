import { nothing, type TemplateResult } from 'lit';
import { html } from '../html.ts';
import type { FieldWords } from '../words/fr.ts';

/** What every field has. */
export interface Field {
  /** Unique in the element. Takes the focus by it. */
  readonly id: string;
  readonly label: string;
  /** What helps to answer, shown before the field; what is wrong with the answer takes its place. */
  readonly help?: string | undefined;
  readonly fault?: string | undefined;
  /** Said of a field one may leave; known to a screen reader of one that may not be left. Without either, nothing is said. */
  readonly need?: 'required' | 'optional' | undefined;
  /** Shown, and not to be changed here. */
  readonly isReadonly?: boolean | undefined;
}

/** A field with its name and help, for what is one control. */
export function fieldBox(t: FieldWords, field: Field, control: TemplateResult): TemplateResult {
  return html`<div class="field" part="field">
    <label for=${field.id}>${named(t, field)}</label>
    ${helpOf(field)} ${control}
  </div>`;
}

/** The same for several controls under one name. */
export function setBox(t: FieldWords, field: Field, controls: unknown, role?: 'radiogroup'): TemplateResult {
  return html`<div class="field" part="field">
    <fieldset
      id=${field.id}
      tabindex="-1"
      role=${role ?? nothing}
      aria-required=${role && field.need === 'required' ? 'true' : nothing}
      aria-invalid=${role && field.fault ? 'true' : nothing}
      aria-describedby=${describedBy(field)}
    >
      <legend>${named(t, field)}</legend>
      ${helpOf(field)} ${controls}
    </fieldset>
  </div>`;
}

/** The name, and that it may be left. */
export function named(t: FieldWords, { label, need }: Field): TemplateResult {
  return html`<span>${label}</span
    >${need === 'optional' ? html` <span class="optional quiet">${`(${t.optional})`}</span>` : nothing}`;
}

export function helpOf(field: Field): TemplateResult | typeof nothing {
  const { id, help, fault } = field;
  if (!help && !fault) return nothing;
  return html`<small id="${id}-help" class=${fault ? 'fault' : 'quiet'}>${fault ?? help}</small>`;
}

export function describedBy({ id, help, fault }: Field): string | typeof nothing {
  return (help ?? fault) ? `${id}-help` : nothing;
}
