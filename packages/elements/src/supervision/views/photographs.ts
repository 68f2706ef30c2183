import type { Run, RunPhotograph } from '@relais/sdk/run';
import { nothing, type TemplateResult } from 'lit';
import { button, loading } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import type { Desk } from '../shared/desk.ts';

/** The photographs of a run: their descriptions at once, each picture when it is asked for. */
export function renderPhotographs(desk: Desk, { id, photographs = [] }: Run): TemplateResult | typeof nothing {
  const { t, format } = desk;
  if (photographs.length === 0) return nothing;
  return html`<section class="stack" aria-labelledby="photographs">
    <h3 id="photographs">${t.photographs}</h3>
    ${photographs.map(
      (one) =>
        html`<figure class="stack">
          <figcaption>${one.description} <small class="quiet">${t.addedAt(format.at(one.takenAt))}</small></figcaption>
          ${one.withdrawnAt === undefined ? nothing : html`<p class="quiet">${t.photographWithdrawn}</p>`}
          ${renderPicture(desk, id, one)}
        </figure>`,
    )}
  </section>`;
}

function renderPicture({ t, pictures }: Desk, run: string, photograph: RunPhotograph): TemplateResult {
  const picture = pictures.of(photograph);
  if (picture === 'loading') return loading(t.loading);
  if (picture === undefined || picture === 'failed')
    return html`<p class="refusal" role="alert">${picture === 'failed' ? t.photographFailed : nothing}</p>
      <div>${button(picture === 'failed' ? t.retry : t.seePhotograph, () => pictures.ask(run, photograph))}</div>`;
  const isEnlarged = pictures.isEnlarged(photograph);
  return html`<div class=${isEnlarged ? 'enlarged' : 'small'}>${picture}</div>
    <div>${button(isEnlarged ? t.reduce : t.enlarge, () => pictures.toggle(photograph))}</div>`;
}
