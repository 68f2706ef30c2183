import type { PlanningCall } from '@relais/sdk';
import type { TemplateResult } from 'lit';
import { formatPhone } from '../../ui/fields/reading.ts';
import { emptyState } from '../../ui/flow/empty-state.ts';
import { button } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import { table } from '../../ui/table/table.ts';
import type { Desk } from '../shared/desk.ts';
import { sayPractice } from '../shared/say.ts';

/** Whom somebody has to call, until somebody has. */
export function drawCalls(desk: Desk): TemplateResult {
  const { t, toCall, format, sayer, flow, api } = desk;
  if (toCall.length === 0) return emptyState(t.noCalls, t.noCallsText);
  const nameOf = ({ familyName, givenName }: PlanningCall) => `${familyName} ${givenName}`;
  const whyOf = ({ choice, cause, former }: PlanningCall) =>
    choice === 'move' && former ? t.movedFrom(format.atWall(former.startLocal)) : t.causes[cause];
  return table(t, {
    ...{ id: 'calls', caption: t.calls, rows: toCall, keyOf: ({ booking }: PlanningCall) => booking },
    columns: [
      { id: 'patient', title: t.patient, cell: nameOf },
      {
        id: 'phone',
        title: t.phone,
        cell: ({ phone }) => html`<a href="tel:${phone}">${formatPhone(phone)}</a>`,
      },
      {
        id: 'visit',
        title: t.visit,
        cell: ({ seat }) => `${format.atWall(seat.startLocal)}, ${sayPractice(sayer, seat.practiceId)}`,
      },
      { id: 'why', title: t.why, cell: whyOf },
    ],
    actions: (call) =>
      button(
        t.called,
        () =>
          void flow.run(async () => {
            await api.settle(call.booking);
            await desk.readRest();
            desk.say(t.callDone);
          }),
        '',
        nameOf(call),
      ),
  });
}
