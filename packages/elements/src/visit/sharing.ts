import type { Visit } from '@relais/sdk/visit';
import { openForm } from '../ui/dialog/form-dialog.ts';
import { areaField } from '../ui/fields/typed.ts';
import { html } from '../ui/html.ts';
import { fullName } from '../ui/person/person.ts';
import type { Desk } from './desk.ts';

/** What the patient says of treatments and history. The front desk may take it down; whoever treats reads it. */
export function openSharing(desk: Desk, visit: Visit): void {
  const { t, list } = desk;
  const { treatments, history } = visit.brought ?? {};
  const draft = { treatments: treatments ?? '', history: history ?? '' };
  // The front desk does not read what stands there: what it leaves empty stays as it is.
  const told = (text: string, before: string | undefined) =>
    list?.you.isClinician ? text !== (before ?? '') : text !== '';
  openForm(desk, {
    title: fullName(visit),
    submit: t.saySo,
    fields: () =>
      html`${areaField(t, {
        id: 'treatments',
        label: t.treatments,
        help: t.sharedHelp,
        value: draft.treatments,
        type: (text) => (draft.treatments = text),
        longest: 1000,
      })}
      ${areaField(t, {
        id: 'history',
        label: t.history,
        value: draft.history,
        type: (text) => (draft.history = text),
        longest: 1000,
      })}`,
    check: () => [],
    send: () =>
      desk.send(visit, {
        kind: 'share',
        ...(told(draft.treatments, treatments) && { treatments: draft.treatments }),
        ...(told(draft.history, history) && { history: draft.history }),
      }),
    done: () => t.told.share(fullName(visit)),
  });
}
