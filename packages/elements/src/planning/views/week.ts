import type { CopiedWeek } from '@relais/sdk/planning';
import type { Territory } from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import { boxesField, selectField } from '../../ui/fields/chosen.ts';
import { form, submitButton } from '../../ui/fields/form.ts';
import { button, heading } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import type { Desk, WeekState } from '../shared/desk.ts';
import { sayDate, sayPractice, sayTime } from '../shared/say.ts';
import { replace } from './plan.ts';
import { preview, problemsOf } from './preview.ts';

/** One week for others: what they would gain, and what stays as it is, before it is kept. */
export function drawWeek(desk: Desk, state: WeekState): TemplateResult {
  const { t, flow, plan, sayer } = desk;
  const { from, to, faults } = state;
  const copied = copyOf(desk, state);
  const outlook = plan.lookAt(copied.territory);
  const weeks = outlook.weeks.map(({ monday }) => ({ value: monday, text: t.weekOf(sayDate(sayer, monday)) }));
  const set = (changes: Partial<WeekState>) => flow.update({ ...state, ...changes, faults: [] });
  const fields = html`<p>${t.copyWeekText}</p>
    ${selectField(t, {
      ...{ id: 'copy-from', label: t.copyFrom, options: weeks, chosen: from },
      choose: (monday) => set({ from: monday, to: to.filter((one) => one !== monday) }),
    })}
    ${boxesField(t, {
      ...{ id: 'copy-to', label: t.copyTo, chosen: to, fault: faults[0]?.text },
      options: weeks.filter(({ value }) => value !== from),
      tick: (monday, isTicked) => set({ to: isTicked ? [...to, monday] : to.filter((one) => one !== monday) }),
    })}
    <div role="status">${to.length > 0 ? sayCopy(desk, copied) : nothing}</div>
    ${problemsOf(desk, outlook)}
    <div class="actions">${submitButton(t.copy)} ${button(t.cancel, () => flow.back(), 'link')}</div>`;
  return html`${heading(t.copyWeek)}
    <div class="beside">${form(t, faults, fields, () => keep(desk, state))} ${preview(desk, outlook)}</div>`;
}

function sayCopy({ t, sayer }: Desk, { added, left }: CopiedWeek): TemplateResult {
  return html`<p>${added.length > 0 ? t.toCopy(added.length) : left.length > 0 ? nothing : t.nothingToCopy}</p>
    ${
      left.length === 0
        ? nothing
        : html`<p><strong>${t.notCopied(left.length)}</strong></p>
            <ul>
              ${left.map(({ practiceId, date, from, to, cause }) => {
                const hours = t.range(sayTime(sayer, from), sayTime(sayer, to));
                return html`<li>
                  ${t.notCopiedLine([sayDate(sayer, date), hours, sayPractice(sayer, practiceId)].join(', '), cause)}
                </li>`;
              })}
            </ul>`
    }`;
}

function keep(desk: Desk, state: WeekState): void {
  const { t, flow } = desk;
  const { territory, added } = copyOf(desk, state);
  if (state.to.length === 0) {
    flow.update({ ...state, faults: [{ id: 'copy-to', text: t.noWeek }] });
    return flow.focus('summary');
  }
  if (added.length > 0) replace(desk, territory, t.weekCopied(added.length));
  flow.back();
}

interface Copy extends CopiedWeek {
  /** The draft with it. */
  readonly territory: Territory;
}

const copies = new WeakMap<readonly string[], { readonly of: Territory; readonly from: string; readonly made: Copy }>();

/** Worked out anew when the draft or what is chosen changes. */
function copyOf({ plan }: Desk, { from, to }: WeekState): Copy {
  const { territory: draft, base, engine } = plan;
  const known = copies.get(to);
  if (known?.of === draft && known.from === from) return known.made;
  const compiled = engine.compileTerritory(plan.compose());
  const copied = engine.copyWeek(compiled, { from, to, today: base.today });
  const territory =
    copied.added.length > 0 ? { ...draft, exceptions: [...(draft.exceptions ?? []), ...copied.added] } : draft;
  const made = { ...copied, territory };
  copies.set(to, { of: draft, from, made });
  return made;
}
