import { readExtension, readText } from '@relais/sdk/questionnaire';
import type { FormItem, ItemDefinition, Option, Quantity } from '@relais/sdk/questionnaire';
import { nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import { html } from '../../ui/html.ts';
import { fixedBox, held } from '../fields/held.ts';
import { isChosen, labelOf } from '../fields/options.ts';
import { boxId, faultId } from '../view/ids.ts';
import { kindOf } from '../view/kinds.ts';
import { isAsked, plainName } from '../view/naming.ts';
import type { Module, View } from '../view/types.ts';
import { groupName, sayings } from '../view/group.ts';
import { isShown, renderItem, renderItems } from '../view/items.ts';
import { isLocked } from '../view/locked.ts';
import { isAside } from '../view/look.ts';
import {
  faults,
  fieldSet,
  isLeaving,
  labelled,
  markOf,
  nameAndMark,
  nestedItems,
  partsBefore,
  partsBehind,
  prefixOf,
  questionBox,
  textOf,
} from '../view/question.ts';
import { shortTextOf } from './short-text.ts';
import { styles, widthClass } from './tables.styles.ts';

/** Least widths of columns, in `em` of the text: of one to answer in, of one with a box, of the names of rows. */
const FIELD = 9;
const BOX = 5;
const NAME = 11;
/** A column that takes more is a slip of the form’s, and would push the others off the screen. */
const MOST_PIXELS = 1000;

// ——— The frame ———

interface Column {
  readonly name: unknown;
  /** In CSS, where the form gives one. */
  readonly width?: string | undefined;
}

interface Table {
  readonly columns: readonly Column[];
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
  const about = html`${view.asides?.above(view, group)} ${faults(view, group)}`;
  // Not in the caption: of what can have the focus, a table holds nothing but its cells.
  const media = view.media?.(view, group.definition.source);
  const collapsible = readText(group.definition.source, 'collapsible');
  if (!collapsible) {
    const caption = html`<caption part="legend">
      ${name}${about}
    </caption>`;
    const isNamed = name !== nothing;
    return html`<div class="tabled" part="group" data-link-id=${group.linkId}>
      ${media} ${isNamed ? nothing : about} ${tableOf(view, group, table, isNamed ? caption : nothing)}
      ${view.asides?.below(view, group)}
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
      ${media} ${about}
      ${tableOf(
        view,
        group,
        table,
        html`<caption class="hidden">
          ${name}
        </caption>`,
      )}
      ${view.asides?.below(view, group)}
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
      ${caption} ${widthsOf(table)}
      <thead role="rowgroup">
        <tr role="row">
          <td role="cell"></td>
          ${table.columns.map(({ name }) => html`<th role="columnheader" scope="col">${name}</th>`)}
          ${table.isEndless ? html`<td role="cell"></td>` : nothing}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${table.rows}
      </tbody>
    </table>
  </div>`;
}

function widthsOf({ columns, isEndless }: Table): TemplateResult | typeof nothing {
  if (!columns.some(({ width }) => width)) return nothing;
  const group = (width = ''): TemplateResult => html`<colgroup style=${styleMap({ width })}></colgroup>`;
  return html`${group()}${columns.map(({ width }) => group(width))}${isEndless ? group() : nothing}`;
}

/** The width a form gives the column of a question: without a code pixels, with `%` a share of the table. */
function widthOf({ source }: ItemDefinition): string | undefined {
  const { value, code } = (readExtension(source, 'width') ?? {}) as Quantity;
  if (typeof value !== 'number' || !(value > 0)) return undefined;
  if (code === '%') return value <= 100 ? `${value}%` : undefined;
  return (code === undefined || code === 'px') && value <= MOST_PIXELS ? `${value}px` : undefined;
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
    isSet ? fieldSet(view, item, name, 'column-name') : labelled(view, item, name, 'column-name'),
  );
}

/** What stands above a column: the short name its question has for want of room, else `name`. */
function headed(view: View, item: FormItem, name: unknown): Column {
  const short = shortTextOf(view, item);
  const width = widthOf(item.definition);
  return { name: short ? html`${prefixOf(view, item)}${short}${markOf(view, item)}` : name, width };
}

function columnName(view: View, item: FormItem): unknown {
  return item.type === 'group' ? html`${prefixOf(view, item)}${textOf(view, item)}` : nameAndMark(view, item);
}

// ——— Each repetition a row, each question a column (`gtable`) ———

function groupTable(view: View, group: FormItem): TemplateResult {
  const repetitions = group.repetitions.filter((one) => isShown(view, one));
  if (group !== group.repetitions[0]) return html``;
  const columns = group.definition.items.filter((definition) => isColumn(view, repetitions, definition));
  // The star of a column is that of any row that asks for it.
  const head = (definition: ItemDefinition): FormItem => {
    const cells = repetitions.flatMap((one) => cellsOf(one, definition));
    return cells.find(isAsked) ?? cells[0] ?? group;
  };
  const heads = columns.map(head);
  const named = heads.map((item) => columnName(view, item));
  const isGrowing = group.definition.repeats && !isLocked(group);
  const row = (one: FormItem, index: number): TemplateResult => {
    const name = group.definition.repeats ? view.t.row(index + 1) : '';
    return html`<tr role="row" id=${boxId(one)}>
      ${rowHead(view, one, name, index)}
      ${repeat(
        columns,
        ({ index }) => index,
        (definition, place) => cell(view, cellsOf(one, definition), name || group.text, named[place]),
      )}
      ${isGrowing ? html`<td role="cell" class="end">${view.repeats?.removing(view, one, true)}</td>` : nothing}
    </tr>`;
  };
  const rows = repeat(repetitions, ({ id }) => id, row);
  const width = columns.length * FIELD + 4;
  const last = group.repetitions.at(-1);
  return html`${tableBox(view, group, { columns: heads.map((item, place) => headed(view, item, named[place])), rows, width, kind: group.definition.repeats ? 'fields' : 'fields single', isEndless: isGrowing })}
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
  // In the order of all there may be: a column that comes moves none of those that are there.
  const ever = group.items.filter(({ type }) => type === 'group').flatMap(({ items }) => items);
  const inOrder = [...new Set(ever.map(columnOf))];
  const columns = new Map<string, FormItem>();
  for (const text of inOrder) {
    const item = rows.flatMap(cellsIn).find((one) => columnOf(one) === text);
    if (item) columns.set(text, item);
  }
  const row = (one: FormItem): TemplateResult => {
    const name = rowName(one);
    return html`<tr role="row" id=${boxId(one)} data-link-id=${one.linkId}>
      <th role="rowheader" scope="row">
        ${groupName(view, one)} ${sayings(view, one)} ${view.repeats?.removing(view, one)}
        ${view.repeats?.adding(view, one)}
      </th>
      ${repeat(
        columns,
        ([key]) => key,
        ([key, head]) =>
          cell(
            view,
            cellsIn(one).filter((item) => columnOf(item) === key),
            name,
            head.text,
          ),
      )}
    </tr>`;
  };
  // All of them, so that each keeps its place: those out of sight are not drawn.
  const others = group.items.filter(({ type }) => type !== 'group');
  return html`<div id=${boxId(group)} class="stack">
    ${renderItems(view, group, others)}
    ${tableBox(view, group, {
      columns: [...columns.values()].map((item) =>
        headed(view, item, html`${prefixOf(view, item)}${textOf(view, item)}`),
      ),
      rows: repeat(rows, ({ id }) => id, row),
      width: columns.size * FIELD + NAME,
      kind: 'fields',
    })}
    ${view.repeats?.adding(view, group)}
  </div>`;
}

/** Under which name a question stands: as the form writes it, for words that are worked out change. */
function columnOf({ definition }: FormItem): string {
  return definition.source.text ?? '';
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
  // Of all there may be, so that the columns stay when a question appears.
  const columns = columnsOf(group.items.filter((item) => !isAside(item) && !item.hidden && isChoice(item)));
  const row = (item: FormItem): unknown =>
    guard([...view.stateOf(item), ...columns], () => choiceRow(view, item, columns));
  return html`<div id=${boxId(group)} class="stack">
    ${tableBox(view, group, {
      columns: columns.map((option) => ({ name: labelOf(view, option) })),
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
      ${nameAndMark(view, item)} ${partsBefore(view, item)} ${held(view, item)} ${partsBehind(view, item)}
      ${nestedItems(view, item)}
    </th>
    ${columns.map((column) => choiceCell(view, item, name, column))}
  </tr>`;
}

function choiceCell(view: View, item: FormItem, name: string, column: Option): TemplateResult {
  const index = item.options.findIndex((option) => isSame(option, column));
  const option = item.options[index];
  return html`<td role="cell" class=${option ? (isChosen(item, option) ? 'chosen-cell' : '') : 'empty'}>
    ${option ? fixedBox(view, item, option, index, view.t.cell(name, option.label)) : nothing}
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
      ${isSet ? fieldSet(view, item, name, 'hidden') : labelled(view, item, name, 'hidden')} ${nestedItems(view, item)}
    </td>
  </tr>`;
}

export const module: Module = {
  layouts: { gtable: groupTable, grid, table: choiceTable, htable: choiceTable, atable: choiceTable },
  styles,
};
