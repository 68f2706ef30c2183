import type { HolidayCalendarId } from '@relais/sdk';
import type { OwnChange } from '@relais/sdk/planning';
import type { TemplateResult } from 'lit';
import { boxesField, selectField } from '../../ui/fields/chosen.ts';
import { form, submitButton } from '../../ui/fields/form.ts';
import { cleanDate } from '../../ui/fields/reading.ts';
import { dateField, textField, wholeNumberField } from '../../ui/fields/typed.ts';
import { button, heading } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import type { CentreState, Desk } from '../shared/desk.ts';
import { faultsOfCentre, putCentre, RULES, typeCentre, type TypedCentre } from '../shared/typed-centre.ts';
import { change } from './plan.ts';

const OWN_CHANGES: readonly OwnChange[] = ['close', 'open'];

export function openCentre({ flow, plan }: Desk): void {
  flow.go({ name: 'centre', typed: typeCentre(plan.territory, plan.base.today), faults: [] });
}

/** What holds for every practice: whose holidays and clocks, and how far ahead people book. */
export function drawCentre(desk: Desk, state: CentreState): TemplateResult {
  const { t, flow } = desk;
  const { typed, faults } = state;
  const set = (changes: Partial<TypedCentre>) => flow.update({ ...state, typed: { ...typed, ...changes } });
  const faultOf = (id: string) => faults.find((fault) => fault.id === id)?.text;
  const fields = html`${textField(t, {
      ...{
        id: 'name',
        label: t.name,
        value: typed.name,
        fault: faultOf('name'),
        type: (name: string) => set({ name }),
      },
    })}
    ${selectField(t, {
      ...{ id: 'calendar', label: t.calendar, help: t.calendarHelp, chosen: typed.calendar },
      options: Object.entries(t.calendars).map(([value, text]) => ({ value, text })),
      choose: (calendar) => set({ calendar: calendar as HolidayCalendarId }),
    })}
    ${RULES.map((rule) =>
      wholeNumberField(t, {
        ...{ id: rule, label: t.rules[rule], value: typed[rule], fault: faultOf(rule) },
        type: (text) => set({ [rule]: text.trim() }),
      }),
    )}
    ${dateField(t, {
      ...{ id: 'trial-first', label: t.trialFirst, help: t.trialHelp, value: typed.trialFirst },
      ...{ fault: faultOf('trial-first'), clean: cleanDate },
      type: (trialFirst) => set({ trialFirst }),
    })}
    ${dateField(t, {
      ...{ id: 'trial-last', label: t.trialLast, value: typed.trialLast },
      ...{ fault: faultOf('trial-last'), clean: cleanDate },
      type: (trialLast) => set({ trialLast }),
    })}
    ${boxesField(t, {
      ...{ id: 'volunteers-may', label: t.volunteersMay, help: t.volunteersMayHelp, chosen: typed.volunteersMay },
      options: OWN_CHANGES.map((value) => ({ value, text: t.ownChanges[value] })),
      tick: (value, isTicked) =>
        set({
          volunteersMay: OWN_CHANGES.filter((one) => (one === value ? isTicked : typed.volunteersMay.includes(one))),
        }),
    })}
    <div class="actions">${submitButton(t.save)} ${button(t.cancel, () => flow.back(), 'link')}</div>`;
  return html`${heading(t.centre)} ${form(t, faults, fields, () => keep(desk, state))}`;
}

function keep(desk: Desk, state: CentreState): void {
  const { t, flow, plan } = desk;
  const { territory: published, today } = plan.base;
  const mostTrialDays = plan.engine.territoryLimits.trialDays;
  const faults = faultsOfCentre(t, state.typed, { published, today, mostTrialDays });
  if (faults.length > 0) {
    flow.update({ ...state, faults });
    return flow.focus('summary');
  }
  change(desk, putCentre(plan.territory, state.typed, today, plan.engine));
  flow.back();
}
