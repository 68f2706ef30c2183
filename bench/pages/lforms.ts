import type { Contestant } from './contestant.ts';

declare const LForms: {
  Util: {
    convertFHIRQuestionnaireToLForms(form: unknown, version: string): unknown;
    addFormToPage(form: unknown, container: string): Promise<unknown>;
  };
};

const place = document.getElementById('place')!;

export const contestant: Contestant = {
  give: (form) => LForms.Util.addFormToPage(LForms.Util.convertFHIRQuestionnaireToLForms(form, 'R4'), 'place'),
  firstControl: () => place.querySelector<HTMLElement>('input, select, textarea'),
  countQuestions: () => place.querySelectorAll('lhc-item-question').length,
  isShown: (linkId) => boxOf(linkId) !== null,
  choose: (linkId, option) => boxOf(linkId)?.querySelectorAll<HTMLElement>('[type=radio]')[option]?.click(),
  read: (linkId) => boxOf(linkId)?.querySelector('input')?.value ?? '',
};

/** Questions stand in a section: the first of its name, in the first. */
function boxOf(linkId: string): HTMLElement | null {
  return document.getElementById(`item-${linkId}/1/1`);
}
