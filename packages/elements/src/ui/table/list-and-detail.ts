import { nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { html } from '../html.ts';

export interface ListItem {
  readonly id: string;
  readonly title: unknown;
  readonly text?: unknown;
  /** At the end of its line: a badge, a time. */
  readonly aside?: unknown;
}

export interface ListAndDetail {
  /** What the list is of. */
  readonly label: string;
  readonly items: readonly ListItem[];
  /** Id of the item that is open. */
  readonly open: string | undefined;
  readonly choose: (id: string) => unknown;
  /** What is shown of the open item. Its heading has an id to be focused by. */
  readonly detail: unknown;
  /** Shown beside the list while nothing is open. */
  readonly hint: string;
  readonly back: { readonly label: string; readonly press: () => unknown };
}

/** A list to choose from and what is chosen beside it; on a telephone one at a time, with the way back. */
export function listAndDetail({ label, items, open, choose, detail, hint, back }: ListAndDetail): TemplateResult {
  return html`<div class="split-box">
    <div class="split" ?data-open=${open !== undefined}>
      <ul role="list" class="list" part="list" aria-label=${label}>
        ${repeat(
          items,
          ({ id }) => id,
          ({ id, title, text, aside }) =>
            html`<li>
              <button
                type="button"
                id="item-${id}"
                class="item"
                aria-current=${id === open ? 'true' : nothing}
                @click=${() => choose(id)}
              >
                <span class="title">${title}</span> <span class="text quiet">${text}</span>
                <span class="beside">${aside}</span>
              </button>
            </li>`,
        )}
      </ul>
      <div class="detail stack" part="detail">
        ${
          open === undefined
            ? html`<p class="quiet">${hint}</p>`
            : html`<button type="button" class="link leave" @click=${back.press}>${back.label}</button> ${detail}`
        }
      </div>
    </div>
  </div>`;
}
