import { cleanDate, readDate, writeDate } from '../../ui/fields/reading.ts';
import { dateField } from '../../ui/fields/typed.ts';
import type { FieldFault } from '../../ui/fields/form.ts';
import { html } from '../../ui/html.ts';
import type { Desk } from '../shared/desk.ts';
import { openForm } from '../../ui/dialog/form-dialog.ts';
import { nameOf, type Part } from '../shared/people.ts';

/** Takes down when the two papers of an adhesion were signed. */
export function openPapers(desk: Desk, { person, membership }: Part): void {
  const { t } = desk;
  const { function: of, protocol } = membership;
  const draft = { commitmentOn: shown(membership.commitmentOn), swornOn: shown(membership.swornOn) };
  const part = { professional: person.professional, protocol };
  openForm(
    desk,
    {
      title: t.papersTitle(nameOf(person)),
      submit: t.save,
      part,
      fields: (faultOf) =>
        html`<p>${t.papersText}</p>
          <div class="pair">
            ${(['commitmentOn', 'swornOn'] as const).map((id) =>
              dateField(t, {
                id,
                label: t[id],
                help: t.today,
                need: 'optional',
                value: draft[id],
                type: (value) => (draft[id] = value),
                clean: cleanDate,
                fault: faultOf(id),
              }),
            )}
          </div>`,
      check: () =>
        (['commitmentOn', 'swornOn'] as const).flatMap((id): FieldFault[] => {
          if (draft[id].trim() === '') return [];
          const day = readDate(draft[id]);
          if (day === undefined) return [{ id, text: t.wrongDate }];
          return day > (desk.team?.on ?? day) ? [{ id, text: t.futureDate }] : [];
        }),
      send: () =>
        desk.calls.recordAdhesion(part, {
          function: of,
          ...day('commitmentOn', draft.commitmentOn),
          ...day('swornOn', draft.swornOn),
        }),
      done: () => t.papersSaved(nameOf(person)),
    },
    'opened',
  );
}

function shown(day: string | undefined): string {
  return day === undefined ? '' : writeDate(day);
}

function day<Name extends string>(name: Name, typed: string): { readonly [key in Name]?: string } {
  const read = readDate(typed);
  return (read === undefined ? {} : { [name]: read }) as { readonly [key in Name]?: string };
}
