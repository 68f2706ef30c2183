import { css, type TemplateResult } from 'lit';
import { html } from './html.ts';

/** What a badge says; each has a sign of its own, since colour alone says nothing to many. */
export type BadgeKind = 'neutral' | 'done' | 'waiting' | 'attention' | 'danger';

const SIGNS: Readonly<Record<BadgeKind, string>> = {
  neutral: '•',
  done: '✓',
  waiting: '…',
  attention: '!',
  danger: '✕',
};

/** One or two words on how something stands. The sign is for the eye; the words say all of it. */
export function badge(words: string, kind: BadgeKind = 'neutral'): TemplateResult {
  return html`<span class="badge" data-kind=${kind} part="badge"
    ><span class="sign" aria-hidden="true" translate="no">${SIGNS[kind]}</span> <span>${words}</span></span
  >`;
}

export const badges = css`
  .badge {
    display: inline-flex;
    gap: 0.4em;
    align-items: center;
    justify-self: start;
    padding: 0 0.6em 0 0.2em;
    border: 1px solid var(--edge);
    border-radius: 1em;
    font-size: 0.875em;
    font-weight: 600;
    line-height: 1.5;
  }
  .sign {
    display: inline-grid;
    flex: none;
    place-items: center;
    inline-size: 1.25em;
    block-size: 1.25em;
    border-radius: 50%;
    font-size: 0.85em;
    font-weight: 800;
    line-height: 1;
  }
  .badge[data-kind='done'] {
    border-color: var(--success);
    color: var(--success);
  }
  .badge[data-kind='waiting'] {
    border-style: dashed;
    color: var(--quiet);
  }
  .badge[data-kind='attention'] {
    border-color: var(--warning);
    color: var(--warning);
  }
  .badge[data-kind='danger'] {
    border-color: var(--danger);
    color: var(--danger);
  }
  .badge:is([data-kind='attention'], [data-kind='danger']) .sign {
    border: 1.5px solid;
  }
`;
