import type { FormItem, Issue } from '@relais/sdk/questionnaire';
import { html, nothing, type TemplateResult } from 'lit';
import type { FormView } from './form-view.ts';
import { footers, groupHelps } from './group.ts';
import { renderItems } from './items.ts';
import { nameOf } from './naming.ts';

/** The whole form: what is to be said about it, its items, and the way to finish. */
export function renderForm(view: FormView): TemplateResult {
  const { form, t } = view;
  const pages = view.layout('page');
  const isMarked = form.root.form.definition.all.some(
    ({ source }) => source.required === true || source['_required'] !== undefined,
  );
  return html`${groupHelps(view, form.root)} ${notices(view)} ${view.errorsTold ? errorSummary(view) : nothing}
  ${isMarked ? html`<p class="quiet">${t.requiredNote}</p>` : nothing}
  ${form.items.length === 0 && form.diagnostics.length === 0 ? html`<p>${t.formEmpty}</p>` : nothing}
  ${
    pages
      ? pages(view, form.root)
      : html`<div class="stack">${renderItems(view, form.root)}</div>
          ${finishing(view)}`
  }
  ${footers(view, form.root)}`;
}

/** The way to sign the form, and to finish it. */
export function finishing(view: FormView): TemplateResult {
  const signing = view.signing?.(view, view.form.root);
  if (!view.finishes || view.form.items.length === 0) return html`${signing}`;
  return html`${signing} ${view.isCompleted ? html`<p class="notice" part="notice">${view.t.completed}</p>` : nothing}
    <button type="button" class="primary" part="action" @click=${() => view.finish()}>${view.t.complete}</button>`;
}

/** What of the form cannot be shown or judged, which the person has to know. */
function notices(view: FormView): TemplateResult | typeof nothing {
  const errors = view.form.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return nothing;
  return html`<details class="notice" part="notice">
    <summary>${view.t.notices(errors.length)}</summary>
    <ul role="list">
      ${errors.map(
        ({ code, linkId, detail }) =>
          html`<li>${view.diagnosis(code)} <code>${[linkId, detail].filter(Boolean).join(' · ')}</code></li>`,
      )}
    </ul>
  </details>`;
}

/** Says how many answers are left to correct and leads to each; takes the focus when the form is refused. */
function errorSummary(view: FormView): TemplateResult | typeof nothing {
  const { errors, t } = view;
  if (errors.length === 0) return nothing;
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

function leading(view: FormView, { item, message }: Issue): TemplateResult {
  const name = nameOfIssue(view, item);
  return html`<button type="button" class="link" @click=${() => view.focus(item)}>
    ${view.t.statement(name, message)}
  </button>`;
}

function nameOfIssue(view: FormView, item: FormItem): string {
  return item.parent ? nameOf(view, item) : item.text;
}
