import { askAgain, canAskAgain } from '@relais/sdk/questionnaire/parts';
import type { FormItem } from '@relais/sdk/questionnaire';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { boxId } from '../view/ids.ts';
import { kindOf } from '../view/kinds.ts';
import { plainName } from '../view/naming.ts';
import type { Field, Module, View } from '../view/types.ts';
import { styles } from './choices.styles.ts';
import { otherBox } from './choices.ts';
import { freeAnswerOf, heldBox } from './held.ts';

/** Items whose lists are being asked for again, and whether the person has gone elsewhere meanwhile. */
const asking = new WeakMap<FormItem, { hasLeft: boolean }>();

/** Whether there is a way to ask again for what an item draws from, or that way is being gone. */
export function isMissing(item: FormItem): boolean {
  return asking.has(item) || canAskAgain(item);
}

/** What is said of a list that is on its way or could not be had, with the way to ask for it again. */
export function missing(view: View, item: FormItem): TemplateResult {
  const isLoading = asking.has(item) || item.optionsState === 'loading';
  return html`<p class=${isLoading ? 'quiet' : 'fault'}>
      ${isLoading ? view.t.optionsLoading : view.t.optionsUnavailable}
    </p>
    ${isMissing(item) ? retrying(view, item) : nothing}`;
}

/** Stays where it is while the list is asked for, and keeps the focus. */
function retrying(view: View, item: FormItem): TemplateResult {
  const leave = ({ relatedTarget }: FocusEvent): void => {
    const asked = asking.get(item);
    // Nothing takes the focus from a button that is taken away.
    if (asked && relatedTarget) asked.hasLeft = true;
  };
  return html`<button
    type="button"
    class="link"
    part="action"
    aria-disabled=${asking.has(item) ? 'true' : nothing}
    @click=${() => retry(view, item)}
    @blur=${leave}
  >
    ${view.t.retry}<span class="hidden"> – ${plainName(view, item)}</span>
  </button>`;
}

async function retry(view: View, item: FormItem): Promise<void> {
  if (asking.has(item)) return;
  const { host, t } = view;
  const boxOf = (): Element | null => host.renderRoot.querySelector(`#${boxId(item)}`);
  const box = boxOf();
  const asked = { hasLeft: false };
  asking.set(item, asked);
  host.say(t.optionsLoading);
  const hasCome = await askAgain(item);
  asking.delete(item);
  // Another form may stand in its place.
  if (boxOf() !== box) return;
  // What has come may be too long for the controls that are here.
  if (hasCome) for (const module of await host.loadField(kindOf(item))) view.adopt(module);
  host.say(hasCome ? t.searchCount(item.options.length || item.units.length) : t.optionsUnavailable);
  view.redraw(item);
  if (hasCome && !asked.hasLeft) await view.focus(item);
}

/** What is answered already is shown, and can be taken back, whether its list comes or not. */
function held(view: View, item: FormItem): TemplateResult[] {
  const isLoading = item.optionsState === 'loading';
  const free = isLoading ? undefined : freeAnswerOf(item);
  const answers = item.answers.filter((answer) => answer.isAnswered && answer !== free);
  return answers.map((answer) => heldBox(view, answer, isLoading ? undefined : view.t.unverified));
}

/** In place of a list of choices. */
const waiting: Field = {
  whole: true,
  render: (view, item) =>
    html`<div class="options">
      ${missing(view, item)} ${held(view, item)}
      ${item.type === 'open-choice' && item.optionsState !== 'loading' ? otherBox(view, item) : nothing}
    </div>`,
};

export const module: Module = { fields: { waiting }, styles };
