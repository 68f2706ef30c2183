/** Rows of one statement at most: SQLite takes 32,766 parameters and PostgreSQL 65,535, and a row of ours has two dozen at most. */
const ROWS_AT_ONCE = 1000;

/** The rows in parts that one statement can take each, or smaller ones. */
export function* chunksOf<Row>(rows: readonly Row[], most = ROWS_AT_ONCE): Generator<Row[]> {
  for (let first = 0; first < rows.length; first += most) yield rows.slice(first, first + most);
}
