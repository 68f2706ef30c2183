import type { FormItem } from '@relais/sdk/questionnaire';
import { nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { html } from '../../ui/html.ts';
import { boxId } from '../view/ids.ts';
import type { Module, View } from '../view/types.ts';
import { footers, groupBox, groupHelps } from '../view/group.ts';
import { isShown, renderItems } from '../view/items.ts';
import { isAside, lookOf } from '../view/look.ts';
import { faults, prefixOf, textOf } from '../view/question.ts';
import { styles } from './tabs.styles.ts';

/** Which of its tabs a group shows, by the place of their definition; the first one unless told. */
const chosen = new WeakMap<FormItem, number>();
const followed = new WeakSet<View>();

/** All repetitions of a group stand on one tab. */
type Tab = readonly [FormItem, ...FormItem[]];

/** One group of several at a time. What is no group stands above them. */
function tabs(view: View, holder: FormItem): TemplateResult {
  followReveals(view);
  const all = tabsOf(view, holder);
  const current = currentOf(holder, all);
  const others = holder.items.filter(({ type }) => type !== 'group');
  const content = html`${renderItems(view, holder, others)} ${current ? tabBox(view, holder, all, current) : nothing}`;
  return groupBox(view, holder, content);
}

function tabBox(view: View, holder: FormItem, all: readonly Tab[], current: Tab): TemplateResult {
  return html`<div class="tabs">
    <div
      role="tablist"
      aria-label=${holder.text || view.t.sections}
      @keydown=${(event: KeyboardEvent) => press(view, holder, all, event)}
    >
      ${all.map((tab) => tabButton(view, holder, tab, tab === current))}
    </div>
    <div class="panel stack" role="tabpanel" id=${panelId(current)} aria-labelledby=${tabId(current)} tabindex="0">
      ${keyed(current[0].definition, panel(view, holder, current))}
    </div>
  </div>`;
}

function tabsOf(view: View, holder: FormItem): Tab[] {
  const groups = holder.items.filter((item) => item.type === 'group' && !isAside(item) && isShown(view, item));
  const heads = groups.filter((item, index) => item.definition !== groups[index - 1]?.definition);
  return heads.map((head) => [head, ...groups.filter((item) => item.definition === head.definition && item !== head)]);
}

function currentOf(holder: FormItem, all: readonly Tab[]): Tab | undefined {
  const place = chosen.get(holder);
  return all.find(([{ definition }]) => definition.position === place) ?? all[0];
}

function tabButton(view: View, holder: FormItem, tab: Tab, isCurrent: boolean): TemplateResult {
  const [head] = tab;
  const count = tab.reduce((sum, item) => sum + errorsIn(view, item), 0);
  return html`<button
    type="button"
    role="tab"
    part="action"
    id=${tabId(tab)}
    aria-selected=${isCurrent ? 'true' : 'false'}
    aria-controls=${isCurrent ? panelId(tab) : nothing}
    tabindex=${isCurrent ? 0 : -1}
    @click=${() => show(view, holder, tab)}
  >
    <span>${prefixOf(view, head)}${head.text ? textOf(view, head) : view.t.row(head.definition.position + 1)}</span>
    ${
      count > 0
        ? html`<span class="count" aria-hidden="true">${`${count}`}</span
            ><span class="hidden">${` (${view.t.errors(count)})`}</span>`
        : nothing
    }
  </button>`;
}

/** A group alone on its tab needs no frame of its own: the tab names it. */
function panel(view: View, holder: FormItem, tab: Tab): unknown {
  const [head] = tab;
  const isPlain = !head.definition.repeats && !lookOf(head).controls.some((name) => view.layout(name));
  if (!isPlain) return renderItems(view, holder, tab);
  return html`<div class="stack" part="group" id=${boxId(head)} data-link-id=${head.linkId}>
    ${groupHelps(view, head)} ${faults(view, head)} ${renderItems(view, head)} ${footers(view, head)}
  </div>`;
}

function errorsIn(view: View, item: FormItem): number {
  const own = view.issuesOf(item).filter(({ severity }) => severity === 'error').length;
  return item.items.reduce((sum, child) => sum + errorsIn(view, child), own);
}

function show(view: View, holder: FormItem, [head]: Tab): void {
  chosen.set(holder, head.definition.position);
  view.draw();
  view.redraw(holder);
}

/** The arrows open the tab they come to. */
function press(view: View, holder: FormItem, all: readonly Tab[], event: KeyboardEvent): void {
  const current = currentOf(holder, all);
  const place = current ? all.indexOf(current) : 0;
  const places: Partial<Record<string, number>> = {
    ArrowRight: (place + 1) % all.length,
    ArrowLeft: (place - 1 + all.length) % all.length,
    Home: 0,
    End: all.length - 1,
  };
  const tab = all[places[event.key] ?? -1];
  if (!tab) return;
  event.preventDefault();
  show(view, holder, tab);
  void view.host.updateComplete.then(() => view.host.renderRoot.querySelector<HTMLElement>(`#${tabId(tab)}`)?.focus());
}

function tabId([head]: Tab): string {
  return `${boxId(head)}-tab`;
}

function panelId([head]: Tab): string {
  return `${boxId(head)}-panel`;
}

/** An item that is looked for opens the tabs it stands on. */
function followReveals(view: View): void {
  if (followed.has(view)) return;
  followed.add(view);
  view.reveal.push((item) => {
    for (let up = item; up.parent; up = up.parent) {
      if (!lookOf(up.parent).controls.includes('tab-container')) continue;
      if (up.type !== 'group') continue;
      chosen.set(up.parent, up.definition.position);
      view.touch(up.parent);
    }
  });
}

export const module: Module = { layouts: { 'tab-container': tabs }, styles };
