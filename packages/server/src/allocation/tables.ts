export interface AllocationTables {
  ledger_entry: LedgerEntryTable;
  ledger: LedgerTable;
}

/** One decision of the ledger while it counts: erased when its hold expires or its booking is cancelled. */
export interface LedgerEntryTable {
  structure_id: string;
  id: string;
  practice_id: string;
  /** JSON object: whole seats each eligible practice offered. */
  weights: string;
  at: number;
}

/** The engine's ledger over the entries that count, as JSON. Written by whoever holds the structure's lock. */
export interface LedgerTable {
  structure_id: string;
  state: string;
}
