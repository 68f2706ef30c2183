import type { TemplateResult } from 'lit';
import { html } from '../html.ts';

export interface DataTable {
  readonly caption: string;
  /** The first one names the rows. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What stands behind a picture, as it is. Four columns at the most, so that it stays a table on a telephone. */
export function dataTable({ caption, columns, rows }: DataTable): TemplateResult {
  return html`<table class="data" part="table">
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        ${columns.map((title) => html`<th scope="col">${title}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ([name = '', ...values]) =>
          html`<tr>
            <th scope="row">${name}</th>
            ${values.map((value) => html`<td>${value}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
