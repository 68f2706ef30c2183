import type { FormItem } from '@relais/sdk/questionnaire';
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { FormView } from './form-view.ts';
import { renderGroup } from './group.ts';
import { isAside } from './look.ts';
import { prefixOf, renderQuestion, textOf } from './question.ts';

/** Whether an item takes room on the screen now. */
export function isShown(view: FormView, item: FormItem): boolean {
  return item.enabled && !item.hidden && view.mayDraw(item);
}

/** The items inside one, each drawn again only when something about it has changed. */
export function renderItems(view: FormView, holder: FormItem, items: readonly FormItem[] = holder.items): unknown {
  const shown = items.filter((item) => isShown(view, item) && !isAside(item));
  return repeat(
    shown,
    (item) => item.id,
    (item) => guard(view.stateOf(item) as unknown[], () => renderItem(view, item)),
  );
}

export function renderItem(view: FormView, item: FormItem): TemplateResult | typeof nothing {
  const { unsupported } = item.definition;
  if (unsupported) return unsupportedItem(view, item);
  if (item.type === 'group') return renderGroup(view, item);
  if (item.type === 'display') return renderDisplay(view, item);
  return renderQuestion(view, item);
}

export function renderDisplay(view: FormView, item: FormItem): TemplateResult {
  return html`<div class="display" part="display">
    ${view.media?.(view, item.definition.source)}
    <p>${prefixOf(view, item)}${textOf(view, item)}</p>
  </div>`;
}

/** A bad item never costs the form: it is shown for what it is, and what it holds still works. */
function unsupportedItem(view: FormView, item: FormItem): TemplateResult {
  const { unsupported, source } = item.definition;
  const why = unsupported ? view.diagnosis(unsupported) : '';
  return html`<div class="notice stack" part="notice">
    <p>${item.text || view.t.unsupported}</p>
    <p class="quiet">
      ${item.text ? view.t.unsupported : nothing} ${why}
      <code>${[item.linkId, source.type].filter(Boolean).join(', ')}</code>
    </p>
    ${renderItems(view, item)}
  </div>`;
}
