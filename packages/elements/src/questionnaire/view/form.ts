import { nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import type { View } from './types.ts';
import { renderItems } from './items.ts';

/** The whole form: what is to be said about it, its items, and the way to finish. */
export function renderForm(view: View): TemplateResult {
  const { form, t } = view;
  const pages = view.layout('page');
  return html`${view.asides?.above(view, form.root)} ${view.feedback?.above(view)}
  ${view.isMarked ? html`<p class="quiet">${t.requiredNote}</p>` : nothing}
  ${form.items.length === 0 && form.diagnostics.length === 0 ? html`<p>${t.formEmpty}</p>` : nothing}
  ${
    pages
      ? pages(view, form.root)
      : html`<div class="stack">${renderItems(view, form.root)}</div>
          ${finishing(view)}`
  }
  ${view.asides?.below(view, form.root)}`;
}

/** The way to sign the form, and to finish it. */
export function finishing(view: View): TemplateResult {
  const signing = view.signing?.(view, view.form.root);
  if (!view.finishes || view.form.items.length === 0) return html`${signing}`;
  const asking = view.feedback?.asking(view);
  if (asking) return html`${signing} ${asking}`;
  return html`${signing} ${view.isCompleted ? html`<p class="notice" part="notice">${view.t.completed}</p>` : nothing}
    <button type="button" class="primary" part="action" @click=${() => view.finish()}>${view.t.complete}</button>`;
}
