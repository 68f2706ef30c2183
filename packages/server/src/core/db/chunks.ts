/** Rows of one statement at most: SQLite takes 32,766 parameters and PostgreSQL 65,535, and a row of ours has two dozen at most. */
const ROWS_AT_ONCE = 1000;

/** The rows in parts that one statement can take each. */
export function* chunksOf<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let first = 0; first < rows.length; first += ROWS_AT_ONCE) yield rows.slice(first, first + ROWS_AT_ONCE);
}
