import { Crowd } from '../tally.ts';
import type { Sum } from '../tally.ts';

/** Cells that are judged together. */
export interface Group {
  readonly name: string;
  readonly crowds: readonly Crowd[];
}

/** A quarter's facts by the codes they have in one dimension or two. */
export type Table = ReadonlyMap<string, TableCell>;

export interface TableCell {
  readonly key: readonly string[];
  readonly sum: Sum;
  readonly crowd: Crowd;
}

/** A cell as it is judged: by who stands behind it. */
export type JudgedCell = Pick<TableCell, 'key' | 'crowd'>;

/**
 * The cells of a quarter that must not be shown: those behind which too few patients stand, and others with them, so that what is shown of a row or a
 * column, taken from its sum, leaves as many as it takes. Sums are shown elsewhere: a row's where the figure is split by its dimension alone.
 *
 * @param levels how many patients it takes, the least first. What is hidden where it takes fewer is hidden where it takes more: of somebody who has seen
 * both, nothing is known that was not known from the first.
 * @param already cells that stay hidden whoever stands behind them
 */
export function hiddenCells(
  cells: readonly JudgedCell[],
  levels: readonly number[],
  already: ReadonlySet<string> = new Set(),
): ReadonlySet<string> {
  const isCrossed = cells.some(({ key }) => key.length > 1);
  if (isCrossed) {
    return levels.reduce(
      (hidden, _level, place) => hiddenInCross(cells, levels.slice(0, place + 1), hidden),
      new Set(already),
    );
  }
  return hiddenInRow(
    cells.map(({ key, crowd }) => ({ name: cellId(key), crowds: [crowd] })),
    levels,
    already,
  );
}

/** No code holds the sign between them. */
export function cellId(key: readonly string[]): string {
  return key.join('\u0001');
}

/** Those too small, and the smallest of the others until all together are safe. */
function hiddenInRow(
  groups: readonly Group[],
  levels: readonly number[],
  already: ReadonlySet<string> = new Set(),
): Set<string> {
  let hidden = new Set(already);
  for (const smallest of levels) {
    const [small, safe] = partition(groups, ({ name, crowds }) => hidden.has(name) || !Crowd.areSafe(crowds, smallest));
    const others = safe.filter((group) => factsOf(group) > 0).sort(bySize);
    while (small.length > 0 && !areSafe(small, smallest)) {
      const next = others.shift();
      if (!next) break;
      small.push(next);
    }
    hidden = new Set(small.map(({ name }) => name));
  }
  return hidden;
}

/**
 * Of two dimensions, everything where a row with a cell that is too small meets a column with one is hidden: what can be computed of these cells are
 * sums of whole rows or columns, and these are to be safe. Rows and columns that are hidden in their own dimension are hidden here.
 */
function hiddenInCross(
  cells: readonly JudgedCell[],
  levels: readonly number[],
  already: ReadonlySet<string>,
): Set<string> {
  const smallest = levels.at(-1)!;
  const rows = lineOf(cells, 0, levels);
  const columns = lineOf(cells, 1, levels);
  const grouped = cells.map((cell) => ({
    ...{ cell, name: cellId(cell.key), crowds: [cell.crowd] },
    ...{ row: rows.nameOf(cell), column: columns.nameOf(cell) },
  }));
  const hiddenRows = new Set<string>();
  const hiddenColumns = new Set<string>();
  const staysHidden = ({ cell: { key }, name, row, column }: (typeof grouped)[number]) =>
    already.has(name) && row === key[0] && column === key[1];
  for (const group of Map.groupBy(grouped, ({ row, column }) => cellId([row, column])).values()) {
    if (areSafe(group, smallest) && !group.some(staysHidden)) continue;
    hiddenRows.add(group[0]!.row);
    hiddenColumns.add(group[0]!.column);
  }
  const inside = () => grouped.filter(({ row, column }) => hiddenRows.has(row) && hiddenColumns.has(column));
  for (;;) {
    const weakRow = [...Map.groupBy(inside(), ({ row }) => row).values()].some(isWeak);
    if (weakRow && grow(hiddenColumns, columns.bySize)) continue;
    const weakColumn = [...Map.groupBy(inside(), ({ column }) => column).values()].some(isWeak);
    if (weakColumn && grow(hiddenRows, rows.bySize)) continue;
    break;
  }
  const hidden = grouped.filter(
    ({ cell, row, column }) =>
      (hiddenRows.has(row) && hiddenColumns.has(column)) || row !== cell.key[0] || column !== cell.key[1],
  );
  return new Set(hidden.map(({ name }) => name));

  function isWeak(group: readonly Group[]): boolean {
    return !areSafe(group, smallest);
  }
}

/** No code is empty: all that is hidden of a dimension is one line. */
const REST = '';

function lineOf(cells: readonly JudgedCell[], place: number, levels: readonly number[]) {
  const lines = [...Map.groupBy(cells, ({ key }) => key[place]!)].map(([name, own]) => ({
    name,
    crowds: own.map(({ crowd }) => crowd),
  }));
  const hidden = hiddenInRow(lines, levels);
  const nameOf = ({ key }: JudgedCell) => (hidden.has(key[place]!) ? REST : key[place]!);
  const shown = lines.filter(({ name }) => !hidden.has(name)).sort(bySize);
  return { nameOf, bySize: [...(hidden.size > 0 ? [REST] : []), ...shown.map(({ name }) => name)] };
}

/** Adds the smallest that is not in it yet; false when all are. */
function grow(names: Set<string>, bySizes: readonly string[]): boolean {
  const next = bySizes.find((name) => !names.has(name));
  if (next === undefined) return false;
  names.add(next);
  return true;
}

export function areSafe(groups: readonly Group[], smallest: number): boolean {
  return Crowd.areSafe(
    groups.flatMap(({ crowds }) => crowds),
    smallest,
  );
}

/** Of facts, which are the same however they are put together: a line is as large in every table it stands in. */
export function bySize(left: Group, right: Group): number {
  return factsOf(left) - factsOf(right) || (left.name < right.name ? -1 : 1);
}

export function factsOf({ crowds }: Group): number {
  return crowds.reduce((sum, { facts }) => sum + facts, 0);
}

function partition<Item>(items: readonly Item[], holds: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(holds), items.filter((item) => !holds(item))];
}
