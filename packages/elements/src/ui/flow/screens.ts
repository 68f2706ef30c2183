import { nothing, type TemplateResult } from 'lit';
import { html } from '../html.ts';

/** Something to draw, or nothing. */
export type Part = TemplateResult | typeof nothing;

/** The title of a screen, which takes the focus when the screen comes. `above`: where in a row of steps it stands. */
export function heading(title: string, above: string | typeof nothing = nothing): TemplateResult {
  return html`<h2 part="heading" id="heading" tabindex="-1"><small class="quiet">${above}</small> ${title}</h2>`;
}

/**
 * `look`: `primary` for the one main action of a screen, `link` for a way out, `danger` for what cannot be undone.
 * `of`: what it is about, where several of one label stand side by side.
 */
export function button(label: string, press: (event: Event) => unknown, look = '', of?: string): TemplateResult {
  const part = look === 'primary' ? 'action' : nothing;
  const name = of ? `${label}, ${of}` : nothing;
  return html`<button type="button" class=${look} part=${part} aria-label=${name} @click=${press}>${label}</button>`;
}

/** A screen that says one thing and offers what to do next. */
export function message(title: TemplateResult, texts: readonly unknown[], ...actions: Part[]): TemplateResult {
  return html`${title}${texts.map((text) => (text ? html`<p>${text}</p>` : nothing))}
    <div class="actions">${actions}</div>`;
}

/** What is shown while something is fetched: quiet, and of about the height of what comes. */
export function loading(title: string, lines = 4): TemplateResult {
  return html`<div class="stack bones">
    <h2 part="heading" id="heading" tabindex="-1" class="quiet">${title}</h2>
    ${Array.from({ length: lines }, () => html`<i></i>`)}
  </div>`;
}
