import type { FormAnswer, FormItem } from '@relais/sdk/questionnaire';
import { nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { html } from '../../ui/html.ts';
import { controlId } from '../view/ids.ts';
import { isLocked } from '../view/locked.ts';
import { nameOf } from '../view/naming.ts';
import type { Module, View } from '../view/types.ts';
import { styles } from './repeats.styles.ts';

function list(items: readonly FormItem[], draw: (item: FormItem) => unknown): unknown {
  return repeat(items, ({ id }) => id, draw);
}

/** The answers of a question that takes several, each in a field of its own. */
function answers(
  view: View,
  item: FormItem,
  control: (answer: FormAnswer, index: number) => TemplateResult,
): TemplateResult {
  return html`${repeat(
    item.answers,
    (answer) => answer,
    (answer, index) => oneOfMany(view, item, answer, index, control(answer, index)),
  )}
  ${item.readOnly || !hasRoom(item) ? nothing : html`<button type="button" class="link" part="action" @click=${() => addAnswer(view, item)}>${view.t.addAnswer}</button>`}`;
}

function hasRoom(item: FormItem): boolean {
  return item.answers.length < Number(item.limit('maxOccurs') ?? Infinity);
}

function oneOfMany(
  view: View,
  item: FormItem,
  answer: FormAnswer,
  index: number,
  control: TemplateResult,
): TemplateResult {
  const label = view.t.remove(nameOf(view, item, index));
  const remove = (): void => {
    view.form.removeAnswer(answer);
    view.commit(item);
    view.host.say(view.t.removed(item.text));
    void view.focus(item);
  };
  return html`<div class="one">
    ${control}
    ${
      item.answers.length > 1 && !item.readOnly
        ? html`<button type="button" class="remove" aria-label=${label} @click=${remove}>✕</button>`
        : nothing
    }
  </div>`;
}

function addAnswer(view: View, item: FormItem): void {
  const added = view.form.addAnswer(item);
  if (!added) return;
  view.host.say(view.t.added(item.text));
  void view.host.updateComplete.then(() => {
    view.host.renderRoot.querySelector<HTMLElement>(`#${controlId(item, item.answers.indexOf(added))}`)?.focus();
  });
}

export function removing(view: View, group: FormItem, isInTable = false): TemplateResult | typeof nothing {
  const { repetitions } = group;
  if (!group.definition.repeats || repetitions.length < 2 || isLocked(group)) return nothing;
  const remove = (): void => {
    const [before = repetitions[1]] = repetitions.slice(0, repetitions.indexOf(group)).slice(-1);
    view.form.removeRepetition(group);
    view.host.say(view.t.removed(group.text));
    if (before) void view.focus(before);
  };
  const name = view.t.nth(nameOf(view, group), repetitions.indexOf(group) + 1, repetitions.length);
  const words = view.t.remove(name);
  if (isInTable) return html`<button type="button" class="remove" aria-label=${words} @click=${remove}>✕</button>`;
  return html`<button type="button" class="link" part="action" @click=${remove}>${words}</button>`;
}

/** The button behind the last repetition. */
export function adding(view: View, group: FormItem): TemplateResult | typeof nothing {
  const { repetitions, definition } = group;
  if (!definition.repeats || isLocked(group) || group !== repetitions.at(-1)) return nothing;
  const max = Number(group.limit('maxOccurs') ?? Infinity);
  if (repetitions.length >= max) return nothing;
  const add = (): void => {
    const added = view.form.addRepetition(group);
    if (!added) return;
    view.host.say(view.t.added(group.text));
    void view.focus(added);
  };
  return html`<button type="button" class="add" part="action" @click=${add}>${view.t.add(group.text)}</button>`;
}

export const module: Module = { repeats: { list, answers, adding, removing }, styles };
