import type { Contestant } from './contestant.ts';

interface SurveyModel {
  render(place: HTMLElement): void;
  getQuestionByName(name: string): { readonly id: string };
}

declare const Survey: { Model: new (form: unknown) => SurveyModel };

const place = document.getElementById('place')!;
let survey: SurveyModel;

export const contestant: Contestant = {
  give: (form) => {
    survey = new Survey.Model(form);
    survey.render(place);
  },
  firstControl: () => place.querySelector<HTMLElement>('input, select, textarea'),
  countQuestions: () => place.querySelectorAll('[data-name]').length,
  isShown: (linkId) => boxOf(linkId) !== null,
  choose: (linkId, option) => boxOf(linkId)?.querySelectorAll<HTMLElement>('[type=radio]')[option]?.click(),
  read: (linkId) => boxOf(linkId)?.querySelector('.sd-expression')?.textContent ?? '',
};

function boxOf(linkId: string): HTMLElement | null {
  return document.getElementById(survey.getQuestionByName(linkId).id);
}
