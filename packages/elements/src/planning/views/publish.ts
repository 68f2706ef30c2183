import type { UnseatedBookingView } from '@relais/sdk';
import type { PlanningProposal } from '@relais/sdk/planning';
import { nothing, type TemplateResult } from 'lit';
import { choiceField } from '../../ui/fields/chosen.ts';
import { form, submitButton } from '../../ui/fields/form.ts';
import { textField } from '../../ui/fields/typed.ts';
import { button, heading } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import type { Desk, PublishState } from '../shared/desk.ts';
import { sayChange, sayPractice } from '../shared/say.ts';

/** Looks at what a publication would do before anything is asked of anybody. */
export function startPublishing(desk: Desk, { undoes }: { readonly undoes?: number }): void {
  const { flow, api } = desk;
  void flow.run(async () => {
    try {
      const check = await api.check(proposalOf(desk, { undoes, reason: '—' }));
      flow.go({ name: 'publish', check, undoes, reason: '', choices: {}, faults: [] });
    } catch (error) {
      await catchUp(desk, error);
    }
  });
}

export function drawPublish(desk: Desk, state: PublishState): TemplateResult {
  const { t, flow, plan, sayer } = desk;
  const { undoes, check, reason, faults } = state;
  const isUndo = undoes !== undefined;
  const content = html`${
      isUndo
        ? nothing
        : html`<div>
            <h3>${t.changed}</h3>
            <ul>
              ${plan.changes.map((one) => html`<li>${sayChange(sayer, one)}</li>`)}
            </ul>
          </div>`
    }
    ${textField(t, {
      ...{ id: 'reason', label: t.reason, help: t.reasonHelp, value: reason, longest: 500 },
      fault: faults.find(({ id }) => id === 'reason')?.text,
      type: (text) => flow.update({ ...state, reason: text }),
    })}
    ${unseatedOf(desk, state)}
    <div class="actions">
      ${submitButton(isUndo ? t.undoNow : t.publishNow)} ${button(t.cancel, () => flow.back(), 'link')}
    </div>`;
  return html`${heading(isUndo ? t.undoTitle(undoes) : t.publishTitle)}
  ${form(t, faults, content, () => publish(desk, state))}
  ${check.count > check.unseated.length ? html`<p>${t.more(check.count - check.unseated.length)}</p>` : nothing}`;
}

function unseatedOf(desk: Desk, { check }: PublishState): TemplateResult {
  const { t } = desk;
  if (check.count === 0) return html`<p class="quiet">${t.nobodyUnseated}</p>`;
  return html`<section class="stack" aria-labelledby="unseated">
    <h3 id="unseated">${t.unseated(check.count)}</h3>
    <p>${t.unseatedText}</p>
    ${check.unseated.map((one) => choiceOf(desk, one))}
  </section>`;
}

function choiceOf(
  desk: Desk,
  { booking, reference, cause, seat, suggestion, hasMail }: UnseatedBookingView,
): TemplateResult {
  const { t, format, sayer, flow } = desk;
  const { state } = flow;
  if (state.name !== 'publish') return html``;
  const at = (one: typeof seat) => `${format.atWall(one.startLocal)}, ${sayPractice(sayer, one.practiceId)}`;
  const move = suggestion ? [{ value: 'move', text: t.move(at(suggestion)), help: t.moveHelp(hasMail) }] : [];
  return choiceField(t, {
    ...{ id: `choice-${booking}`, label: `${reference}, ${at(seat)}`, help: t.causes[cause] },
    options: [...move, { value: 'keep', text: t.keep }, { value: 'call', text: t.call }],
    chosen: state.choices[booking] ?? 'call',
    choose: (value) =>
      flow.update({ ...state, choices: { ...state.choices, [booking]: value as 'move' | 'keep' | 'call' } }),
  });
}

function publish(desk: Desk, state: PublishState): void {
  const { t, flow, api } = desk;
  if (state.reason.trim() === '') {
    flow.update({ ...state, faults: [{ id: 'reason', text: t.reasonMissing }] });
    return flow.focus('summary');
  }
  void flow.run(async () => {
    try {
      const choices = state.check.unseated.map(({ booking, suggestion }) => {
        const choice = state.choices[booking] ?? 'call';
        const seat = suggestion && { practiceId: suggestion.practiceId, start: suggestion.start };
        return { booking, choice, ...(choice === 'move' && seat && { seat }) };
      });
      const { version } = await api.publish({ ...proposalOf(desk, state), choices });
      // What was changed and not published stays, where it was another version that was taken back.
      await (state.undoes === undefined ? desk.read() : desk.catchUp());
      flow.replace({ name: 'ready' });
      desk.published(version);
    } catch (error) {
      await catchUp(desk, error);
    }
  });
}

function proposalOf(
  { plan }: Desk,
  { undoes, reason }: { readonly undoes: number | undefined; readonly reason: string },
): PlanningProposal {
  const what = undoes === undefined ? { territory: plan.territory, from: plan.from } : { undoes };
  return { base: plan.base.version, reason: reason.trim(), ...what };
}

/** Somebody has published meanwhile: what they have changed is told, and nothing of what was changed here is lost. */
async function catchUp(desk: Desk, error: unknown): Promise<void> {
  if ((error as { readonly code?: string }).code !== 'planning-changed') throw error;
  await desk.catchUp();
  desk.flow.replace({ name: 'ready' }, 'overtaken');
}
