// What a form says of itself and of its answers: wanted once it is drawn, or has something wrong with it.
import type { Change, FormItem, Issue } from '@relais/sdk/questionnaire';
import { sourcesOf } from '@relais/sdk/questionnaire/parts';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { clearing, fixedBox, held, locked } from '../fields/held.ts';
import { textOf } from '../fields/text-of.ts';
import { formatNumber } from '../fields/typing.ts';
import { asking, asks, stopAsking } from './asking.ts';
import { holdFocus } from './hold-focus.ts';
import { lostAnswers } from './lost-answers.ts';
import { styles } from './feedback.styles.ts';
import { nameOf } from '../view/naming.ts';
import type { Module, View } from '../view/types.ts';
import { renderItems } from '../view/items.ts';
import { renderSummary } from '../view/summary.ts';

/** What is to be known of the form, and what is left to correct. */
function above(view: View): TemplateResult {
  return html`${notices(view)} ${lost(view)} ${view.showsErrors ? errorSummary(view) : nothing}`;
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

/** What was stored and could not be taken up: nothing given is lost in silence. */
function lost(view: View): TemplateResult | typeof nothing {
  const texts = lostAnswers(view);
  if (texts.length === 0) return nothing;
  return html`<div class="notice" part="notice">
    <p>${view.t.answersLost(texts.length)}</p>
    <ul class="lost">
      ${texts.map((text) => html`<li>${text}</li>`)}
    </ul>
  </div>`;
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

function leading(view: View, issue: Issue): TemplateResult {
  const name = nameOfIssue(view, issue.item);
  return html`<button type="button" class="link" @click=${() => view.focus(mending(issue))}>
    ${view.t.statement(name, told(view, issue))}
  </button>`;
}

// ——— What is missing and nobody can fill in ———

function mending({ item }: Issue): FormItem {
  return (item.readOnly ? sourcesOf(item)[0] : undefined) ?? item;
}

function told(view: View, issue: Issue): string {
  const source = mending(issue);
  return issue.code === 'required' && source !== issue.item
    ? view.t.missingSource(nameOf(view, source))
    : issue.message;
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

/** What edits have brought up, and calculated, since it was last said. */
interface Unsaid {
  readonly appeared: Set<FormItem>;
  readonly updated: Set<FormItem>;
}
const unsaid = new WeakMap<View, Unsaid>();

/** Notes what an edit has changed besides what was edited, to be said when the field is left. */
function note(view: View, { items }: Change): void {
  stopAsking(view);
  const { appeared, updated } = unsaid.get(view) ?? { appeared: new Set(), updated: new Set() };
  for (const [item, aspects] of items) {
    if (aspects.has('enabled') && item.definition.key) appeared.add(item);
    if (aspects.has('value') && item.computed && !item.overridden && item.enabled && !item.hidden) updated.add(item);
  }
  unsaid.set(view, { appeared, updated });
}

/** Says it. */
function announce(view: View): void {
  const { t, form } = view;
  const { appeared = [], updated = [] } = unsaid.get(view) ?? {};
  unsaid.delete(view);
  const said = [...updated].slice(0, 3).map((item) => t.updated(item.text, plainValue(item, form.language)));
  const present = [...appeared].filter((item) => item.enabled && !item.hidden);
  if (present.length > 0) said.push(t.appeared(present.length));
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
  feedback: {
    ...{ spoken, above, note, announce, calculation, unsupported, summary: renderSummary },
    ...{ mending, told, asks, asking, holdFocus, clearing, held, locked, option: fixedBox },
  },
  styles,
};
