import type { Questionnaire, QuestionnaireItem } from '@relais/model/fhir';

const INPUT_TYPES: Partial<Record<string, string>> = { integer: 'number', date: 'date' };

/** A form of test/support/large-form.ts as SurveyJS knows forms: the same questions, options, conditions and scores. */
export function toSurvey({ title, item = [] }: Questionnaire): unknown {
  const elements = item.map((section) => ({
    type: 'panel',
    name: section.linkId,
    title: section.text,
    elements: (section.item ?? []).map((question) => toQuestion(question, section)),
  }));
  return { title, showQuestionNumbers: 'off', elements };
}

function toQuestion(item: QuestionnaireItem, section: QuestionnaireItem): object {
  const common = { name: item.linkId, title: item.text, ...(item.enableWhen && { visibleIf: conditionOf(item) }) };
  if (item.readOnly) return { ...common, type: 'expression', expression: sumOf(section) };
  if (item.type === 'boolean') return { ...common, type: 'radiogroup', choices: choicesOf(['Oui', 'Non']) };
  if (item.type === 'choice') return { ...common, type: 'radiogroup', choices: choicesOf(labelsOf(item)) };
  return { ...common, type: 'text', ...(INPUT_TYPES[item.type] && { inputType: INPUT_TYPES[item.type] }) };
}

function conditionOf({ enableWhen = [] }: QuestionnaireItem): string {
  return enableWhen.map(({ question }) => `{${question}} notempty`).join(' or ');
}

/** The values are the weights. */
function choicesOf(labels: readonly string[]): object[] {
  return labels.map((text, value) => ({ value, text }));
}

function labelsOf({ answerOption = [] }: QuestionnaireItem): string[] {
  return answerOption.map((option) => (option['valueCoding'] as { display?: string } | undefined)?.display ?? '');
}

function sumOf({ item = [] }: QuestionnaireItem): string {
  const choices = item.filter(({ type }) => type === 'choice');
  return `sum(${choices.map(({ linkId }) => `{${linkId}}`).join(', ')})`;
}
