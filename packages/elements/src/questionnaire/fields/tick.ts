import { nothing } from 'lit';
import { html } from '../../ui/html.ts';
import { live } from '../../ui/live-directive.ts';
import { controlId } from '../view/ids.ts';
import { describedBy, isAsked, isInvalid } from '../view/naming.ts';
import type { Field } from '../view/types.ts';
import { answerAndCommit } from './basic.ts';

/** One box to tick: ticked is yes, anything else is no answer. */
export const tick: Field = {
  render: (view, item, answer, index) =>
    html`<input
      type="checkbox"
      class="tick"
      part="control"
      id=${controlId(item, index)}
      .checked=${live(answer.value === true)}
      aria-readonly=${item.readOnly ? 'true' : nothing}
      aria-required=${isAsked(item) ? 'true' : nothing}
      aria-invalid=${isInvalid(view, item, answer) ? 'true' : nothing}
      aria-describedby=${describedBy(view, item)}
      @click=${(event: Event) => item.readOnly && event.preventDefault()}
      @change=${(event: Event) => answerAndCommit(view, item, (event.target as HTMLInputElement).checked || undefined)}
    />`,
};
