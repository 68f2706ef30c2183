import type { TemplateResult } from 'lit';
import { html } from './html.ts';

/** A text whose emergency numbers can be pressed: 114 writes, the others call. */
export function linkEmergencyNumbers(text: string): TemplateResult[] {
  return text
    .split(/\b(15|3?114)\b/)
    .map((part, index) =>
      index % 2 ? html`<a href="${part === '114' ? 'sms' : 'tel'}:${part}">${part}</a>` : html`${part}`,
    );
}
