import type { FormItem } from '@relais/sdk/questionnaire';
import { nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { html } from '../../ui/html.ts';
import { flatten } from '../view/flatten.ts';
import type { Module, View } from '../view/types.ts';
import { finishing } from '../view/form.ts';
import { isShown, renderItems } from '../view/items.ts';
import { hasControl } from '../view/look.ts';
import { renderSummary } from '../view/summary.ts';
import { standingAt } from './standing.ts';
import { styles } from './pages.styles.ts';

const shownNow = new WeakSet<View>();

/** One page of the form at a time, and all answers once more before the end. What stands on no page stays around them. */
function pages(view: View, root: FormItem): TemplateResult {
  followReveals(view, root);
  const all = pagesOf(view, root);
  const place = placeOf(view, all);
  const current = all[place];
  // A page that goes away and comes back does not take anybody back to it.
  if (view.page !== 'review') view.page = current ?? view.page;
  const others = root.items.filter((item) => !isPage(item));
  // By the first page of the form, shown or not: none goes from above the pages to below them.
  const first = root.items.find(isPage)?.definition.index ?? Infinity;
  const before = others.filter(({ definition }) => definition.index < first);
  const after = others.filter((item) => !before.includes(item));
  return html`<div class="stack">
    ${renderItems(view, root, before)} ${progress(view, place, all)}
    ${current ? keyed(current, renderItems(view, root, [current])) : review(view)} ${renderItems(view, root, after)}
    <div class="actions">
      ${place > 0 ? html`<button type="button" part="action" @click=${() => turn(view, all[place - 1])}>${view.t.previous}</button>` : nothing}
      ${current ? html`<button type="button" class="primary" part="action" @click=${() => goOn(view, current)}>${view.t.next}</button>` : finishing(view)}
    </div>
  </div>`;
}

/** The open page stays where it is when others come or go before it. */
function placeOf({ page }: View, all: readonly FormItem[]): number {
  if (page === 'review') return all.length;
  return standingAt(
    all.map(({ definition }) => definition.index),
    page?.definition.index,
  );
}

function isPage(item: FormItem): boolean {
  return item.type === 'group' && hasControl(item, 'page');
}

function pagesOf(view: View, root: FormItem): FormItem[] {
  return root.items.filter(
    (item) => isPage(item) && item.enabled && !item.hidden && (view.isDrawn || isShown(view, item)),
  );
}

function progress(view: View, place: number, all: readonly FormItem[]): TemplateResult {
  const { t } = view;
  const isReview = place === all.length;
  const label = isReview ? t.review : t.page(place + 1, all.length);
  return html`<div class="progress" part="progress">
    <h2 id="page" tabindex="-1">${label}</h2>
    <progress max=${all.length} .value=${place} aria-label=${label}></progress>
  </div>`;
}

function review(view: View): TemplateResult {
  return html`<p>${view.t.reviewIntro}</p>
    ${renderSummary(view, { edits: true })}`;
}

/** Faults of a page are shown when it is left forwards; once shown they hold nobody back before the end. */
function goOn(view: View, page: FormItem): void {
  const [faulty] = flatten(page).filter(
    (item) => view.showFaults(item) && item.issues.some(({ severity }) => severity === 'error'),
  );
  const all = pagesOf(view, view.form.root);
  if (faulty) void view.focus(faulty);
  else turn(view, all[all.indexOf(page) + 1]);
}

/** Opens a page; behind the last comes the review. */
function turn(view: View, page: FormItem | undefined): void {
  view.page = page ?? 'review';
  view.draw();
  view.redraw();
  void view.host.updateComplete.then(() => view.host.renderRoot.querySelector<HTMLElement>('#page')?.focus());
}

/** An item that is looked for opens its page. */
function followReveals(view: View, root: FormItem): void {
  if (shownNow.has(view)) return;
  shownNow.add(view);
  view.reveal.push((item) => {
    const page = pagesOf(view, root).find((one) => isInside(item, one));
    if (page) view.page = page;
  });
}

function isInside(item: FormItem, holder: FormItem): boolean {
  for (let up: FormItem | undefined = item; up; up = up.parent) if (up === holder) return true;
  return false;
}

export const module: Module = { layouts: { page: pages }, styles };
