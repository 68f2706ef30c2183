import type { FormItem } from '@relais/sdk/questionnaire';
import { nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { html } from '../../ui/html.ts';
import { live } from '../../ui/live-directive.ts';
import { tabAt } from '../../ui/tabs/tab-at.ts';
import { flatten } from '../view/flatten.ts';
import { boxId } from '../view/ids.ts';
import type { Module, View } from '../view/types.ts';
import { groupBox, sayings } from '../view/group.ts';
import { isShown, renderItems } from '../view/items.ts';
import { controlsOf, isAside } from '../view/look.ts';
import { prefixOf, textOf } from '../view/question.ts';
import { shortTextOf } from './short-text.ts';
import { standingAt } from './standing.ts';
import { styles } from './tabs.styles.ts';

/** Which of its sections a group shows: where it is defined, and how it is called. */
interface Open {
  readonly place: number;
  readonly name: string;
}

const opened = new WeakMap<FormItem, Open>();
/** Sections a person has gone on from: what is missing in them is told, and they can be done. */
const passed = new WeakSet<FormItem>();
const followed = new WeakSet<View>();

/** All repetitions of a group stand in one section. */
type Tab = readonly [FormItem, ...FormItem[]];

/** One group of several at a time. What is no group stands above them. */
function tabs(view: View, holder: FormItem): TemplateResult {
  followReveals(view);
  const all = tabsOf(view, holder);
  const current = currentOf(view, holder, all);
  const others = holder.items.filter(({ type }) => type !== 'group');
  const content = html`${renderItems(view, holder, others)} ${current ? tabBox(view, holder, all, current) : nothing}`;
  return groupBox(view, holder, content);
}

/** Where there is room, a list beside the section that is open; elsewhere a menu above it. */
function tabBox(view: View, holder: FormItem, all: readonly Tab[], current: Tab): TemplateResult {
  const label = holder.text || view.t.sections;
  return html`<div class="tabs-box">
    <div class="tabs" id=${tabsId(holder)}>
      ${menu(view, holder, all, current, label)}
      <div
        role="tablist"
        aria-orientation="vertical"
        aria-label=${label}
        @keydown=${(event: KeyboardEvent) => press(view, holder, all, event)}
      >
        ${all.map((tab) => tabButton(view, holder, tab, tab === current))}
      </div>
      <div class="panel stack" role="tabpanel" id=${panelId(current)} aria-labelledby=${tabId(current)} tabindex="0">
        ${keyed(current[0].definition, panel(view, holder, current))} ${steps(view, holder, all, current)}
      </div>
    </div>
  </div>`;
}

function tabsOf(view: View, holder: FormItem): Tab[] {
  const groups = holder.items.filter((item) => item.type === 'group' && !isAside(item) && isShown(view, item));
  const heads = groups.filter((item, index) => item.definition !== groups[index - 1]?.definition);
  return heads.map((head) => [head, ...groups.filter((item) => item.definition === head.definition && item !== head)]);
}

/** The section a person is in stays open, whatever comes or goes beside it; when it goes itself, its neighbour opens and she is told. */
function currentOf(view: View, holder: FormItem, all: readonly Tab[]): Tab | undefined {
  const open = opened.get(holder);
  const current = all[standingAt(all.map(placeOf), open?.place)];
  if (!current || placeOf(current) === open?.place) return current;
  const name = nameOf(view, current);
  opened.set(holder, { place: placeOf(current), name });
  if (open && view.isDrawn) {
    // Still the old section: what has the focus in it is about to go.
    const panel = view.host.renderRoot.querySelector(`#${tabsId(holder)} > .panel`);
    void tellGone(view, holder, current, view.t.sectionGone(open.name, name), panel?.matches(':focus-within') === true);
  }
  return current;
}

async function tellGone(view: View, holder: FormItem, now: Tab, words: string, wasInside: boolean): Promise<void> {
  await view.host.updateComplete;
  view.host.say(words);
  if (wasInside) await enter(view, holder, now);
}

function placeOf([{ definition }]: Tab): number {
  return definition.position;
}

function nameOf(view: View, [head]: Tab): string {
  return [head.prefix, head.text].filter(Boolean).join(' ') || view.t.row(head.definition.position + 1);
}

// ——— How far a section is ———

interface State {
  readonly faults: number;
  readonly look: 'done' | 'begun' | '';
  readonly words: string;
}

/** Done: begun, nothing wrong or missing, and either answered throughout or gone on from. */
function stateOf(view: View, tab: Tab): State {
  const items = tab.flatMap(flatten).filter(({ enabled }) => enabled);
  const isError = ({ severity }: { severity: string }): boolean => severity === 'error';
  const faults = items.reduce((sum, item) => sum + view.issuesOf(item).filter(isError).length, 0);
  const asked = items.filter((item) => item.definition.key && !item.hidden && !item.readOnly);
  const left = asked.filter(({ values }) => values.length === 0).length;
  const isBegun = left < asked.length;
  const isDone = isBegun && (left === 0 || passed.has(tab[0])) && !items.some(({ issues }) => issues.some(isError));
  if (faults > 0) return { faults, look: isBegun ? 'begun' : '', words: view.t.errors(faults) };
  return {
    faults,
    look: isDone ? 'done' : isBegun ? 'begun' : '',
    words: isDone ? view.t.done : isBegun ? view.t.begun : '',
  };
}

function tabButton(view: View, holder: FormItem, tab: Tab, isCurrent: boolean): TemplateResult {
  const { faults: count, look, words } = stateOf(view, tab);
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
    <span class="state ${look}" aria-hidden="true"></span>
    <span>${nameShown(view, tab)}</span>
    ${count > 0 ? html`<span class="count" aria-hidden="true">${`${count}`}</span>` : nothing}
    ${words ? html`<span class="hidden">${` (${words})`}</span>` : nothing}
  </button>`;
}

/** As the form calls it for want of room, else as it is called above its questions. */
function nameShown(view: View, tab: Tab): unknown {
  const [head] = tab;
  if (!head.text) return nameOf(view, tab);
  return html`${prefixOf(view, head)}${shortTextOf(view, head) ?? textOf(view, head)}`;
}

/** The same list where there is no room beside the section. */
function menu(view: View, holder: FormItem, all: readonly Tab[], current: Tab, label: string): TemplateResult {
  const choose = (event: Event): void => {
    const tab = all[(event.target as HTMLSelectElement).selectedIndex];
    if (tab) show(view, holder, tab);
  };
  return html`<select class="input menu" part="control" aria-label=${label} @change=${choose}>
    ${all.map((tab, index) => {
      const { words } = stateOf(view, tab);
      const name = `${index + 1}/${all.length} ${nameOf(view, tab)}`;
      return html`<option .selected=${live(tab === current)}>${words ? `${name} (${words})` : name}</option>`;
    })}
  </select>`;
}

/** The ways to the sections before and behind. */
function steps(view: View, holder: FormItem, all: readonly Tab[], current: Tab): TemplateResult | typeof nothing {
  const place = all.indexOf(current);
  const step = (tab: Tab | undefined, look: string, words: string): TemplateResult | typeof nothing =>
    tab
      ? html`<button type="button" class=${look} part="action" @click=${() => void go(view, holder, current, tab)}>
          ${view.t.statement(words, nameOf(view, tab))}
        </button>`
      : nothing;
  if (all.length < 2) return nothing;
  return html`<div class="actions">
    ${step(all[place - 1], '', view.t.previous)} ${step(all[place + 1], 'next', view.t.next)}
  </div>`;
}

/** A group alone on its tab needs no frame of its own: the tab names it. */
function panel(view: View, holder: FormItem, tab: Tab): unknown {
  const [head] = tab;
  const isPlain = !head.definition.repeats && !controlsOf(head).some((name) => view.layout(name));
  if (!isPlain) return renderItems(view, holder, tab);
  return html`<div class="stack" part="group" id=${boxId(head)} data-link-id=${head.linkId}>
    ${sayings(view, head)} ${renderItems(view, head)} ${view.asides?.below(view, head)}
  </div>`;
}

// ——— From one to another ———

function show(view: View, holder: FormItem, tab: Tab): void {
  opened.set(holder, { place: placeOf(tab), name: nameOf(view, tab) });
  view.draw();
  view.redraw(holder);
}

/** To a section by its button: what is missing in one that is gone on from is told from then on, and holds nobody back. */
async function go(view: View, holder: FormItem, from: Tab, to: Tab): Promise<void> {
  if (placeOf(to) > placeOf(from)) {
    passed.add(from[0]);
    for (const item of from.flatMap(flatten)) view.showFaults(item);
  }
  show(view, holder, to);
  await enter(view, holder, to);
}

async function enter(view: View, holder: FormItem, tab: Tab): Promise<void> {
  await view.host.updateComplete;
  const { renderRoot } = view.host;
  renderRoot.querySelector<HTMLElement>(`#${panelId(tab)}`)?.focus({ preventScroll: true });
  renderRoot.querySelector(`#${tabsId(holder)}`)?.scrollIntoView({ block: 'nearest' });
}

/** The arrows open the section they come to. */
function press(view: View, holder: FormItem, all: readonly Tab[], event: KeyboardEvent): void {
  const tab = tabAt(event.key, all, currentOf(view, holder, all));
  if (!tab) return;
  event.preventDefault();
  show(view, holder, tab);
  void view.host.updateComplete.then(() => view.host.renderRoot.querySelector<HTMLElement>(`#${tabId(tab)}`)?.focus());
}

function tabsId(holder: FormItem): string {
  return `${boxId(holder)}-tabs`;
}

function tabId([head]: Tab): string {
  return `${boxId(head)}-tab`;
}

function panelId([head]: Tab): string {
  return `${boxId(head)}-panel`;
}

/** An item that is looked for opens the sections it stands in. */
function followReveals(view: View): void {
  if (followed.has(view)) return;
  followed.add(view);
  view.reveal.push((item) => {
    for (let up = item; up.parent; up = up.parent) {
      if (!controlsOf(up.parent).includes('tab-container')) continue;
      if (up.type !== 'group') continue;
      opened.set(up.parent, { place: up.definition.position, name: nameOf(view, [up]) });
      view.touch(up.parent);
    }
  });
}

export const module: Module = { layouts: { 'tab-container': tabs }, styles };
