// What a form says of itself and of its answers: wanted once it is drawn, or has something wrong with it.
import type { FormItem, Issue } from '@relais/sdk/questionnaire';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { formatNumber, textOf } from '../fields/typing.ts';
import { styles } from './feedback.styles.ts';
import { nameOf } from '../view/naming.ts';
import type { Module, View } from '../view/types.ts';
import { renderItems } from '../view/items.ts';
import { renderSummary } from '../view/summary.ts';

/** What is to be known of the form, and what is left to correct. */
function above(view: View): TemplateResult {
  return html`${notices(view)} ${view.showsErrors ? errorSummary(view) : nothing}`;
}

/** What of the form cannot be shown or judged, which the person has to know. */
function notices(view: View): TemplateResult | typeof nothing {
  const errors = view.form.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return nothing;
  return html`<details class="notice" part="notice">
    <summary>${view.t.notices(errors.length)}</summary>
    <ul role="list">
      ${errors.map(
        ({ code, linkId, detail }) =>
          html`<li>${view.t.diagnostics[code]} <code>${[linkId, detail].filter(Boolean).join(' · ')}</code></li>`,
      )}
    </ul>
  </details>`;
}

/** Says how many answers are left to correct and leads to each; takes the focus when the form is refused. */
function errorSummary(view: View): TemplateResult {
  const { errors, t } = view;
  return html`<div
    class="summary"
    id="summary"
    tabindex="-1"
    role="group"
    aria-labelledby="faults"
    part="error-summary"
  >
    <h2 id="faults">${t.errors(errors.length)}</h2>
    <ul role="list">
      ${errors.slice(0, 50).map((issue) => html`<li>${leading(view, issue)}</li>`)}
    </ul>
  </div>`;
}

function leading(view: View, { item, message }: Issue): TemplateResult {
  const name = nameOfIssue(view, item);
  return html`<button type="button" class="link" @click=${() => view.focus(item)}>
    ${view.t.statement(name, message)}
  </button>`;
}

function nameOfIssue(view: View, item: FormItem): string {
  return item.parent ? nameOf(view, item) : item.text;
}

/** A bad item never costs the form: it is shown for what it is, and what it holds still works. */
function unsupported(view: View, item: FormItem): TemplateResult {
  const { unsupported: code, source } = item.definition;
  const why = code ? view.t.diagnostics[code] : '';
  return html`<div class="notice stack" part="notice">
    <p>${item.text || view.t.unsupported}</p>
    <p class="quiet">
      ${item.text ? view.t.unsupported : nothing} ${why}
      <code>${[item.linkId, source.type].filter(Boolean).join(', ')}</code>
    </p>
    ${renderItems(view, item)}
  </div>`;
}

/** Says what an edit has changed besides what was edited. */
function announce(view: View): void {
  const { t, form } = view;
  const said = [...view.updated].slice(0, 3).map((item) => t.updated(item.text, plainValue(item, form.language)));
  const appeared = [...view.appeared].filter((item) => item.enabled && !item.hidden);
  if (appeared.length > 0) said.push(t.appeared(appeared.length));
  view.appeared.clear();
  view.updated.clear();
  if (said.length > 0) view.host.say(said.join(' '));
}

function plainValue({ values }: FormItem, language: string): string {
  return values
    .map(({ value }) => (typeof value === 'number' ? formatNumber(value, language) : textOf(value)))
    .join(', ');
}

function calculation(view: View, item: FormItem): TemplateResult | typeof nothing {
  if (item.readOnly) return nothing;
  const { t } = view;
  const giveBack = (): void => {
    view.form.recalculate(item);
    view.commit(item);
    void view.focus(item);
  };
  return html`<p class="quiet aside">
    ${t.overridden} <button type="button" class="link" @click=${giveBack}>${t.recalculate}</button>
  </p>`;
}

/** What the form says in its own language, untranslated, is to be read aloud in that language (WCAG 3.1.2). */
function spoken({ form }: View, element: object, property: string, plain: string, text: unknown): unknown {
  const { language } = form.questionnaire;
  const isWritten = (element as Record<string, unknown>)[property] === plain;
  // The words of a value set come from elsewhere, in any language.
  const isOwn = property !== 'display' || 'valueCoding' in element;
  if (!isWritten || !isOwn || !language || language.startsWith(form.language)) return text;
  return html`<span lang=${language}>${text}</span>`;
}

export const module: Module = {
  feedback: { spoken, above, announce, calculation, unsupported, summary: renderSummary },
  styles,
};
