import type { TemplateResult } from 'lit';
import { html } from '../html.ts';
import type { Part } from './screens.ts';

/** What is to be read before one goes on, on the screen it is about. It takes the focus by its id, and is called by its title. */
export function notice(id: string, title: string, ...content: Part[]): TemplateResult {
  return html`<div class="notice stack" part="notice" id=${id} tabindex="-1" role="group" aria-labelledby="${id}-title">
    <h3 id="${id}-title">${title}</h3>
    ${content}
  </div>`;
}
