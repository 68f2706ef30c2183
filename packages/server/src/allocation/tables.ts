export interface AllocationTables {
  ledger_entry: LedgerEntryTable;
  ledger_correction: LedgerCorrectionTable;
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

/** A correction by hand. It is never changed and never erased; what was wrong in it another one puts right. */
export interface LedgerCorrectionTable {
  structure_id: string;
  id: string;
  at: number;
  /** JSON object: bookings added to each practice's balance. */
  moves: string;
  /** In the words of who signed it, for colleagues. The log has their digest. */
  reason: string;
  signed_by: string;
}

/** The engine's ledger over the entries and corrections that count, as JSON. Written by whoever holds the structure's lock. */
export interface LedgerTable {
  structure_id: string;
  state: string;
}
