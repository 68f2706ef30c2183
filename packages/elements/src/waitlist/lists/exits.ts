import type { WaitingEntries } from '@relais/sdk';
import type { TemplateResult } from 'lit';
import { emptyState } from '../../ui/flow/empty-state.ts';
import { button } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import { table } from '../../ui/table/table.ts';
import { labelOf, type ListsDesk } from './desk.ts';
import { moreOf, nameOf, personCell, refusalOf, type People } from './people.ts';

/** Who has left a list, the last first: since when they had been on it, when they left and with which outcome. */
export function renderExits(desk: ListsDesk, people: People, close: () => unknown): TemplateResult {
  const { t, list } = desk;
  const { shown, decide } = people;
  return html`<h3 id="exits" tabindex="-1">${t.exitsTitle}</h3>
    ${refusalOf(people)}
    ${
      shown.count === 0
        ? emptyState(t.nobodyLeft, t.nobodyLeftText)
        : html`${table(t, {
            id: 'left',
            caption: t.exitsOrder,
            rows: shown.entries,
            keyOf: ({ id }) => id,
            columns: [
              { id: 'person', title: t.colPerson, cell: (entry) => personCell(desk, entry) },
              { id: 'since', title: t.colSince, cell: ({ addedAt }) => day(desk, addedAt) },
              { id: 'left', title: t.colLeft, cell: ({ leftAt }) => day(desk, leftAt) },
              {
                id: 'outcome',
                title: t.colOutcome,
                cell: ({ outcome = '' }) => html`<span>${labelOf(desk, list.outcomes, outcome)}</span>`,
              },
            ],
            actions: (entry) => button(t.putBack, () => decide(entry, { kind: 'return' }), '', nameOf(desk, entry)),
          })}
          ${moreOf(desk, people)}`
    }
    ${button(t.backToList, close, 'link')}`;
}

function day(desk: ListsDesk, instant: WaitingEntries['entries'][number]['leftAt']): TemplateResult {
  return html`<span translate="no">${instant === undefined ? '' : desk.dayOf(instant)}</span>`;
}
