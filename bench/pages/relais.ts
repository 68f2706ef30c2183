import type { Contestant } from './contestant.ts';

const element = document.querySelector('relais-questionnaire') as HTMLElement & { questionnaire: unknown };
const boxes = new Map<string, HTMLElement>();

export const contestant: Contestant = {
  give: (form) => (element.questionnaire = form),
  firstControl: () => element.shadowRoot?.querySelector<HTMLElement>('.field :is(input, select, textarea)'),
  countQuestions: () => element.shadowRoot?.querySelectorAll('.field').length ?? 0,
  isShown: (linkId) => boxOf(linkId) !== null,
  choose: (linkId, option) => boxOf(linkId)?.querySelectorAll<HTMLElement>('[type=radio]')[option]?.click(),
  read: (linkId) => boxOf(linkId)?.querySelector('input')?.value ?? '',
};

/** Looks inside the section only: it stays where it is. */
function boxOf(linkId: string): HTMLElement | null {
  const section = /^s\d+/.exec(linkId)?.[0] ?? '';
  const holder = boxes.get(section) ?? element.shadowRoot?.querySelector<HTMLElement>(`[data-link-id=${section}]`);
  if (!holder) return null;
  boxes.set(section, holder);
  return holder.querySelector(`[data-link-id=${linkId}]`);
}
