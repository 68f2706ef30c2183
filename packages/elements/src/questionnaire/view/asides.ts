// What stands beside questions and groups to help: loaded for forms that have any of it.
import { readText } from '@relais/sdk/questionnaire';
import type { FormItem } from '@relais/sdk/questionnaire';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { helpId } from './ids.ts';
import { asidesOf } from './asides-of.ts';
import { styles } from './asides.styles.ts';
import { textOf } from './question.ts';
import type { Module, View } from './types.ts';
import { unitOf } from './unit-of.ts';

function has(item: FormItem): boolean {
  return helpsOf(item).length > 0 || Boolean(formatOf(item));
}

/** How an answer is to be written, in the words of the form. Dates are written in one way only, which their fields tell. */
function formatOf({ type, definition }: FormItem): string | undefined {
  return /^(?:date|time)/.test(type) ? undefined : readText(definition.source, 'entryFormat');
}

/** What helps to answer a question, as it is shown under its name. */
function helpsOf(item: FormItem): FormItem[] {
  return ['help', 'prompt', 'legal'].flatMap((purpose) => asidesOf(item, purpose));
}

function helps(view: View, item: FormItem): TemplateResult | typeof nothing {
  const format = formatOf(item);
  return has(item)
    ? html`<div class="help" part="help" id=${helpId(item)}>
        ${helpsOf(item).map((aside) => html`<p>${textOf(view, aside)}</p>`)}
        ${format ? view.t.entryFormat(format) : nothing}
      </div>`
    : nothing;
}

function flyover(view: View, item: FormItem): unknown {
  return asidesOf(item, 'flyover').map((aside) => html`<small class="quiet"> ${textOf(view, aside)}</small>`);
}

function above(view: View, group: FormItem): unknown {
  const texts = ['header', 'help', 'flyover', 'prompt', 'legal'].flatMap((purpose) => asidesOf(group, purpose));
  return texts.length > 0
    ? html`<div class="help" part="help">${texts.map((aside) => html`<p>${textOf(view, aside)}</p>`)}</div>`
    : nothing;
}

function below(view: View, group: FormItem): unknown {
  return asidesOf(group, 'footer').map((aside) => html`<p class="quiet">${textOf(view, aside)}</p>`);
}

export const module: Module = { asides: { has, helps, flyover, above, below }, unit: unitOf, styles };
