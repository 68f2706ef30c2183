import { nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { selectField } from '../fields/chosen.ts';
import { html } from '../html.ts';
import type { FieldWords, TableWords } from '../words/fr.ts';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly cell: (row: Row) => unknown;
  /** Orders two rows by this column, upwards; without it, rows cannot be sorted by it. */
  readonly compare?: ((one: Row, other: Row) => number) | undefined;
  /** Figures stand under each other. */
  readonly isNumber?: boolean | undefined;
}

/** By which column, and which way. */
export interface Sorting {
  readonly by: string;
  readonly isDown: boolean;
}

export interface Table<Row> {
  /** Unique in the element. */
  readonly id: string;
  /** What the rows are. */
  readonly caption: string;
  /** The first one names the row. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly sorting?: Sorting | undefined;
  readonly sort?: ((sorting: Sorting) => unknown) | undefined;
  /** What can be done with a row: shown at its end. */
  readonly actions?: ((row: Row) => unknown) | undefined;
}

const SIGNS: Readonly<Record<'none' | 'ascending' | 'descending', string>> = {
  none: '↕',
  ascending: '↑',
  descending: '↓',
};

/** The rows in the order of `sorting`; rows that are equal there stay as they came. */
export function sorted<Row>({
  columns,
  rows,
  sorting,
}: Pick<Table<Row>, 'columns' | 'rows' | 'sorting'>): readonly Row[] {
  const compare = columns.find(({ id }) => id === sorting?.by)?.compare;
  if (!compare) return rows;
  return [...rows].sort((one, other) => (sorting?.isDown ? compare(other, one) : compare(one, other)));
}

/**
 * Rows with columns one may sort by. Where it has less than 40 em it becomes cards, one a row, each value under the name of its column: the
 * roles are said again, since a table drawn otherwise is none to a screen reader.
 */
export function table<Row>(t: TableWords & FieldWords, shown: Table<Row>): TemplateResult {
  const { id, caption, columns, keyOf, actions } = shown;
  return html`<div class="table-box">
    ${sortField(t, shown)}
    <table id=${id} role="table" class="rows" part="table" aria-labelledby="${id}-caption">
      <caption id="${id}-caption">
        ${caption}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          ${columns.map((column) => columnHeader(shown, column))}
          ${actions ? html`<th role="columnheader" scope="col"><span class="hidden">${t.actions}</span></th>` : nothing}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${repeat(sorted(shown), keyOf, (row) => tableRow(shown, row))}
      </tbody>
    </table>
  </div>`;
}

function columnHeader<Row>(
  { sorting, sort }: Table<Row>,
  { id, title, compare, isNumber }: Column<Row>,
): TemplateResult {
  const isBy = sorting?.by === id;
  const order = !isBy ? 'none' : sorting.isDown ? 'descending' : 'ascending';
  const look = isNumber ? 'number' : nothing;
  if (!compare || !sort) return html`<th role="columnheader" scope="col" class=${look}>${title}</th>`;
  return html`<th role="columnheader" scope="col" class=${look} aria-sort=${order}>
    <button type="button" class="sort" @click=${() => sort({ by: id, isDown: isBy && !sorting.isDown })}>
      <span>${title}</span> <span class="sign" aria-hidden="true" translate="no">${SIGNS[order]}</span>
    </button>
  </th>`;
}

function tableRow<Row>({ columns, actions }: Table<Row>, row: Row): TemplateResult {
  return html`<tr role="row">
    ${columns.map(({ title, cell, isNumber }, place) =>
      place === 0
        ? html`<th role="rowheader" scope="row">${cell(row)}</th>`
        : html`<td role="cell" class=${isNumber ? 'number' : nothing}>
            <span class="column-name" aria-hidden="true">${title}</span> <span class="value">${cell(row)}</span>
          </td>`,
    )}
    ${actions ? html`<td role="cell" class="row-actions">${actions(row)}</td>` : nothing}
  </tr>`;
}

/** Cards have no headers to press. */
function sortField<Row>(
  t: TableWords & FieldWords,
  { id, columns, sorting, sort }: Table<Row>,
): TemplateResult | typeof nothing {
  const sortable = columns.filter(({ compare }) => compare);
  if (!sort || sortable.length === 0) return nothing;
  const options = sortable.flatMap((column) => [
    { value: `${column.id} up`, text: t.sortedUp(column.title) },
    { value: `${column.id} down`, text: t.sortedDown(column.title) },
  ]);
  return html`<div class="sorting">
    ${selectField(t, {
      id: `${id}-sort`,
      label: t.sortBy,
      none: sorting ? undefined : t.unsorted,
      options,
      chosen: sorting && `${sorting.by} ${sorting.isDown ? 'down' : 'up'}`,
      choose: (value) => {
        const [by = '', way] = value.split(' ');
        if (by) sort({ by, isDown: way === 'down' });
      },
    })}
  </div>`;
}
