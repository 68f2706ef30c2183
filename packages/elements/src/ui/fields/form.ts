import { nothing, type TemplateResult } from 'lit';
import { button } from '../flow/screens.ts';
import { html } from '../html.ts';
import type { FieldWords } from '../words/fr.ts';

/** An answer that cannot be taken: the id of its field, and what to do about it. */
export interface FieldFault {
  readonly id: string;
  readonly text: string;
}

/** Fields that are sent together, by Enter too. What is wrong is said by us, in our language, and not by the browser's bubbles. */
export function form(
  t: FieldWords,
  faults: readonly FieldFault[],
  content: unknown,
  submit: () => unknown,
): TemplateResult {
  const send = (event: Event): void => {
    event.preventDefault();
    submit();
  };
  return html`<form class="stack" novalidate @submit=${send}>
    ${faults.length ? faultSummary(t, faults) : nothing} ${content}
  </form>`;
}

/** Says how many answers are to be corrected and leads to each; takes the focus, by its id `summary`, when a form is refused. */
export function faultSummary(t: FieldWords, faults: readonly FieldFault[]): TemplateResult {
  return html`<div class="summary" id="summary" tabindex="-1" role="group" aria-labelledby="faults" part="notice">
    <h3 id="faults">${t.faultCount(faults.length)}</h3>
    <ul role="list">
      ${faults.map(({ id, text }) => html`<li>${button(text, (event) => focusOn(event, `#${CSS.escape(id)}`), 'link')}</li>`)}
    </ul>
  </div>`;
}

/** The one action of a form. */
export function submitButton(label: string): TemplateResult {
  return html`<button type="submit" class="primary" part="action">${label}</button>`;
}

/** Moves the focus within the element, as a link to a place on the page would. */
export function focusOn(event: Event, selector: string): void {
  const root = (event.currentTarget as Element).getRootNode() as ShadowRoot;
  root.querySelector<HTMLElement>(selector)?.focus();
}
