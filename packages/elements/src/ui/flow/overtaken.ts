import { nothing, type TemplateResult } from 'lit';
import { html } from '../html.ts';
import { notice } from './notice.ts';
import type { Part } from './screens.ts';

/** What somebody else has made meanwhile of the same thing. */
export interface Overtaken {
  /** That somebody has, and of what. */
  readonly title: string;
  /** What has become of one's own: nothing of it is lost. */
  readonly text: string;
  /** What they have changed, one sentence each, as far as it is known. */
  readonly changes?: readonly string[];
  /** What needs a look before one goes on, such as what both have changed. */
  readonly caution?: string | undefined;
}

/**
 * Said where one's own could not be kept because somebody else was first: what they have changed, that one's own is still there, and the ways on, of
 * which none is taken by itself. It takes the focus as `overtaken`.
 */
export function overtaken({ title, text, changes = [], caution }: Overtaken, ...ways: Part[]): TemplateResult {
  return notice(
    'overtaken',
    title,
    html`<p>${text}</p>`,
    changes.length === 0
      ? nothing
      : html`<ul>
          ${changes.map((change) => html`<li>${change}</li>`)}
        </ul>`,
    caution === undefined ? nothing : html`<p><strong>${caution}</strong></p>`,
    ways.length === 0 ? nothing : html`<div class="actions">${ways}</div>`,
  );
}
