import { nothing, type TemplateResult } from 'lit';
import { html } from '../html.ts';
import { live } from '../live-directive.ts';
import type { FieldWords } from '../words/fr.ts';
import { describedBy, fieldBox, type Field } from './field.ts';
import type { Clean } from './reading.ts';

/** What the answer is to a browser that may fill it in; by default it may not, since a desk asks about others than who sits at it. */
export type AutoFill = 'family-name' | 'given-name' | 'bday' | 'tel' | 'email' | 'sex' | 'address-level2' | 'off';

export interface TypedField extends Field {
  /** What is typed, as it is typed. */
  readonly value: string;
  readonly type: (value: string) => unknown;
  /** How it is written once the field is left; what cannot be read stays as it is. */
  readonly clean?: Clean | undefined;
  readonly complete?: AutoFill | undefined;
  /** Most characters. */
  readonly longest?: number | undefined;
}

type Look = {
  readonly type?: 'text' | 'tel' | 'email';
  readonly mode?: 'numeric' | 'decimal';
  readonly look?: 'short';
};

export const textField = typed({});
export const telephoneField = typed({ type: 'tel' });
export const emailField = typed({ type: 'email' });
/** Typed as it is written, `31/03/1980`: a calendar is the wrong tool for a birth date. See `readDate`. */
export const dateField = typed({ mode: 'numeric', look: 'short' });
export const numberField = typed({ mode: 'decimal', look: 'short' });
export const wholeNumberField = typed({ mode: 'numeric', look: 'short' });

function typed({ type = 'text', mode, look }: Look): (t: FieldWords, field: TypedField) => TemplateResult {
  return (t, field) =>
    fieldBox(
      t,
      field,
      html`<input
        id=${field.id}
        class=${look ?? nothing}
        part="control"
        type=${type}
        maxlength=${field.longest ?? 254}
        autocomplete=${field.complete ?? 'off'}
        inputmode=${mode ?? nothing}
        ?required=${field.need === 'required'}
        ?readonly=${field.isReadonly}
        aria-invalid=${field.fault ? 'true' : nothing}
        aria-describedby=${describedBy(field)}
        .value=${live(field.value)}
        @input=${(event: Event) => field.type(typedIn(event))}
        @change=${(event: Event) => settle(event, field)}
      />`,
    );
}

/** Several lines. */
export function areaField(t: FieldWords, field: TypedField): TemplateResult {
  return fieldBox(
    t,
    field,
    html`<textarea
      id=${field.id}
      part="control"
      rows="3"
      maxlength=${field.longest ?? 2000}
      autocomplete=${field.complete ?? 'off'}
      ?required=${field.need === 'required'}
      ?readonly=${field.isReadonly}
      aria-invalid=${field.fault ? 'true' : nothing}
      aria-describedby=${describedBy(field)}
      .value=${live(field.value)}
      @input=${(event: Event) => field.type(typedIn(event))}
      @change=${(event: Event) => settle(event, field)}
    ></textarea>`,
  );
}

function settle(event: Event, { clean, type }: TypedField): void {
  const cleaned = clean?.(typedIn(event));
  if (cleaned === undefined) return;
  (event.target as HTMLInputElement).value = cleaned;
  type(cleaned);
}

function typedIn(event: Event): string {
  return (event.target as HTMLInputElement).value;
}
