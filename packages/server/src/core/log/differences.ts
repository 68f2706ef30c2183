import type { Database } from '../../tables.ts';

/** Columns of a row by name, or members of one. */
export type Columns = Readonly<Record<string, string | number | null>>;

/** One row that is not as the log makes it. Ids, instants and counts only; nothing about a person is ever read. */
export interface Difference {
  readonly structureId: string;
  /** `event` for a row of the log that does not follow from those before it. */
  readonly table: keyof Database;
  /** The booking's, the hold's…; practice and start of a seat, kind and version of a document, practice of an account. */
  readonly id: string;
  /** What differs, as the log has it; `null` when it knows no such row. */
  readonly log: Columns | null;
  /** The same as it is stored; `null` when there is no such row. */
  readonly stored: Columns | null;
}

/** Enough to see what has happened; whoever rewrites a whole table fills no memory. */
const LISTED = 100;

/** The differences of one structure: the first ones, and how many there are. */
export class DifferenceList {
  readonly listed: Difference[] = [];
  count = 0;
  readonly #structureId: string;

  constructor(structureId: string) {
    this.#structureId = structureId;
  }

  add(difference: Omit<Difference, 'structureId'>): void {
    this.count += 1;
    if (this.count <= LISTED) this.listed.push({ structureId: this.#structureId, ...difference });
  }

  /** Adds what two rows do not have alike. What the log does not say (`undefined`) differs from nothing. */
  compare(table: Difference['table'], id: string, log: Expected, stored: Columns): void {
    let names: string[] | undefined;
    for (const name in log) {
      if (log[name] !== undefined && log[name] !== stored[name]) (names ??= []).push(name);
    }
    if (names) this.add({ table, id, log: pick(log, names), stored: pick(stored, names) });
  }

  /**
   * Compares the rows of a table with what the log knows, by name. `known` is emptied of those that are found: what is left has no row.
   *
   * @param told what may be repeated of a row that the log does not know; nothing when absent
   */
  compareRows<Row extends object>(
    table: Difference['table'],
    known: Map<string, Expected>,
    rows: Iterable<Row>,
    nameOf: (row: Row) => string,
    told: (row: Row) => Columns = () => ({}),
  ): void {
    for (const row of rows) {
      const name = nameOf(row);
      const expected = known.get(name);
      // What is looked at are the columns the log knows, and those hold texts and numbers.
      if (expected) this.compare(table, name, expected, row as Columns);
      else this.unexpected(table, name, told(row));
      known.delete(name);
    }
    for (const [name, expected] of known) this.missing(table, name, expected);
  }

  missing(table: Difference['table'], id: string, log: Expected): void {
    this.add({ table, id, log: pick(log, Object.keys(log)), stored: null });
  }

  unexpected(table: Difference['table'], id: string, stored: Columns): void {
    const names = Object.keys(stored).filter((name) => name !== 'id');
    this.add({ table, id, log: null, stored: pick(stored, names) });
  }
}

/** Columns as the log makes them; `undefined` where it does not say. */
export type Expected = Readonly<Record<string, string | number | null | undefined>>;

const INSTANTS = new Set([
  'at',
  'start_at',
  'end_at',
  'expires_at',
  'created_at',
  'updated_at',
  'imported_at',
  'since',
  'lastBookingAt',
]);
/** The last instant a date can hold. */
const LATEST_INSTANT = 8.64e15;

function pick(columns: Expected, names: readonly string[]): Columns {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = columns[name];
      return value === undefined ? [] : [[name, INSTANTS.has(name) ? writeInstant(value) : value]];
    }),
  );
}

/** An instant in full, to the millisecond where it has any; what is none as it stands. */
export function writeInstant(value: string | number | null): string | number | null {
  const isInstant = typeof value === 'number' && Math.abs(value) <= LATEST_INSTANT;
  return isInstant ? new Date(value).toISOString().replace('.000Z', 'Z') : value;
}
