import type { Explanation, Reason } from '@relais/sdk/protocol/tree';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../ui/html.ts';
import { renderExample } from './list.ts';
import type { Phrases } from './phrases.ts';

/** What the answers of the trial come to, and which of them and which rules led there. */
export function renderVerdict(phrases: Phrases, explanation: Explanation): TemplateResult {
  const { t } = phrases;
  const { verdict, reasons } = explanation;
  const { level, decidedBy, missing } = verdict;
  const deciding = reasons.find(({ rule }) => rule === decidedBy);
  const others = reasons.filter((reason) => reason !== deciding && tells(reason));
  return html`<div class="verdict" part="verdict" data-level=${level}>
    <p class="level">${t.levels[level]}</p>
    ${deciding ? renderDeciding(phrases, deciding) : nothing} ${level === 'none' ? html`<p>${t.noneHint}</p>` : nothing}
    ${level === 'outcome' ? html`<p class="quiet">${t.calm}</p>` : nothing}
    ${level === 'alert' && !verdict.outcome ? html`<p class="quiet">${t.waits}</p>` : nothing}
    ${missing.length > 0 ? renderMissing(phrases, missing) : nothing}
    ${
      others.length > 0
        ? html`<h4>${t.also}</h4>
            <ul role="list" class="reasons">
              ${others.map((reason) => html`<li>${renderReason(phrases, reason, explanation)}</li>`)}
            </ul>`
        : nothing
    }
  </div>`;
}

/** Documents that go with every run say nothing of these answers. */
function tells({ rule }: Reason): boolean {
  return rule.when !== undefined || rule.action.kind === 'score';
}

function renderDeciding(phrases: Phrases, reason: Reason): TemplateResult {
  const { t } = phrases;
  const effect = phrases.effect(reason.rule);
  return html`<p class="says">${reason.rule.action.text}</p>
    ${effect === undefined ? nothing : html`<p>${effect}</p>`} ${renderExample(t, reason.status === 'illustrative')}
    <p class="because"><strong>${`${t.rule(reason.rule.id)}.`}</strong> <span>${groundsOf(phrases, reason)}</span></p>`;
}

function renderReason(phrases: Phrases, reason: Reason, { terms }: Explanation): TemplateResult {
  const { rule, status } = reason;
  const { action } = rule;
  const value = action.kind === 'score' ? terms.get(action.term) : undefined;
  const text = action.kind === 'score' ? phrases.scored(action.text, value) : action.text;
  return html`<p>
      <strong>${phrases.t.rule(rule.id)}</strong> · <span>${phrases.t.stages[phrases.stageOf(rule)]}</span> ·
      <span>${text}</span>
    </p>
    ${action.kind === 'score' ? nothing : html`<p class="quiet">${groundsOf(phrases, reason)}</p>`}
    ${renderExample(phrases.t, status === 'illustrative')}`;
}

/** « Parce que TROD : positif et allergie : oui. » */
function groundsOf(phrases: Phrases, { grounds, isExact }: Reason): string {
  const { t } = phrases;
  if (grounds.length === 0) return t.holdsAlways;
  const words = grounds.map((ground) => phrases.ground(ground)).join('\xa0; ');
  return isExact ? t.because(words) : t.dependsOn(words);
}

function renderMissing(phrases: Phrases, missing: readonly string[]): TemplateResult {
  return html`<h4>${phrases.t.missingList}</h4>
    <ul role="list" class="missing">
      ${missing.map((linkId) => html`<li>${phrases.labelOf(linkId)}</li>`)}
    </ul>`;
}
