import type { ReasonQuestion } from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import { badge } from '../ui/badge.ts';
import { selectField } from '../ui/fields/chosen.ts';
import { numberField, textField } from '../ui/fields/typed.ts';
import { html } from '../ui/html.ts';
import type { View } from './view.ts';

/** What is asked besides for the reason: nothing at all where it has no questions. */
export function questionList(view: View): TemplateResult | typeof nothing {
  const { desk, t } = view;
  const { questions, cautions } = desk;
  if (questions.length === 0)
    return desk.work.isAnswerGone ? html`<p class="notice" part="notice">${t.answerGone}</p>` : nothing;
  return html`<div id="answers" role="group" aria-label=${t.questions} class="stack">
    ${questions.some(({ illustrative }) => illustrative) ? html`<p>${badge(t.illustrative, 'waiting')}</p>` : nothing}
    ${desk.work.isAnswerGone ? html`<p class="notice" part="notice">${t.answerGone}</p>` : nothing}
    ${questions.map((question) => questionField(view, question))}
    <div role="status" class="stack">
      ${cautions.map((caution) => html`<p class="notice" part="notice">${caution}</p>`)}
    </div>
  </div>`;
}

function questionField(view: View, { id, kind, text, help, options = [], unit }: ReasonQuestion): TemplateResult {
  const { desk, t } = view;
  const language = desk.language === 'en' ? 'en' : 'fr';
  const value = desk.draft.fields.answers.find(({ question }) => question === id)?.value ?? '';
  const label = unit ? `${text[language]} (${unit[language]})` : text[language];
  const fault = desk.isUnread(id) ? t.faults.answers : undefined;
  const field = { id: `answer-${id}`, label, need: 'optional' as const, help: help?.[language], fault };
  const write = (written: string) => view.answer(id, written);
  switch (kind) {
    case 'text':
      return textField(t, { ...field, value, longest: 200, type: write });
    case 'number':
      return numberField(t, { ...field, value, longest: 15, type: write });
    case 'yesNo':
    case 'choice': {
      const offered =
        kind === 'yesNo'
          ? Object.entries(t.yesNo).map(([code, words]) => ({ value: code, text: words }))
          : options.map(({ code, label: words }) => ({ value: code, text: words[language] }));
      return selectField(t, { ...field, none: t.unanswered, options: offered, chosen: value, choose: write });
    }
  }
}
