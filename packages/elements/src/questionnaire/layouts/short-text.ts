import { extensionOf, localized } from '@relais/sdk/questionnaire';
import type { FormItem } from '@relais/sdk/questionnaire';
import type { TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import type { View } from '../view/types.ts';

/** What the form calls an item where room is scarce (SDC’s `shortText`), with its whole text for who points at it. */
export function shortTextOf({ form }: View, { definition, text }: FormItem): TemplateResult | undefined {
  const short = extensionOf(definition.source, 'shortText');
  const words = short && localized(short, 'valueString', form)?.trim();
  return words ? html`<span title=${text}>${words}</span>` : undefined;
}
