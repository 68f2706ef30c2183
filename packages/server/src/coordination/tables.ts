export interface CoordinationTables {
  log_check: LogCheckTable;
}

export interface LogCheckTable {
  structure_id: string;
  checked_at: number;
  /** The row of the log where its chain does not hold; absent where it does. */
  broken_at: number | null;
}
