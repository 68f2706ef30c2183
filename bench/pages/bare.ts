import type { Contestant } from './contestant.ts';

/** The floor: the questions as labelled controls of plain HTML, without conditions, calculations or anything that follows an answer. */
interface Item {
  readonly linkId: string;
  readonly type: string;
  readonly text?: string;
  readonly enableWhen?: unknown;
  readonly answerOption?: readonly { readonly valueCoding?: { readonly display?: string } }[];
  readonly item?: readonly Item[];
}

const place = document.getElementById('place')!;

export const contestant: Contestant = {
  give: (form) => place.append(...(form as Item).item!.flatMap(draw)),
  firstControl: () => place.querySelector<HTMLElement>('input, select, textarea'),
  countQuestions: () => place.querySelectorAll('.field').length,
  isShown: (linkId) => document.getElementById(linkId) !== null,
  choose: () => undefined,
  read: () => '',
};

function draw(item: Item): HTMLElement[] {
  if (item.enableWhen) return [];
  const inner = (item.item ?? []).flatMap(draw);
  if (item.type === 'display') return [made('p', item.text)];
  if (item.type === 'group') return [made('fieldset', undefined, made('legend', item.text), ...inner)];
  const field = made('div', undefined, ...answers(item), ...inner);
  field.className = 'field';
  field.id = item.linkId;
  return [field];
}

function answers({ linkId, type, text, answerOption }: Item): HTMLElement[] {
  const options =
    type === 'boolean' ? ['Oui', 'Non'] : answerOption?.map(({ valueCoding }) => valueCoding?.display ?? '');
  if (options) {
    const choices = options.map((option) => labelled(control('input', { type: 'radio', name: linkId }), option));
    return [made('fieldset', undefined, made('legend', text), ...choices)];
  }
  const id = `${linkId}-control`;
  const label = made('label', text) as HTMLLabelElement;
  label.htmlFor = id;
  return [label, type === 'text' ? control('textarea', { id }) : control('input', { id, type: 'text' })];
}

function labelled(input: HTMLElement, words: string): HTMLElement {
  return made('label', undefined, input, made('span', words));
}

function control(name: 'input' | 'textarea', attributes: Readonly<Record<string, string>>): HTMLElement {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  return element;
}

function made(name: string, text: string | undefined, ...children: HTMLElement[]): HTMLElement {
  const element = document.createElement(name);
  if (text !== undefined) element.append(text);
  element.append(...children);
  return element;
}
