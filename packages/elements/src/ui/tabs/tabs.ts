import { nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { html } from '../html.ts';
import { tabAt } from './tab-at.ts';

export interface Tab {
  readonly id: string;
  readonly title: string;
  /** How much waits there: said after the title. */
  readonly count?: number | undefined;
}

export interface Tabs {
  /** Unique in the element. */
  readonly id: string;
  /** What the tabs are of. */
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly chosen: string;
  readonly choose: (id: string) => unknown;
  readonly panel: unknown;
  /** A list beside the panel where there is room, for five tabs or more. A strip above it otherwise. */
  readonly isSide?: boolean | undefined;
}

/** One of several at a time, for parts of one thing that nobody needs to see together. The arrows open the tab they come to. */
export function tabs({ id, label, tabs: all, chosen, choose, panel, isSide }: Tabs): TemplateResult {
  const current = all.find((tab) => tab.id === chosen) ?? all[0];
  const tabId = (tab: Tab) => `${id}-${tab.id}-tab`;
  const panelId = `${id}-panel`;
  return html`<div class="tabs-box">
    <div class="tabs" data-look=${isSide ? 'side' : 'strip'}>
      <div
        role="tablist"
        aria-label=${label}
        @keydown=${(event: KeyboardEvent) => press(event, all, current, choose, tabId)}
      >
        ${all.map(
          (tab) =>
            html`<button
              type="button"
              role="tab"
              part="tab"
              id=${tabId(tab)}
              aria-selected=${tab === current ? 'true' : 'false'}
              aria-controls=${tab === current ? panelId : nothing}
              tabindex=${tab === current ? 0 : -1}
              @click=${() => choose(tab.id)}
            >
              <span>${tab.title}</span
              >${tab.count === undefined ? nothing : html` <span class="count">${`${tab.count}`}</span>`}
            </button>`,
        )}
      </div>
      <div
        class="panel stack"
        role="tabpanel"
        id=${panelId}
        aria-labelledby=${current ? tabId(current) : nothing}
        tabindex="0"
      >
        ${keyed(current?.id, panel)}
      </div>
    </div>
  </div>`;
}

function press(
  event: KeyboardEvent,
  all: readonly Tab[],
  current: Tab | undefined,
  choose: (id: string) => unknown,
  idOf: (tab: Tab) => string,
): void {
  const tab = tabAt(event.key, all, current);
  if (!tab) return;
  event.preventDefault();
  choose(tab.id);
  const list = event.currentTarget as HTMLElement;
  list.querySelector<HTMLElement>(`#${CSS.escape(idOf(tab))}`)?.focus();
}
