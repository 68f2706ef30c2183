import type { FormItem } from '@relais/sdk/questionnaire';
import { html, nothing, type TemplateResult } from 'lit';
import { isInside, type FormView } from '../view/form-view.ts';
import { finishing } from '../view/form.ts';
import { isShown, renderItems } from '../view/items.ts';
import { hasControl } from '../view/look.ts';
import type { Module } from '../view/modules.ts';
import { renderSummary } from '../view/summary.ts';

const shownNow = new WeakSet<FormView>();

/** Behind the last page, however many there are. */
const REVIEW = Infinity;

/** The page that is open: it stays so when others appear or go before it. */
const openPages = new WeakMap<FormView, FormItem>();

/** One page of the form at a time, and all answers once more before the end. What stands on no page stays around them. */
function pages(view: FormView, root: FormItem): TemplateResult {
  followReveals(view, root);
  const all = pagesOf(view, root);
  const place = placeOf(view, all);
  const current = all[place];
  const others = root.items.filter((item) => !isPage(item));
  const before = others.filter(({ definition }) => definition.index < (all[0]?.definition.index ?? Infinity));
  const after = others.filter((item) => !before.includes(item));
  return html`<div class="stack">
    ${renderItems(view, root, before)} ${progress(view, place, all)}
    ${current ? renderItems(view, root, [current]) : review(view)} ${renderItems(view, root, after)}
    <div class="actions">
      ${place > 0 ? html`<button type="button" part="action" @click=${() => turn(view, place - 1)}>${view.t.previous}</button>` : nothing}
      ${current ? html`<button type="button" class="primary" part="action" @click=${() => goOn(view, current, place)}>${view.t.next}</button>` : finishing(view)}
    </div>
  </div>`;
}

function placeOf(view: FormView, all: readonly FormItem[]): number {
  const open = openPages.get(view);
  const place = open && all.includes(open) ? all.indexOf(open) : Math.min(view.page, all.length);
  const page = all[place];
  if (page) {
    openPages.set(view, page);
    view.page = place;
  }
  return place;
}

function isPage(item: FormItem): boolean {
  return item.type === 'group' && hasControl(item, 'page');
}

function pagesOf(view: FormView, root: FormItem): FormItem[] {
  return root.items.filter(
    (item) => isPage(item) && item.enabled && !item.hidden && (view.isDrawn || isShown(view, item)),
  );
}

function progress(view: FormView, place: number, all: readonly FormItem[]): TemplateResult {
  const { t } = view;
  const isReview = place === all.length;
  const label = isReview ? t.review : t.page(place + 1, all.length);
  return html`<div class="progress" part="progress">
    <h2 id="page" tabindex="-1">${label}</h2>
    <progress max=${all.length} .value=${place} aria-label=${label}></progress>
  </div>`;
}

function review(view: FormView): TemplateResult {
  return html`<p>${view.t.reviewIntro}</p>
    ${renderSummary(view, { edits: true })}`;
}

/** Faults of a page are told when it is left forwards; once told they hold nobody back before the end. */
function goOn(view: FormView, page: FormItem, place: number): void {
  const faulty = view.tellIn(page);
  if (faulty) void view.focus(faulty);
  else turn(view, page === pagesOf(view, view.form.root).at(-1) ? REVIEW : place + 1);
}

function turn(view: FormView, place: number): void {
  openPages.delete(view);
  view.page = place;
  view.draw();
  view.redraw();
  void view.host.updateComplete.then(() => view.host.renderRoot.querySelector<HTMLElement>('#page')?.focus());
}

/** An item that is looked for opens its page. */
function followReveals(view: FormView, root: FormItem): void {
  if (shownNow.has(view)) return;
  shownNow.add(view);
  view.reveal.push((item) => {
    const place = pagesOf(view, root).findIndex((page) => isInside(item, page));
    if (place < 0) return;
    openPages.delete(view);
    view.page = place;
  });
}

export const module: Module = { layouts: { page: pages } };
