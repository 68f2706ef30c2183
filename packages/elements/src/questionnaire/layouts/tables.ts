import type { FormItem, ItemDefinition, Option } from '@relais/sdk/questionnaire';
import { nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { html } from '../../ui/html.ts';
import { isChosen, labelOf, optionBox } from '../fields/options.ts';
import { boxId, controlId, faultId } from '../view/ids.ts';
import { kindOf } from '../view/kinds.ts';
import { plainName } from '../view/naming.ts';
import type { Module, View } from '../view/types.ts';
import { footers, groupHelps, groupName } from '../view/group.ts';
import { isShown, renderItem, renderItems } from '../view/items.ts';
import { isAside, lookOf } from '../view/look.ts';
import {
  answerParts,
  faults,
  isLeaving,
  nameAndMark,
  nestedItems,
  partsBefore,
  partsBehind,
  prefixOf,
  questionBox,
  textOf,
} from '../view/question.ts';
import { styles, widthClass } from './tables.styles.ts';

/** Least widths of columns, in `em` of the text: of one to answer in, of one with a box, of the names of rows. */
const FIELD = 9;
const BOX = 5;
const NAME = 11;

// ——— The frame ———

interface Table {
  /** Names of the columns, one for each. */
  readonly columns: readonly unknown[];
  readonly rows: unknown;
  /** In `em`: below it rows become cards. */
  readonly width: number;
  readonly kind: string;
  /** A last column that has no name. */
  readonly isEndless?: boolean;
}

/**
 * Roles are written out: laid out as cards, the elements lose those of a table in some browsers. The caption is the name of the
 * group with what is said about it; a group that folds says these outside.
 */
function tableBox(view: View, group: FormItem, table: Table): TemplateResult {
  const name = groupName(view, group, false);
  const about = html`${groupHelps(view, group)} ${faults(view, group)}`;
  const { collapsible } = lookOf(group);
  if (!collapsible) {
    const caption = html`<caption part="legend">
      ${name}${about}
    </caption>`;
    const isNamed = name !== nothing;
    return html`<div class="tabled" part="group" data-link-id=${group.linkId}>
      ${isNamed ? nothing : about} ${tableOf(view, group, table, isNamed ? caption : nothing)} ${footers(view, group)}
    </div>`;
  }
  return html`<details
    class="group"
    part="group"
    data-link-id=${group.linkId}
    ?open=${collapsible !== 'default-closed'}
  >
    <summary part="legend">${name}</summary>
    <div class="tabled">
      ${about}
      ${tableOf(
        view,
        group,
        table,
        html`<caption class="hidden">
          ${name}
        </caption>`,
      )}
      ${footers(view, group)}
    </div>
  </details>`;
}

function tableOf(view: View, group: FormItem, table: Table, caption: TemplateResult | typeof nothing): TemplateResult {
  return html`<div class="table-box">
    <table
      role="table"
      part="table"
      class="${table.kind} ${widthClass(table.width)}"
      aria-describedby=${view.issuesOf(group).length > 0 ? faultId(group) : nothing}
    >
      ${caption}
      <thead role="rowgroup">
        <tr role="row">
          <td role="cell"></td>
          ${table.columns.map((column) => html`<th role="columnheader" scope="col">${column}</th>`)}
          ${table.isEndless ? html`<td role="cell"></td>` : nothing}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${table.rows}
      </tbody>
    </table>
  </div>`;
}

// ——— Cells to answer in ———

/** What stands in one cell: usually one question, called by its row and column. */
function cell(view: View, items: readonly FormItem[], row: string, column: unknown): TemplateResult {
  const shown = items.filter((item) => isShown(view, item) && !isAside(item));
  return html`<td role="cell" class=${shown.length > 0 ? '' : 'empty'}>
    ${repeat(
      shown,
      (item) => item.id,
      (item) => guard([...view.stateOf(item), row], () => cellItem(view, item, row, column)),
    )}
  </td>`;
}

function cellItem(view: View, item: FormItem, row: string, column: unknown): unknown {
  const isQuestion = item.type !== 'group' && item.type !== 'display' && !item.definition.unsupported;
  if (!isQuestion) return renderItem(view, item);
  view.named.delete(item);
  view.named.set(item, view.t.cell(row, plainName(view, item)));
  const name = html`<span class="hidden">${`${row} – `}</span>${column}`;
  const isSet = view.isWhole(item) || item.repeats;
  return questionBox(
    view,
    item,
    isSet
      ? html`<fieldset>
          <legend class="column-name">${name}</legend>
          ${answerParts(view, item)}
        </fieldset>`
      : html`<label class="column-name" for=${controlId(item)}>${name}</label>${answerParts(view, item)}`,
  );
}

function columnName(view: View, item: FormItem): unknown {
  return item.type === 'group' ? html`${prefixOf(view, item)}${textOf(view, item)}` : nameAndMark(view, item);
}

// ——— Each repetition a row, each question a column (`gtable`) ———

function groupTable(view: View, group: FormItem): TemplateResult {
  const repetitions = group.repetitions.filter((one) => isShown(view, one));
  if (group !== group.repetitions[0]) return html``;
  const columns = group.definition.items.filter((definition) => isColumn(view, repetitions, definition));
  const named = columns.map((definition) => columnName(view, cellsOf(group, definition)[0] ?? group));
  const isGrowing = group.definition.repeats && !group.readOnly;
  const row = (one: FormItem, index: number): TemplateResult => {
    const name = group.definition.repeats ? view.t.row(index + 1) : '';
    return html`<tr role="row" id=${boxId(one)}>
      ${rowHead(view, one, name, index)}
      ${columns.map((definition, place) => cell(view, cellsOf(one, definition), name || group.text, named[place]))}
      ${isGrowing ? html`<td role="cell" class="end">${view.repeats?.removing(view, one, true)}</td>` : nothing}
    </tr>`;
  };
  const rows = repeat(repetitions, ({ id }) => id, row);
  const width = columns.length * FIELD + 4;
  const last = group.repetitions.at(-1);
  return html`${tableBox(view, group, { columns: named, rows, width, kind: group.definition.repeats ? 'fields' : 'fields single', isEndless: isGrowing })}
  ${last ? view.repeats?.adding(view, last) : nothing}`;
}

/** A group that stands once has no rows to tell apart. */
function rowHead(view: View, row: FormItem, name: string, index: number): TemplateResult {
  if (!name) return html`<td role="cell" class="place empty"></td>`;
  return html`<th role="rowheader" scope="row" class="place">
    <span class="card-name">${name}</span><span class="number" aria-hidden="true">${`${index + 1}`}</span>
    ${index === 0 ? nothing : faults(view, row)}
  </th>`;
}

/** A column is left out while no row has anything in it. */
function isColumn(view: View, rows: readonly FormItem[], definition: ItemDefinition): boolean {
  const cells = rows.flatMap((row) => cellsOf(row, definition));
  return cells.some((item) => isShown(view, item) && !isAside(item));
}

function cellsOf(row: FormItem, definition: ItemDefinition): readonly FormItem[] {
  return row.children[definition.position] ?? [];
}

// ——— Each group a row, its questions under what they are called (`grid`) ———

function grid(view: View, group: FormItem): TemplateResult {
  const shown = group.items.filter((item) => isShown(view, item) && !isAside(item));
  const rows = shown.filter(({ type }) => type === 'group');
  const columns = new Map<string, FormItem>();
  for (const item of rows.flatMap(cellsIn)) if (!columns.has(item.text)) columns.set(item.text, item);
  const row = (one: FormItem): TemplateResult => {
    const name = rowName(one);
    return html`<tr role="row" id=${boxId(one)} data-link-id=${one.linkId}>
      <th role="rowheader" scope="row">
        ${groupName(view, one)} ${groupHelps(view, one)} ${faults(view, one)} ${view.repeats?.removing(view, one)}
        ${view.repeats?.adding(view, one)}
      </th>
      ${[...columns.keys()].map((text) =>
        cell(
          view,
          cellsIn(one).filter((item) => item.text === text),
          name,
          text,
        ),
      )}
    </tr>`;
  };
  // All of them, so that each keeps its place: those out of sight are not drawn.
  const others = group.items.filter(({ type }) => type !== 'group');
  return html`<div id=${boxId(group)} class="stack">
    ${renderItems(view, group, others)}
    ${tableBox(view, group, {
      columns: [...columns.values()].map((item) => html`${prefixOf(view, item)}${textOf(view, item)}`),
      rows: repeat(rows, ({ id }) => id, row),
      width: columns.size * FIELD + NAME,
      kind: 'fields',
    })}
    ${view.repeats?.adding(view, group)}
  </div>`;
}

function cellsIn(row: FormItem): FormItem[] {
  return row.items.filter((item) => !isAside(item) && item.enabled && !item.hidden);
}

function rowName(row: FormItem): string {
  const { repetitions } = row;
  return repetitions.length > 1 ? `${row.text} (${repetitions.indexOf(row) + 1})` : row.text;
}

// ——— Each question a row, each answer a column (`table`, `atable`, `htable`) ———

/** More columns than that are a list and no table. */
const MOST_COLUMNS = 12;

/**
 * `htable` wants the answers as rows; these stay columns, since the answers of one question have to follow one another for
 * whoever goes through them by keyboard or by ear.
 */
function choiceTable(view: View, group: FormItem): TemplateResult {
  const items = group.items.filter((item) => isShown(view, item) && !isAside(item));
  const columns = columnsOf(items.filter(isChoice));
  const row = (item: FormItem): unknown =>
    guard([...view.stateOf(item), ...columns], () => choiceRow(view, item, columns));
  return html`<div id=${boxId(group)} class="stack">
    ${tableBox(view, group, {
      columns: columns.map((option) => labelOf(view, option)),
      rows: repeat(items, ({ id }) => id, row),
      width: columns.length * BOX + NAME,
      kind: columns.length > 0 ? 'choices' : 'choices apart',
    })}
    ${view.repeats?.adding(view, group)}
  </div>`;
}

function isChoice(item: FormItem): boolean {
  return item.type === 'choice' && item.options.length > 0 && kindOf(item) !== 'combobox';
}

/** The answers all questions share, or most of them; none when each has its own. */
function columnsOf(items: readonly FormItem[]): Option[] {
  const columns: Option[] = [];
  for (const option of items.flatMap(({ options }) => options))
    if (!columns.some((one) => isSame(one, option))) columns.push(option);
  const filled = items.reduce((sum, { options }) => sum + options.length, 0);
  const isSparse = filled * 2 < columns.length * items.length + items.length;
  return columns.length > MOST_COLUMNS || (items.length > 1 && isSparse) ? [] : columns;
}

function isSame(a: Option, b: Option): boolean {
  return a.key === b.key && a.label === b.label && JSON.stringify(a.value) === JSON.stringify(b.value);
}

function choiceRow(view: View, item: FormItem, columns: readonly Option[]): TemplateResult {
  const isInColumns = isChoice(item) && item.options.every((option) => columns.some((one) => isSame(one, option)));
  if (!isInColumns || columns.length === 0) return apartRow(view, item, columns.length);
  const name = plainName(view, item);
  return html`<tr
    role="row"
    id=${boxId(item)}
    data-link-id=${item.linkId}
    part="field"
    @focusout=${(event: FocusEvent) => isLeaving(event) && view.leave(item)}
  >
    <th role="rowheader" scope="row" part="label">
      ${nameAndMark(view, item)} ${partsBefore(view, item)} ${partsBehind(view, item)} ${nestedItems(view, item)}
    </th>
    ${columns.map((column) => choiceCell(view, item, name, column))}
  </tr>`;
}

function choiceCell(view: View, item: FormItem, name: string, column: Option): TemplateResult {
  const index = item.options.findIndex((option) => isSame(option, column));
  const option = item.options[index];
  return html`<td role="cell" class=${option ? (isChosen(item, option) ? 'chosen-cell' : '') : 'empty'}>
    ${option ? optionBox(view, item, option, index, view.t.cell(name, option.label)) : nothing}
  </td>`;
}

/** What has other answers than the columns, or is no choice, has the whole width. */
function apartRow(view: View, item: FormItem, columns: number): TemplateResult {
  const isQuestion = item.type !== 'group' && item.type !== 'display';
  if (!isQuestion)
    return html`<tr role="row" class="apart">
      <td role="cell" colspan=${columns + 1}>${renderItem(view, item)}</td>
    </tr>`;
  const name = nameAndMark(view, item);
  const isSet = view.isWhole(item) || item.repeats;
  return html`<tr
    role="row"
    class="apart"
    id=${boxId(item)}
    data-link-id=${item.linkId}
    part="field"
    @focusout=${(event: FocusEvent) => isLeaving(event) && view.leave(item)}
  >
    <th role="rowheader" scope="row" part="label">${name}</th>
    <td role="cell" colspan=${Math.max(1, columns)}>
      ${
        isSet
          ? html`<fieldset>
              <legend class="hidden">${name}</legend>
              ${answerParts(view, item)}
            </fieldset>`
          : html`<label class="hidden" for=${controlId(item)}>${name}</label>${answerParts(view, item)}`
      }
      ${nestedItems(view, item)}
    </td>
  </tr>`;
}

export const module: Module = {
  layouts: { gtable: groupTable, grid, table: choiceTable, htable: choiceTable, atable: choiceTable },
  styles,
};
