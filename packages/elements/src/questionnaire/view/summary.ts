import { summarize, type SummaryLine } from '@relais/sdk/questionnaire/summary';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { nameOf } from './naming.ts';
import type { View } from './types.ts';

/** All questions with their answers, to be read and printed. `edits`: each leads back to its field. */
export function renderSummary(view: View, { edits = false } = {}): TemplateResult {
  const lines = summarize(view.form, view.t, true);
  return html`<dl class="answers" part="answers">
    ${lines.map((line) => (line.answers ? questionLine(view, line, edits) : headingLine(line)))}
  </dl>`;
}

function headingLine({ text, depth }: SummaryLine): TemplateResult {
  return html`<div class="heading" data-depth=${Math.min(depth, 4)}><dt>${text}</dt></div>`;
}

function questionLine(view: View, { item, text, depth, answers = [] }: SummaryLine, edits: boolean): TemplateResult {
  const { t } = view;
  const errors = item.issues.filter(({ severity }) => severity === 'error');
  return html`<div data-depth=${Math.min(depth, 4)}>
    <dt>${text}</dt>
    ${answers.length > 0 ? answers.map((answer) => html`<dd>${answer}</dd>`) : html`<dd class="quiet">${t.unanswered}</dd>`}
    ${edits ? errors.map(({ message }) => html`<dd class="fault">${message}</dd>`) : nothing}
    ${
      edits && !item.readOnly
        ? html`<dd class="edit">
            <button
              type="button"
              class="link"
              aria-label=${t.editOf(nameOf(view, item))}
              @click=${() => view.focus(item)}
            >
              ${t.edit}
            </button>
          </dd>`
        : nothing
    }
  </div>`;
}
