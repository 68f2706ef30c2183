import { extensionOf } from '@relais/sdk/questionnaire';
import type { FormItem } from '@relais/sdk/questionnaire';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { SignatureRequestEvent } from './signature-event.ts';
import type { Module, View } from '../view/types.ts';

/**
 * Where a signature is required, asks the host for it: who signs, and with what, is known to the host's own session. A later
 * edit of what is signed takes the signature back.
 */
function signing(view: View, item: FormItem): TemplateResult | typeof nothing {
  if (!extensionOf(item.definition.source, 'signatureRequired') || item.readOnly) return nothing;
  const { t } = view;
  if (item.dynamic?.has('signature')) return html`<p class="signed" part="signature">✓ ${t.signed}</p>`;
  return html`<button
    type="button"
    class="add"
    part="action"
    aria-label=${item.text ? t.statement(t.sign, item.text) : nothing}
    @click=${() => view.host.dispatch(new SignatureRequestEvent(item.linkId || undefined))}
  >
    ${t.sign}
  </button>`;
}

export const module: Module = { signing };
