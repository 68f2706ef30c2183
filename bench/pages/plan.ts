import type { Questionnaire, QuestionnaireItem } from '@relais/model/fhir';
import type { Edit } from './contestant.ts';

const RADIO = {
  url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl',
  valueCodeableConcept: {
    coding: [{ system: 'http://hl7.org/fhir/questionnaire-item-control', code: 'radio-button' }],
  },
};

/** The form with its choices asked for as radio buttons, which all draw alike; without that, each has a way of its own. */
export function withRadios(form: Questionnaire): Questionnaire {
  const item = form.item?.map((section) => ({ ...section, item: section.item?.map(asRadios) ?? [] })) ?? [];
  return { ...form, item };
}

function asRadios(item: QuestionnaireItem): QuestionnaireItem {
  return item.type === 'choice' ? { ...item, extension: [RADIO] } : item;
}

export function withoutScores(form: Questionnaire): Questionnaire {
  const item = form.item?.map((section) => ({ ...section, item: section.item?.filter((one) => !one.readOnly) ?? [] }));
  return { ...form, item: item ?? [] };
}

/** How many questions show before any is answered. */
export function countAtFirst(form: Questionnaire): number {
  return questionsOf(form).filter(({ enableWhen }) => !enableWhen).length;
}

/** Three presses in each section: its first question, which others wait for, then two that only change the score. */
export function editsOf(form: Questionnaire, count: number): Edit[] {
  const all = questionsOf(form);
  const edits = (form.item ?? []).flatMap(({ linkId, item = [] }) => {
    const waiting = all.filter(({ enableWhen }) => enableWhen?.[0]?.question === `${linkId}q0`);
    const score = item.some(({ readOnly }) => readOnly) ? `${linkId}score` : undefined;
    const edit = (question: string, option: number, appear: readonly string[], value: number): Edit => ({
      question,
      option,
      appear,
      score: score === undefined ? undefined : { question: score, value },
    });
    const appear = waiting.map((question) => question.linkId);
    return [edit(`${linkId}q0`, 1, appear, 1), edit(`${linkId}q4`, 2, [], 3), edit(`${linkId}q0`, 3, [], 5)];
  });
  return edits.slice(0, count);
}

function questionsOf({ item = [] }: Questionnaire): QuestionnaireItem[] {
  return item.flatMap((section) => section.item ?? []);
}
