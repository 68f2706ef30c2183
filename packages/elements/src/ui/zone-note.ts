import { nothing, type TemplateResult } from 'lit';
import type { Format } from './format.ts';
import { html } from './html.ts';
import type { ZoneWords } from './words/fr.ts';

/** Says whose clock the times are, to a browser that lives by another; nothing where both show the same. */
export function zoneNote(
  t: ZoneWords,
  format: Format,
  instant: string | number | undefined,
): TemplateResult | typeof nothing {
  const zone = instant === undefined || instant === '' ? undefined : format.foreignZone(instant);
  return zone ? html`<p class="quiet">${t.zone(zone)}</p>` : nothing;
}
