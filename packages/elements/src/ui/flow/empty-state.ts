import { css, type TemplateResult } from 'lit';
import type { Part } from './screens.ts';
import { html } from '../html.ts';

/**
 * Said where a list would stand when it has been read and holds nothing: what that means, and what to do about it. Never shown for a failure,
 * which has its `troubleScreen`, nor while a list is on its way.
 */
export function emptyState(title: string, text: string, ...actions: Part[]): TemplateResult {
  return html`<div class="empty" part="empty">
    <p><strong>${title}</strong></p>
    <p class="quiet">${text}</p>
    <div class="actions">${actions}</div>
  </div>`;
}

export const emptyStates = css`
  .empty {
    display: grid;
    gap: 0.25em;
    justify-items: center;
    padding: calc(2 * var(--space)) var(--space);
    border: 1px dashed var(--edge);
    border-radius: var(--radius);
    text-align: center;
  }
  .empty .actions:not(:empty) {
    margin-block-start: 0.5em;
  }
`;
