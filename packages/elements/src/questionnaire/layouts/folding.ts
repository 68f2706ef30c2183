import { readText } from '@relais/sdk/questionnaire';
import type { FormItem } from '@relais/sdk/questionnaire';
import type { TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { boxId } from '../view/ids.ts';
import type { Module } from '../view/types.ts';
import { styles } from './folding.styles.ts';

/** A group that folds, where it asks for that. */
function folding(group: FormItem, name: unknown, inner: unknown): TemplateResult | undefined {
  const collapsible = readText(group.definition.source, 'collapsible');
  if (!collapsible) return undefined;
  return html`<details
    class="group"
    part="group"
    id=${boxId(group)}
    data-link-id=${group.linkId}
    ?open=${collapsible !== 'default-closed'}
  >
    <summary part="legend">${name}</summary>
    <div class="stack">${inner}</div>
  </details>`;
}

export const module: Module = { folding, styles };
