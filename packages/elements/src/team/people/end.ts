import { cleanDate, readDate, writeDate } from '../../ui/fields/reading.ts';
import { dateField } from '../../ui/fields/typed.ts';
import { html } from '../../ui/html.ts';
import type { Desk } from '../shared/desk.ts';
import { openForm } from '../../ui/dialog/form-dialog.ts';
import { nameOf, type Part } from '../shared/people.ts';

/** Somebody leaves a protocol with a day. */
export function openEnd(desk: Desk, { person, membership }: Part): void {
  const { t, team } = desk;
  const { function: of, protocol, from } = membership;
  const name = nameOf(person);
  const today = team?.on ?? from;
  const draft = { on: writeDate(today < from ? from : today) };
  const part = { professional: person.professional, protocol };
  const tooEarly = { id: 'on', text: t.tooEarly(writeDate(from)) };
  openForm(
    desk,
    {
      title: t.endTitle(name),
      submit: t.endNow,
      part,
      fields: (faultOf) =>
        html`<p>${t.endText}</p>
          ${dateField(t, {
            id: 'on',
            label: t.endOn,
            help: t.today,
            need: 'required',
            value: draft.on,
            type: (value) => (draft.on = value),
            clean: cleanDate,
            fault: faultOf('on'),
          })}`,
      check: () => {
        const on = readDate(draft.on);
        if (on === undefined) return [{ id: 'on', text: t.wrongDate }];
        return on < from ? [tooEarly] : [];
      },
      send: () => desk.calls.end(part, { function: of, on: readDate(draft.on) ?? today }),
      fieldOf: (path) => (path === 'on' ? tooEarly : undefined),
      done: () => t.ended(name, draft.on),
    },
    'heading',
  );
}
