import { nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { when } from '../shared/reading.ts';
import type { View } from '../shared/types.ts';

type Drawn = TemplateResult | typeof nothing;

/** What can be done with a decision that stands. */
export function renderActions(view: View): Drawn {
  const { t, consent, state, isLocked, host } = view;
  const { proof } = consent.standing;
  if (!proof || state === 'checking' || state === 'invalid') return nothing;
  const isYes = consent.standing.allowed;
  return html`<div class="actions">
    <button type="button" part="action" @click=${() => view.later?.show('text')}>${t.readText}</button>
    <button type="button" part="action" @click=${() => void host.print()}>${t.print}</button>
    ${
      isLocked
        ? nothing
        : isYes
          ? html`<button type="button" part="action" class="no" @click=${() => void host.withdraw()}>
              ${consent.isInformation ? t.object : t.withdraw}
            </button>`
          : html`<button type="button" part="action" @click=${() => consent.restart()}>${t.askAgain}</button>`
    }
  </div>`;
}

/** What else the patient may say, or the day may bring. */
export function renderAsides({ t, consent }: View): TemplateResult {
  return html`<div class="asides">
    <button type="button" class="link" part="action" @click=${() => consent.go('refusing')}>
      ${consent.isInformation ? t.objects : t.refuses}
    </button>
    ${
      consent.isInformation
        ? nothing
        : html`<button type="button" class="link" part="action" @click=${() => consent.go('urgency')}>
            ${t.urgency}
          </button>`
    }
    <button type="button" class="link" part="action" @click=${() => consent.go('referral')}>${t.callDoctor}</button>
  </div>`;
}

/** That she has read it beforehand, and whether she wants to talk first. */
export function renderRead(view: View): Drawn {
  const words = readingWords(view);
  return words ? html`<p class="notice" part="notice">${words}</p>` : nothing;
}

/** What the patient can do by herself. */
export function renderBeside({ t, later, host }: View): Drawn {
  return html`<div class="actions">
    <button type="button" part="action" @click=${() => later?.show('patient')}>${t.patientReads}</button>
    ${
      host.readingLink
        ? html`<button type="button" part="action" @click=${() => void later?.showLink()}>${t.readsBefore}</button>`
        : nothing
    }
  </div>`;
}

/** What is known of what the patient read beforehand; undefined while she has not. */
export function readingWords({ t, consent, language }: View): string | undefined {
  const { readAt, wantsToTalk } = consent.reading ?? {};
  const said = [readAt === undefined ? undefined : t.readBefore(when(readAt, language)), wantsToTalk && t.readerTalks];
  return said.filter(Boolean).join(' ') || undefined;
}
