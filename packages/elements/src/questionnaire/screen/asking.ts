// Nobody finishes an empty form by a slip.
import type { TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { flatten } from '../view/flatten.ts';
import { isShown } from '../view/items.ts';
import type { View } from '../view/types.ts';
import { unanswered } from '../view/unanswered.ts';

/** Views whose person is asked if she really means to finish. */
const asked = new WeakSet<View>();

/** Asks before a form is finished with nothing answered, or nothing of what it calls required; whoever was asked finishes. */
export function asks(view: View): boolean {
  if (asked.delete(view) || !unanswered(view.form.root)) return false;
  asked.add(view);
  view.host.requestUpdate();
  void view.host.updateComplete.then(() => view.host.renderRoot.querySelector<HTMLElement>('#asking')?.focus());
  return true;
}

/** The question is no longer asked: something has been answered. */
export function stopAsking(view: View): void {
  asked.delete(view);
}

export function asking(view: View): TemplateResult | undefined {
  if (!asked.has(view)) return undefined;
  const goBack = (): void => {
    stopAsking(view);
    const [first] = flatten(view.form.root).filter(
      (item) => item.definition.key && isShown(view, item) && !item.readOnly,
    );
    if (first) void view.focus(first);
  };
  return html`<div
    class="notice stack"
    part="notice"
    id="asking"
    role="group"
    tabindex="-1"
    aria-labelledby="asking-words"
  >
    <p id="asking-words">
      ${unanswered(view.form.root) === 'all' ? view.t.nothingAnswered : view.t.noneRequiredAnswered}
    </p>
    <div class="actions">
      <button type="button" part="action" @click=${goBack}>${view.t.answerFirst}</button>
      <button type="button" part="action" @click=${() => view.finish()}>${view.t.finishAnyway}</button>
    </div>
  </div>`;
}
