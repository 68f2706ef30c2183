import type { ProtocolFault } from '@relais/sdk/protocol/reading';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../ui/html.ts';
import type { Trouble } from './protocol-tree-controller.ts';
import type { ProtocolTreeStrings } from './words/fr.ts';

/** Why there is no tree, in words, place by place. */
export function renderTrouble(t: ProtocolTreeStrings, trouble: Trouble, retry: () => void): TemplateResult {
  if (trouble.code === 'not-loaded') {
    return html`<div class="stack" role="alert">
      <p>${t.notLoaded}</p>
      <button type="button" part="action" @click=${retry}>${t.retry}</button>
    </div>`;
  }
  const faults =
    trouble.code === 'invalid-protocol' ? trouble.faults.map((fault) => faultWords(t, fault)) : [t.notJson];
  return html`<div class="stack trouble" role="alert">
    <h2>${t.unreadable}</h2>
    <p>${t.unreadableHint}</p>
    ${
      faults.length > 0
        ? html`<ul>
            ${faults.map((words) => html`<li>${words}</li>`)}
          </ul>`
        : nothing
    }
  </div>`;
}

export function faultWords(t: ProtocolTreeStrings, { path, code, accepted }: ProtocolFault): string {
  const place = path.join('.');
  switch (code) {
    case 'not-a-protocol':
      return t.notAProtocol;
    case 'missing':
      return t.missing(place);
    case 'unknown':
      return t.unknown(place);
    case 'wrong':
      return t.wrong(place, accepted);
  }
}
